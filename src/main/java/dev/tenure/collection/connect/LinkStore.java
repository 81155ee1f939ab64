package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Receiver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

  /** Whether there is any phone system that some node connects to, or may have to. */
  boolean exist() {
    return jdbc.sql("SELECT EXISTS (SELECT FROM source_link)").query(Boolean.class).single();
  }

  /** A connection that is to be kept; the secret is sealed. */
  record Due(SourceId source, SourceKind kind, Link link, byte[] sealed) {}

  /**
   * Those that this node is to keep: it holds or takes their lease. Only what is taken, or ends
   * soon, is written. By the bare clock, which runs on while time stands still (A15).
   */
  List<Due> lease(UUID node) {
    List<Claim> claims = claims(node);
    List<UUID> wanted =
        claims.stream().filter(Claim::toWrite).map(claim -> claim.due().source().value()).toList();
    Set<UUID> written = wanted.isEmpty() ? Set.of() : take(node, wanted);
    return claims.stream()
        .filter(claim -> !claim.toWrite() || written.contains(claim.due().source().value()))
        .map(Claim::due)
        .toList();
  }

  /** A connection that may be this node's, and whether its lease is to be written for that. */
  private record Claim(Due due, boolean toWrite) {}

  private List<Claim> claims(UUID node) {
    return jdbc.sql(
            """
            SELECT l.source_id, s.kind, l.host, l.port, l.tls, l.fingerprint, l.username, l.secret,
                   l.leased_by IS DISTINCT FROM :node
                     OR l.leased_until NOT BETWEEN tenure_clock() + interval '9 seconds'
                       AND tenure_clock() + interval '1 minute' AS to_write
            FROM source_link l
            JOIN source s ON s.id = l.source_id
            WHERE (l.leased_by = :node OR l.leased_by IS NULL OR isfinite(l.leased_until)
              AND l.leased_until NOT BETWEEN tenure_clock() AND tenure_clock() + interval '1 minute')
              AND EXISTS (
                SELECT 1
                FROM source_customer c
                JOIN service_period p ON p.customer_id = c.customer_id
                WHERE c.source_id = l.source_id
                  AND c.removed_at IS NULL
                  AND p.during @> tenure_now())
            """)
        .param("node", node)
        .query((rs, n) ->
            new Claim(
                new Due(
                    new SourceId(rs.getObject("source_id", UUID.class)),
                    SourceKind.valueOf(rs.getString("kind")),
                    link(rs),
                    rs.getBytes("secret")),
                rs.getBoolean("to_write")))
        .list();
  }

  /** Another node may have been faster: answers those that are this node's now. */
  private Set<UUID> take(UUID node, List<UUID> sources) {
    return new HashSet<>(
        jdbc.sql(
                """
                UPDATE source_link
                SET leased_by = :node,
                    leased_until = tenure_clock() + interval '15 seconds'
                WHERE source_id IN (:sources)
                  AND (leased_by = :node OR leased_by IS NULL OR isfinite(leased_until)
                    AND leased_until NOT BETWEEN tenure_clock() AND tenure_clock() + interval '1 minute')
                RETURNING source_id
                """)
            .param("node", node)
            .param("sources", sources)
            .query(UUID.class)
            .list());
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
    jdbc.sql("UPDATE source_link SET leased_by = NULL, leased_until = NULL WHERE leased_by = :node")
        .param("node", node)
        .update();
  }

  @Override
  public Known known(SourceId source, Instant heardUntil) {
    List<Known.OpenCall> calls =
        jdbc.sql(
                """
                SELECT c.call_ref, c.direction, c.queue, c.agent_ref, c.state, c.until,
                       min(m.account_code) AS account
                FROM call c
                JOIN source_customer m
                  ON m.source_id = c.source_id
                 AND m.customer_id = c.customer_id
                 AND m.removed_at IS NULL
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
                  rs.getString("direction").toLowerCase(Locale.ROOT),
                  rs.getString("queue"),
                  rs.getString("agent_ref"),
                  state.equals("WAITING"),
                  state.equals("CONNECTED") || state.equals("ON_HOLD"),
                  rs.getTimestamp("until").toInstant());
            })
            .list();
    List<Known.OpenAgent> agents =
        jdbc.sql(
                """
                SELECT a.agent_ref, i.status, i.reason,
                       COALESCE(
                         min(m.account_code) FILTER (WHERE m.replaced_at IS NULL),
                         min(m.account_code)) AS account
                FROM agent a
                JOIN agent_interval i ON i.agent_id = a.id
                JOIN source_customer m
                  ON m.source_id = a.source_id
                 AND m.customer_id = a.customer_id
                 AND m.removed_at IS NULL
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
  public Map<String, Receiver> receivers(SourceId source) {
    Map<String, Receiver> receivers = new TreeMap<>();
    jdbc.sql(
            """
            SELECT c.account_code, c.customer_id, lower(p.during) AS since
            FROM source_customer c
            LEFT JOIN service_period p
              ON p.customer_id = c.customer_id
             AND p.during @> tenure_now()
            WHERE c.source_id = :source
              AND c.removed_at IS NULL
              AND c.replaced_at IS NULL
            """)
        .param("source", source.value())
        .query(rs -> {
          Timestamp since = rs.getTimestamp("since");
          receivers.put(
              rs.getString("account_code"),
              new Receiver(rs.getString("customer_id"), since == null ? null : since.toInstant()));
        });
    return receivers;
  }

  @Override
  public void save(SourceId source, Health health) {
    jdbc.sql(
            """
            UPDATE source_link
            SET state = :state,
                state_since = :since,
                error = :error,
                detail = :detail,
                error_at = :errorAt,
                version = :version,
                heard_until = COALESCE(:heardUntil, heard_until),
                clock_ahead = CAST(:ahead AS interval),
                advice = :advice,
                per_second = :perSecond,
                lag = CAST(:lag AS interval),
                waiting = :waiting,
                messages = :messages
            WHERE source_id = :source
            """)
        .param("source", source.value())
        .param("state", health.state().name())
        .param("since", Timestamp.from(health.since()))
        .param("error", storable(health.error()))
        .param("detail", storable(health.detail()))
        .param("errorAt", at(health.errorAt()))
        .param("version", storable(health.version()))
        .param("heardUntil", at(health.heardUntil()))
        .param("ahead", health.clockAhead() == null ? null : health.clockAhead().toString())
        .param("advice", storable(String.join("\n", health.advice())))
        .param("perSecond", health.perSecond())
        .param("lag", health.lag().toString())
        .param("waiting", health.waiting())
        .param("messages", health.messages())
        .update();
  }

  @Override
  public void givenUp(SourceId source) {
    jdbc.sql(
            """
            INSERT INTO intake_count AS c (source_id, day, reason, n)
            VALUES (:source, CAST(tenure_now() AT TIME ZONE 'UTC' AS date), 'not-storable', 1)
            ON CONFLICT (source_id, day, reason) DO UPDATE
            SET n = c.n + 1
            """)
        .param("source", source.value())
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
            WITH others AS (
              UPDATE source_gap
              SET to_at = GREATEST(from_at, CAST(:to AS timestamptz))
              WHERE source_id = :source
                AND from_at <> :from
                AND to_at IS NULL
                AND CAST(:to AS timestamptz) IS NOT NULL)
            INSERT INTO source_gap (source_id, from_at, to_at)
            VALUES (:source, :from, CAST(:to AS timestamptz))
            ON CONFLICT (source_id, from_at) DO UPDATE SET to_at = EXCLUDED.to_at
            """)
        .param("source", source.value())
        .param("from", Timestamp.from(from))
        .param("to", at(to))
        .update();
  }
}
