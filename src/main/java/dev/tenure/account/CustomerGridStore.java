package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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

  private final JdbcClient jdbc;

  CustomerGridStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Row(CustomerLine line, String key) {}

  GridPage page(GridQuery query, Optional<GridCursor> cursor) {
    boolean backwards = cursor.map(GridCursor::backwards).orElse(false);
    List<Row> rows = rows(query, cursor, query.descending() != backwards, query.size() + 1);
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
  private List<Row> rows(
      GridQuery query, Optional<GridCursor> cursor, boolean descending, int limit) {
    if (query.sort() != GridQuery.Sort.STATUS) {
      return select(query, query.status(), cursor, descending, limit);
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
        rows.addAll(select(query, Optional.of(status), from, descending, limit - rows.size()));
      }
    }
    return rows;
  }

  private List<Row> select(
      GridQuery query,
      Optional<Status> status,
      Optional<GridCursor> cursor,
      boolean descending,
      int limit) {
    String key = key(query.sort());
    String order =
        "ORDER BY sort_key %1$s, id %1$s LIMIT :limit".formatted(descending ? "DESC" : "ASC");
    String place =
        cursor.isEmpty()
            ? ""
            : "AND (%s, c.id) %s (CAST(:key AS %s), :id)"
                .formatted(
                    key,
                    descending ? "<" : ">",
                    query.sort() == GridQuery.Sort.CREATED ? "timestamptz" : "text");
    List<String> branches = new ArrayList<>();
    for (String match : matches(query)) {
      branches.add(
          """
          (SELECT c.id, c.name, c.reference, r.name AS reseller_name, c.time_zone, c.created_at,
                  account_status(c.access_stopped_at, c.terminates_at) AS status, c.hold_count,
                  c.access_stopped_at, c.terminates_at, c.trial_until, %s AS sort_key
           FROM customer c
           JOIN reseller r ON r.id = c.reseller_id
           WHERE %s
             AND %s
             AND %s
             %s
           %s)
          """
              .formatted(key, scope(query), inStatus(status), match, place, order));
    }
    String sql =
        branches.size() == 1 ? branches.getFirst() : String.join("UNION\n", branches) + order;
    return jdbc.sql(sql)
        .param("reseller", query.reseller() == null ? null : query.reseller().value())
        .param("pattern", pattern(query.text()))
        .param("key", cursor.map(GridCursor::key).orElse(null))
        .param("id", cursor.map(GridCursor::id).orElse(null))
        .param("limit", limit)
        .query((rs, n) -> new Row(line(rs), rs.getString("sort_key")))
        .list();
  }

  /** Without a text each status is counted from its own index; with one, the matches are. */
  GridCounts counts(GridQuery query) {
    List<String> matches = matches(query);
    return matches.equals(List.of("TRUE")) ? countsOfAll(query) : countsOfFound(query, matches);
  }

  private GridCounts countsOfAll(GridQuery query) {
    return new GridCounts(
        count(query, Status.ACTIVE),
        count(query, Status.DISABLED),
        count(query, Status.TERMINATED));
  }

  private GridCounts.Counted count(GridQuery query, Status status) {
    int counted =
        jdbc.sql(
                """
                SELECT count(*)
                FROM (
                  SELECT 1
                  FROM customer c
                  WHERE %s
                    AND %s
                  LIMIT :most) AS matching
                """
                    .formatted(scope(query), inStatus(status)))
            .param("reseller", query.reseller() == null ? null : query.reseller().value())
            .param("most", MOST_OF_ALL)
            .query(Integer.class)
            .single();
    return GridCounts.Counted.upTo(MOST_OF_ALL, counted);
  }

  private GridCounts countsOfFound(GridQuery query, List<String> matches) {
    List<String> branches = new ArrayList<>();
    for (String match : matches) {
      branches.add(
          """
          (SELECT c.id, account_status(c.access_stopped_at, c.terminates_at) AS status
           FROM customer c
           WHERE %s
             AND %s
           LIMIT :most)
          """
              .formatted(scope(query), match));
    }
    Map<Status, Integer> found = new EnumMap<>(Status.class);
    jdbc.sql(
            "SELECT status, count(*) AS n FROM (%s) AS matching GROUP BY status"
                .formatted(String.join("UNION\n", branches)))
        .param("reseller", query.reseller() == null ? null : query.reseller().value())
        .param("pattern", pattern(query.text()))
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

  private static String key(GridQuery.Sort sort) {
    return switch (sort) {
      case NAME, STATUS -> "c.name_key";
      case CREATED -> "c.created_at";
      case REFERENCE -> "c.reference_key";
    };
  }

  private static String scope(GridQuery query) {
    return query.reseller() == null ? "TRUE" : "c.reseller_id = :reseller";
  }

  /** The terms of account_status(), spelled out so that the partial indexes serve them. */
  private static String inStatus(Optional<Status> status) {
    return status.map(CustomerGridStore::inStatus).orElse("TRUE");
  }

  private static String inStatus(Status status) {
    return switch (status) {
      case ACTIVE ->
          "c.access_stopped_at IS NULL AND (c.terminates_at IS NULL OR c.terminates_at >"
              + " tenure_now())";
      case DISABLED ->
          "c.access_stopped_at IS NOT NULL AND (c.terminates_at IS NULL OR c.terminates_at >"
              + " tenure_now())";
      case TERMINATED -> "c.terminates_at <= tenure_now()";
    };
  }

  /** The ways in which a customer can match the text; each alone can be answered from an index. */
  private static List<String> matches(GridQuery query) {
    String text = query.text().toLowerCase(Locale.ROOT);
    List<Status> named =
        Arrays.stream(Status.values())
            .filter(s -> s.name().toLowerCase(Locale.ROOT).contains(text))
            .toList();
    if (named.size() == Status.values().length) {
      return List.of("TRUE");
    }
    List<String> matches = new ArrayList<>();
    matches.add(
        "c.id IN (SELECT s.customer_id FROM customer_search s WHERE s.words LIKE :pattern)");
    named.forEach(status -> matches.add(inStatus(status)));
    return matches;
  }

  private static String pattern(String text) {
    return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + "%";
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
