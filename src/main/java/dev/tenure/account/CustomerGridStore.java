package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the customers' list. */
@Repository
class CustomerGridStore {

  private static final int MOST_OF_ALL = 10_000;
  private static final int MOST_FOUND = 1_000;
  private static final int WALKED = 1_000;
  private static final int FEW = 2_000;

  private final JdbcClient jdbc;
  private final PlatformClock clock;

  CustomerGridStore(JdbcClient jdbc, PlatformClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Row(CustomerLine line, String key) {}

  /**
   * A query and what its text means.
   *
   * @param few all that match by their words; null if they are many, or not looked for
   */
  record Asked(GridQuery query, GridMatch match, UUID @Nullable [] few) {}

  /** Looks for what matches by its words, which is the dearest part and serves list and counts. */
  Asked ask(GridQuery query) {
    GridMatch match =
        GridMatch.of(query.text(), LocalDate.ofInstant(clock.now(), ZoneOffset.UTC).plusDays(1));
    if (match.everything() || !match.indexed()) {
      return new Asked(query, match, null);
    }
    List<UUID> found =
        jdbc.sql("SELECT customer_id FROM customer_search WHERE words LIKE :pattern LIMIT :most")
            .param("pattern", match.pattern())
            .param("most", FEW + 1)
            .query((rs, n) -> rs.getObject(1, UUID.class))
            .list();
    return new Asked(query, match, found.size() > FEW ? null : found.toArray(UUID[]::new));
  }

  GridPage page(Asked asked, Optional<GridCursor> from) {
    GridQuery query = asked.query();
    Optional<GridCursor> cursor = from.filter(place -> place.isIn(query.sort()));
    boolean backwards = cursor.map(GridCursor::backwards).orElse(false);
    List<Row> rows = rows(asked, cursor, query.descending() != backwards, query.size() + 1);
    boolean more = rows.size() > query.size();
    List<Row> shown = new ArrayList<>(more ? rows.subList(0, query.size()) : rows);
    if (backwards) {
      Collections.reverse(shown);
    }
    boolean hasNext = backwards || more;
    boolean hasPrevious = backwards ? more : cursor.isPresent();
    return new GridPage(
        shown.stream().map(Row::line).toList(),
        hasNext && !shown.isEmpty()
            ? Optional.of(place(query, shown.getLast(), false))
            : Optional.empty(),
        hasPrevious && !shown.isEmpty()
            ? Optional.of(place(query, shown.getFirst(), true))
            : Optional.empty());
  }

  private static String place(GridQuery query, Row row, boolean backwards) {
    Optional<Status> group =
        query.sort() == GridQuery.Sort.STATUS ? Optional.of(row.line().status()) : Optional.empty();
    return new GridCursor(backwards, group, row.key(), row.line().id().value()).text();
  }

  /** By status means: the customers of one status by name, then those of the next. */
  private List<Row> rows(Asked asked, Optional<GridCursor> cursor, boolean descending, int limit) {
    GridQuery query = asked.query();
    if (query.sort() != GridQuery.Sort.STATUS) {
      return select(asked, query.status(), cursor, descending, limit);
    }
    List<Status> order = new ArrayList<>(Arrays.asList(Status.values()));
    if (descending) {
      Collections.reverse(order);
    }
    int first = cursor.flatMap(GridCursor::status).map(order::indexOf).orElse(0);
    List<Row> rows = new ArrayList<>();
    for (int i = first; i < order.size() && rows.size() < limit; i++) {
      Status status = order.get(i);
      if (query.status().isEmpty() || query.status().get() == status) {
        Optional<GridCursor> from = i == first ? cursor : Optional.empty();
        rows.addAll(select(asked, Optional.of(status), from, descending, limit - rows.size()));
      }
    }
    return rows;
  }

  /**
   * What many match is found soonest by walking the order and looking at each; what few match, from
   * the indexes of what matches. By name an index tells all the words; by anything else some are
   * walked, and if that isn't enough the matches are gathered and sorted.
   */
  private List<Row> select(
      Asked asked,
      Optional<Status> status,
      Optional<GridCursor> cursor,
      boolean descending,
      int limit) {
    GridMatch match = asked.match();
    boolean few = asked.few() != null;
    GridSql part = new GridSql(asked.query(), status, cursor, descending, few);
    if (match.everything()) {
      return rows(part, asked, limit, List.of(part.where("TRUE")));
    }
    boolean byWordsAlone = match.statuses().isEmpty() && match.dates().isEmpty();
    if (!byWordsAlone || !(few || part.byName())) {
      List<Row> walked = rows(part, asked, limit, List.of(part.walk()));
      if (walked.size() == limit) {
        return walked;
      }
    }
    return rows(part, asked, limit, part.gather(match));
  }

  private List<Row> rows(GridSql part, Asked asked, int limit, List<String> branches) {
    String sql =
        branches.size() == 1
            ? branches.getFirst()
            : String.join("UNION\n", branches.stream().map(b -> "(" + b + ")").toList())
                + part.order();
    return jdbc.sql(sql)
        .params(parameters(asked))
        .param("key", part.cursor().map(GridCursor::key).orElse(null))
        .param("id", part.cursor().map(GridCursor::id).orElse(null))
        .param("limit", limit)
        .param("walked", WALKED)
        .query((rs, n) -> new Row(line(rs), rs.getString("sort_key")))
        .list();
  }

  private static Map<String, @Nullable Object> parameters(Asked asked) {
    GridMatch match = asked.match();
    ResellerId reseller = asked.query().reseller();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("reseller", reseller == null ? null : reseller.value());
    values.put("few", asked.few());
    values.put("pattern", match.pattern());
    values.put("statuses", match.statuses().stream().map(Status::name).toArray(String[]::new));
    values.put("dates", match.dates().stream().map(LocalDate::toString).toArray(String[]::new));
    values.put("since", match.spans().stream().map(GridMatch.Span::from).toArray(Long[]::new));
    values.put("until", match.spans().stream().map(GridMatch.Span::to).toArray(Long[]::new));
    return values;
  }

  /** Without a text each status is counted from its own index; with one, the matches are. */
  GridCounts counts(Asked asked) {
    return asked.match().everything() ? countsOfAll(asked.query()) : countsOfFound(asked);
  }

  private GridCounts countsOfAll(GridQuery query) {
    return new GridCounts(
        count(query, "customer c", GridSql.inStatus(Status.ACTIVE)),
        count(
            query,
            "held_customer c",
            "(c.terminates_at IS NULL OR c.terminates_at > (SELECT tenure_now()))"),
        count(query, "customer c", GridSql.inStatus(Status.TERMINATED)));
  }

  private GridCounts.Counted count(GridQuery query, String from, String condition) {
    int counted =
        jdbc.sql(
                """
                SELECT count(*)
                FROM (
                  SELECT 1
                  FROM %s
                  WHERE %s
                    AND %s
                  LIMIT :most) AS matching
                """
                    .formatted(from, GridSql.scope(query), condition))
            .param("reseller", query.reseller() == null ? null : query.reseller().value())
            .param("most", MOST_OF_ALL)
            .query(Integer.class)
            .single();
    return GridCounts.Counted.upTo(MOST_OF_ALL, counted);
  }

  private GridCounts countsOfFound(Asked asked) {
    GridQuery query = asked.query();
    List<String> branches = new ArrayList<>();
    for (GridSql.Source source : GridSql.sources(query, asked.match(), asked.few() != null)) {
      branches.add(GridSql.counted(query, source));
    }
    asked
        .match()
        .statuses()
        .forEach(status ->
            branches.add(
                GridSql.counted(
                    query, new GridSql.Source("customer c", GridSql.inStatus(status)))));
    Map<Status, Integer> found = new EnumMap<>(Status.class);
    jdbc.sql(
            "SELECT status, count(*) AS n FROM (%s) AS matching GROUP BY status"
                .formatted(String.join("UNION\n", branches)))
        .params(parameters(asked))
        .param("most", MOST_FOUND)
        .query(rs -> {
          found.put(Status.valueOf(rs.getString("status")), rs.getInt("n"));
        });
    boolean more = found.values().stream().mapToInt(n -> n).sum() >= MOST_FOUND;
    return new GridCounts(
        new GridCounts.Counted(found.getOrDefault(Status.ACTIVE, 0), more),
        new GridCounts.Counted(found.getOrDefault(Status.DISABLED, 0), more),
        new GridCounts.Counted(found.getOrDefault(Status.TERMINATED, 0), more));
  }

  private static CustomerLine line(ResultSet rs) throws SQLException {
    return new CustomerLine(
        new CustomerId(rs.getObject("id", UUID.class)),
        rs.getString("name"),
        rs.getString("reference"),
        rs.getString("reseller_name"),
        ZoneId.of(rs.getString("time_zone")),
        rs.getTimestamp("created_at").toInstant(),
        Status.valueOf(rs.getString("status")),
        rs.getInt("hold_count"),
        instant(rs.getTimestamp("access_stopped_at")),
        instant(rs.getTimestamp("terminates_at")),
        rs.getObject("trial_until", LocalDate.class));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
