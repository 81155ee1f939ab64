package dev.tenure.collection;

import dev.tenure.platform.ResellerId;
import dev.tenure.platform.database.LikePattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the lists of phone systems. */
@Repository
class SourceGridStore {

  private static final String LINES =
      """
      WITH fate AS (
        SELECT source_id,
               sum(n) FILTER (WHERE reason = 'accepted') AS kept,
               sum(n) FILTER (
                 WHERE reason = 'accepted'
                   AND day = CAST((SELECT tenure_now()) AT TIME ZONE 'UTC' AS date)) AS kept_today,
               sum(n) FILTER (
                 WHERE reason NOT IN ('accepted', 'duplicate')
                   AND day = CAST((SELECT tenure_now()) AT TIME ZONE 'UTC' AS date)) AS rejected_today
        FROM intake_count
        WHERE day >= CAST((SELECT tenure_now()) AT TIME ZONE 'UTC' AS date) - 1
        GROUP BY source_id),
      owner AS (
        SELECT m.source_id,
               count(DISTINCT m.customer_id) AS customers,
               min(c.name) AS first_name,
               string_agg(c.name, ' ') AS names,
               bool_or(EXISTS (
                 SELECT 1
                 FROM service_period p
                 WHERE p.customer_id = m.customer_id
                   AND p.during @> (SELECT tenure_now()))) AS served
        FROM source_customer m
        JOIN customer c ON c.id = m.customer_id
        WHERE m.removed_at IS NULL
          AND m.replaced_at IS NULL
        GROUP BY m.source_id),
      line AS (
        SELECT s.id, s.reseller_id, r.name AS reseller_name, s.name, s.kind,
               l.state_since,
               COALESCE(CASE WHEN :detailed THEN l.detail ELSE l.error END, '') AS error,
               COALESCE(o.customers, 0) AS customers, COALESCE(o.first_name, '') AS first_name,
               COALESCE(o.names, '') AS names,
               CASE l.state WHEN 'CONNECTED' THEN l.per_second ELSE 0 END AS per_second,
               COALESCE(f.kept_today, 0) AS kept_today,
               COALESCE(f.rejected_today, 0) AS rejected_today,
               CASE
                 WHEN o.served IS NOT TRUE THEN 'RESTING'
                 WHEN s.kind = 'HTTP' AND f.kept > 0 THEN 'WORKING'
                 WHEN s.kind = 'HTTP' THEN 'SILENT'
                 WHEN l.state IN ('WAITING', 'REFUSED') THEN l.state
                 WHEN l.state <> 'CONNECTED' OR l.leased_until IS NULL
                   OR l.leased_until < tenure_clock() THEN 'CONNECTING'
                 WHEN l.lag >= interval '30 seconds'
                   OR l.heard_until
                     < (SELECT tenure_now()) + COALESCE(l.clock_ahead, interval '0') - interval '1 minute'
                   THEN 'LATE'
                 ELSE 'WORKING'
               END AS state
        FROM source s
        JOIN reseller r ON r.id = s.reseller_id
        LEFT JOIN source_link l ON l.source_id = s.id
        LEFT JOIN owner o ON o.source_id = s.id
        LEFT JOIN fate f ON f.source_id = s.id)
      """;

  private static final String FOUND =
      """
      FROM line
      WHERE (CAST(:reseller AS uuid) IS NULL OR reseller_id = :reseller)
        AND (:pattern = '%%'
          OR name ILIKE :pattern
          OR reseller_name ILIKE :pattern
          OR names ILIKE :pattern
          OR error ILIKE :pattern)
      """;

  private final JdbcClient jdbc;

  SourceGridStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One page.
   *
   * @param detailed with causes as only Support may know them
   */
  List<SourceLine> lines(SourceQuery query, boolean detailed) {
    String direction = query.descending() ? "DESC" : "ASC";
    return asked(
            query,
            detailed,
            LINES
                + "SELECT *\n"
                + FOUND
                + """
                  AND (CAST(:state AS text) IS NULL OR state = :state)
                ORDER BY %s %s, lower(name), id
                LIMIT :size OFFSET :skip
                """
                    .formatted(column(query.sort()), direction))
        .param("state", query.state().map(Enum::name).orElse(null), Types.VARCHAR)
        .param("size", query.size())
        .param("skip", (query.page() - 1L) * query.size())
        .query((rs, n) -> line(rs))
        .list();
  }

  private static String column(SourceQuery.Sort sort) {
    return switch (sort) {
      case NAME -> "lower(name)";
      case RESELLER -> "lower(reseller_name)";
      case KIND -> "kind";
      case STATE -> "state";
      case CUSTOMERS -> "customers";
      case RATE -> "per_second";
      case KEPT -> "kept_today";
      case REJECTED -> "rejected_today";
    };
  }

  Map<SourceState, Long> counts(SourceQuery query, boolean detailed) {
    Map<SourceState, Long> counts = new EnumMap<>(SourceState.class);
    asked(query, detailed, LINES + "SELECT state, count(*) AS n\n" + FOUND + "GROUP BY state")
        .query((rs, n) -> counts.put(SourceState.valueOf(rs.getString("state")), rs.getLong("n")))
        .list();
    return counts;
  }

  Optional<SourceLine> line(SourceId id) {
    return jdbc.sql(LINES + "SELECT * FROM line WHERE id = :id")
        .param("detailed", false)
        .param("id", id.value())
        .query((rs, n) -> line(rs))
        .optional();
  }

  private JdbcClient.StatementSpec asked(SourceQuery query, boolean detailed, String sql) {
    ResellerId reseller = query.reseller();
    return jdbc.sql(sql)
        .param("detailed", detailed)
        .param("reseller", reseller == null ? null : reseller.value(), Types.OTHER)
        .param("pattern", LikePattern.containing(query.text()));
  }

  private static SourceLine line(ResultSet rs) throws SQLException {
    Timestamp since = rs.getTimestamp("state_since");
    return new SourceLine(
        new SourceId(rs.getObject("id", UUID.class)),
        new ResellerId(rs.getObject("reseller_id", UUID.class)),
        rs.getString("reseller_name"),
        rs.getString("name"),
        SourceKind.valueOf(rs.getString("kind")),
        SourceState.valueOf(rs.getString("state")),
        since == null ? null : since.toInstant(),
        rs.getString("error"),
        rs.getInt("customers"),
        rs.getString("first_name"),
        rs.getDouble("per_second"),
        rs.getLong("kept_today"),
        rs.getLong("rejected_today"));
  }
}
