package dev.tenure.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads the outbox for people. */
@Repository
class EffectReadStore {

  private final JdbcClient jdbc;

  EffectReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<EffectQueue.Line> of(UUID account) {
    return jdbc.sql(
            """
            SELECT id, account_id, account_version, kind, due_at, attempts, done_at, outcome,
                   last_error
            FROM effect
            WHERE account_id = :account
            ORDER BY due_at, id
            LIMIT 1000
            """)
        .param("account", account)
        .query((rs, n) -> line(rs))
        .list();
  }

  /** Kind by kind, whichever there are, as the index has them. */
  List<EffectQueue.Line> undone() {
    return jdbc.sql(
            """
            WITH RECURSIVE k AS (
              SELECT min(kind) AS kind
              FROM effect
              WHERE done_at IS NULL
              UNION ALL
              SELECT (SELECT min(e.kind) FROM effect e WHERE e.done_at IS NULL AND e.kind > k.kind)
              FROM k
              WHERE k.kind IS NOT NULL
            )
            SELECT e.id, e.account_id, e.account_version, e.kind, e.due_at, e.attempts, e.done_at,
                   e.outcome, e.last_error
            FROM k
            CROSS JOIN LATERAL (
              SELECT *
              FROM effect
              WHERE kind = k.kind
                AND done_at IS NULL
                AND due_at <= (SELECT tenure_now())
              ORDER BY next_try_at
              LIMIT 200) AS e
            ORDER BY e.next_try_at
            LIMIT 200
            """)
        .query((rs, n) -> line(rs))
        .list();
  }

  Map<UUID, EffectQueue.Named> names(List<UUID> accounts) {
    Map<UUID, EffectQueue.Named> names = new HashMap<>();
    jdbc.sql(
            """
            SELECT id, name, TRUE AS is_customer
            FROM customer
            WHERE id = ANY (CAST(:accounts AS uuid[]))
            UNION ALL
            SELECT id, name, FALSE
            FROM reseller
            WHERE id = ANY (CAST(:accounts AS uuid[]))
            """)
        .param("accounts", accounts.toArray(UUID[]::new))
        .query((ResultSet rs) -> {
          names.put(
              rs.getObject("id", UUID.class),
              new EffectQueue.Named(rs.getString("name"), rs.getBoolean("is_customer")));
        });
    return names;
  }

  EffectQueue.Backlog backlog() {
    return jdbc.sql(
            """
            SELECT count(*) FILTER (WHERE due_at <= (SELECT tenure_now())) AS due,
                   count(*) FILTER (WHERE due_at <= (SELECT tenure_now()) AND attempts > 0) AS failing,
                   count(*) FILTER (WHERE due_at > (SELECT tenure_now())) AS pending,
                   min(due_at) FILTER (WHERE due_at <= (SELECT tenure_now())) AS oldest
            FROM effect
            WHERE done_at IS NULL
            """)
        .query((rs, n) ->
            new EffectQueue.Backlog(
                rs.getLong("due"),
                rs.getLong("failing"),
                rs.getLong("pending"),
                Optional.ofNullable(rs.getTimestamp("oldest")).map(Timestamp::toInstant)))
        .single();
  }

  private static EffectQueue.Line line(ResultSet rs) throws SQLException {
    Timestamp done = rs.getTimestamp("done_at");
    return new EffectQueue.Line(
        new Effect(
            rs.getObject("id", UUID.class),
            rs.getObject("account_id", UUID.class),
            rs.getLong("account_version"),
            rs.getString("kind"),
            rs.getTimestamp("due_at").toInstant()),
        rs.getInt("attempts"),
        done == null ? null : done.toInstant(),
        rs.getString("outcome"),
        rs.getString("last_error"));
  }
}
