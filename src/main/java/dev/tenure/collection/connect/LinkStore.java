package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.told.Known;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of connections to phone systems. */
@Repository
class LinkStore implements LinkMemory {

  private static final int LONGEST = 2_000;

  private final JdbcClient jdbc;

  LinkStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A connection that is to be kept; the secret is sealed. */
  record Due(SourceId source, Link link, byte[] sealed) {}

  /**
   * Those that this node is to keep: it holds their lease, or takes it from nobody. A source none
   * of whose customers is in service has no connection.
   */
  List<Due> lease(UUID node) {
    return jdbc.sql(
            """
            UPDATE source_link l
            SET leased_by = :node,
                leased_until = tenure_now() + interval '15 seconds'
            WHERE (l.leased_by = :node OR l.leased_by IS NULL OR l.leased_until < tenure_now())
              AND EXISTS (
                SELECT 1
                FROM source_customer c
                JOIN service_period p ON p.customer_id = c.customer_id
                WHERE c.source_id = l.source_id
                  AND p.during @> tenure_now())
            RETURNING l.source_id, l.host, l.port, l.tls, l.fingerprint, l.username, l.secret
            """)
        .param("node", node)
        .query((rs, n) ->
            new Due(
                new SourceId(rs.getObject("source_id", UUID.class)),
                link(rs),
                rs.getBytes("secret")))
        .list();
  }

  /** Where a row's phone system is; the secret is left empty. */
  static Link link(ResultSet rs) throws SQLException {
    return new Link(
        rs.getString("host"),
        rs.getInt("port"),
        rs.getBoolean("tls"),
        rs.getString("fingerprint"),
        rs.getString("username"),
        "");
  }

  /** Gives a lease back, so that another node needn't wait for its end. */
  void release(UUID node) {
    jdbc.sql(
            """
            UPDATE source_link
            SET leased_by = NULL,
                leased_until = NULL
            WHERE leased_by = :node
            """)
        .param("node", node)
        .update();
  }

  @Override
  public Known known(SourceId source, Instant heardUntil) {
    List<Known.OpenCall> calls =
        jdbc.sql(
                """
                SELECT c.call_ref, c.queue, c.agent_ref, c.state, min(m.account_code) AS account
                FROM call c
                JOIN source_customer m
                  ON m.source_id = c.source_id
                 AND m.customer_id = c.customer_id
                WHERE c.source_id = :source
                  AND c.ended_at IS NULL
                GROUP BY c.id
                """)
            .param("source", source.value())
            .query((rs, n) -> {
              String state = rs.getString("state");
              return new Known.OpenCall(
                  rs.getString("call_ref"),
                  rs.getString("account"),
                  rs.getString("queue"),
                  rs.getString("agent_ref"),
                  state.equals("WAITING"),
                  state.equals("CONNECTED") || state.equals("ON_HOLD"));
            })
            .list();
    List<Known.OpenAgent> agents =
        jdbc.sql(
                """
                SELECT a.agent_ref, i.status, i.reason, min(m.account_code) AS account
                FROM agent a
                JOIN agent_interval i ON i.agent_id = a.id
                JOIN source_customer m
                  ON m.source_id = a.source_id
                 AND m.customer_id = a.customer_id
                WHERE a.source_id = :source
                  AND i.ended_at IS NULL
                GROUP BY a.id, i.status, i.reason
                """)
            .param("source", source.value())
            .query((rs, n) ->
                new Known.OpenAgent(
                    rs.getString("agent_ref"),
                    rs.getString("account"),
                    rs.getString("status"),
                    rs.getString("reason")))
            .list();
    return new Known(calls, agents, heardUntil);
  }

  @Override
  public Optional<Instant> heardUntil(SourceId source) {
    return jdbc.sql("SELECT heard_until FROM source_link WHERE source_id = :source")
        .param("source", source.value())
        .query((rs, n) -> Optional.ofNullable(rs.getTimestamp("heard_until")))
        .optional()
        .flatMap(at -> at)
        .map(Timestamp::toInstant);
  }

  @Override
  public Set<String> rules(SourceId source) {
    return new HashSet<>(
        jdbc.sql("SELECT account_code FROM source_customer WHERE source_id = :source")
            .param("source", source.value())
            .query(String.class)
            .list());
  }

  @Override
  public void save(SourceId source, Health health) {
    jdbc.sql(
            """
            UPDATE source_link
            SET state = :state,
                state_since = :since,
                error = :error,
                error_at = :errorAt,
                version = :version,
                heard_until = COALESCE(:heardUntil, heard_until),
                clock_ahead = CAST(:ahead AS interval),
                advice = :advice,
                per_second = :perSecond,
                messages = :messages
            WHERE source_id = :source
            """)
        .param("source", source.value())
        .param("state", health.state().name())
        .param("since", Timestamp.from(health.since()))
        .param("error", storable(health.error()))
        .param("errorAt", at(health.errorAt()))
        .param("version", storable(health.version()))
        .param("heardUntil", at(health.heardUntil()))
        .param("ahead", health.clockAhead() == null ? null : health.clockAhead().toString())
        .param("advice", storable(String.join("\n", health.advice())))
        .param("perSecond", health.perSecond())
        .param("messages", health.messages())
        .update();
  }

  private static String storable(String text) {
    String some = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return some.replace('\0', '\uFFFD');
  }

  private static @Nullable Timestamp at(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  @Override
  public void gap(SourceId source, Instant from, @Nullable Instant to) {
    jdbc.sql(
            """
            INSERT INTO source_gap (source_id, from_at, to_at)
            VALUES (:source, :from, :to)
            ON CONFLICT (source_id, from_at) DO UPDATE
            SET to_at = EXCLUDED.to_at
            """)
        .param("source", source.value())
        .param("from", Timestamp.from(from))
        .param("to", at(to))
        .update();
  }
}
