package dev.tenure.delivery;

import dev.tenure.account.Effect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL by which workers take effects and write down what became of them (A12). */
@Repository
class EffectWorkStore {

  private static final String CLAIM =
      """
      SELECT id, account_id, account_version, kind, due_at
      FROM effect
      WHERE done_at IS NULL
        AND next_try_at <= tenure_now()
      """;

  private final JdbcClient jdbc;

  EffectWorkStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Of each kind that has an undone effect: how long until one is due; zero or less if it is. */
  Map<String, Duration> untilNext(String[] kinds) {
    Map<String, Duration> agenda = new HashMap<>();
    jdbc.sql(
            """
            SELECT k.kind, extract(epoch FROM d.next_try_at - tenure_now()) AS seconds
            FROM unnest(CAST(:kinds AS text[])) AS k (kind)
            CROSS JOIN LATERAL (
              SELECT e.next_try_at
              FROM effect e
              WHERE e.kind = k.kind
                AND e.done_at IS NULL
              ORDER BY e.next_try_at
              LIMIT 1) AS d
            """)
        .param("kinds", kinds)
        .query((ResultSet rs) -> {
          Duration until =
              Duration.of(
                  rs.getBigDecimal("seconds").movePointRight(6).longValue(), ChronoUnit.MICROS);
          agenda.put(rs.getString("kind"), until);
        });
    return agenda;
  }

  /** Locks up to so many due effects of one kind that no other worker holds. */
  List<Effect> claim(String kind, int limit) {
    return jdbc.sql(
            CLAIM
                + """
                  AND kind = :kind
                ORDER BY next_try_at
                LIMIT :limit
                FOR UPDATE SKIP LOCKED
                """)
        .param("kind", kind)
        .param("limit", limit)
        .query((rs, n) -> effect(rs))
        .list();
  }

  /** Locks one, unless it is done meanwhile or another worker holds it. */
  Optional<Effect> claim(UUID id) {
    return jdbc.sql(CLAIM + "  AND id = :id\nFOR UPDATE SKIP LOCKED")
        .param("id", id)
        .query((rs, n) -> effect(rs))
        .optional();
  }

  private static Effect effect(ResultSet rs) throws SQLException {
    return new Effect(
        rs.getObject("id", UUID.class),
        rs.getObject("account_id", UUID.class),
        rs.getLong("account_version"),
        rs.getString("kind"),
        rs.getTimestamp("due_at").toInstant());
  }

  void done(Map<UUID, String> outcomes) {
    UUID[] ids = outcomes.keySet().toArray(UUID[]::new);
    String[] words = outcomes.values().toArray(String[]::new);
    jdbc.sql(
            """
            UPDATE effect e
            SET done_at = tenure_now(),
                outcome = o.outcome,
                attempts = e.attempts + 1,
                last_error = NULL
            FROM unnest(CAST(:ids AS uuid[]), CAST(:words AS text[])) AS o (id, outcome)
            WHERE e.id = o.id
            """)
        .param("ids", ids)
        .param("words", words)
        .update();
  }

  int attempts(UUID id) {
    return jdbc.sql("SELECT attempts FROM effect WHERE id = :id FOR UPDATE")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  void failed(UUID id, String error, Duration pause) {
    jdbc.sql(
            """
            UPDATE effect
            SET attempts = attempts + 1,
                last_error = :error,
                next_try_at = tenure_now() + make_interval(secs => :seconds)
            WHERE id = :id
              AND done_at IS NULL
            """)
        .param("id", id)
        .param("error", error)
        .param("seconds", pause.toMillis() / 1000.0)
        .update();
  }
}
