package dev.tenure.collection.connect;

import dev.tenure.collection.AsteriskSources;
import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the commands on phone systems that are connected to. */
@Repository
class LinkedSourceStore {

  private static final int GAPS_SHOWN = 5;

  private final JdbcClient jdbc;

  LinkedSourceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  SourceId insert(ResellerId reseller, String name, CustomerId customer, String rule) {
    UUID id =
        jdbc.sql(
                """
                INSERT INTO source (reseller_id, name, kind, created_at, version)
                VALUES (:reseller, :name, 'ASTERISK', tenure_now(), 1)
                RETURNING id
                """)
            .param("reseller", reseller.value())
            .param("name", name)
            .query((rs, n) -> rs.getObject(1, UUID.class))
            .single();
    jdbc.sql(
            """
            INSERT INTO source_customer (source_id, account_code, customer_id)
            VALUES (:source, :rule, :customer)
            """)
        .param("source", id)
        .param("rule", rule)
        .param("customer", customer.value())
        .update();
    return new SourceId(id);
  }

  void link(SourceId source, Link link, byte[] sealed) {
    jdbc.sql(
            """
            INSERT INTO source_link (
              source_id, host, port, tls, fingerprint, username, secret, state_since)
            VALUES (:source, :host, :port, :tls, :fingerprint, :user, :secret, tenure_now())
            """)
        .param("source", source.value())
        .param("host", link.host())
        .param("port", link.port())
        .param("tls", link.tls())
        .param("fingerprint", link.fingerprint())
        .param("user", link.user())
        .param("secret", sealed)
        .update();
  }

  /** False when the source is no longer at that version. */
  boolean nextVersion(SourceId source, long seen) {
    return jdbc.sql(
                """
                UPDATE source
                SET version = version + 1
                WHERE id = :source
                  AND version = :seen
                """)
            .param("source", source.value())
            .param("seen", seen)
            .update()
        == 1;
  }

  /** A null secret keeps the present one. */
  void change(SourceId source, Link link, byte @Nullable [] sealed) {
    jdbc.sql(
            """
            UPDATE source_link
            SET host = :host,
                port = :port,
                tls = :tls,
                fingerprint = :fingerprint,
                username = :user,
                secret = COALESCE(CAST(:secret AS bytea), secret)
            WHERE source_id = :source
            """)
        .param("source", source.value())
        .param("host", link.host())
        .param("port", link.port())
        .param("tls", link.tls())
        .param("fingerprint", link.fingerprint())
        .param("user", link.user())
        .param("secret", sealed)
        .update();
  }

  /** Where it is; the secret is left empty. */
  Optional<Link> link(SourceId source) {
    return jdbc.sql(
            """
            SELECT host, port, tls, fingerprint, username
            FROM source_link
            WHERE source_id = :source
            """)
        .param("source", source.value())
        .query((rs, n) -> LinkStore.link(rs))
        .optional();
  }

  byte[] sealed(SourceId source) {
    return jdbc.sql("SELECT secret FROM source_link WHERE source_id = :source")
        .param("source", source.value())
        .query((rs, n) -> rs.getBytes(1))
        .single();
  }

  Optional<AsteriskSources.Health> health(SourceId source) {
    List<AsteriskSources.Gap> gaps =
        jdbc.sql(
                """
                SELECT from_at, to_at
                FROM source_gap
                WHERE source_id = :source
                ORDER BY from_at DESC
                LIMIT :most
                """)
            .param("source", source.value())
            .param("most", GAPS_SHOWN)
            .query((rs, n) ->
                new AsteriskSources.Gap(
                    rs.getTimestamp("from_at").toInstant(), instant(rs.getTimestamp("to_at"))))
            .list();
    return jdbc.sql(
            """
            SELECT host, port, tls, fingerprint, username, state, state_since, error, error_at,
                   version, EXTRACT(EPOCH FROM clock_ahead) AS ahead, advice, per_second
            FROM source_link
            WHERE source_id = :source
            """)
        .param("source", source.value())
        .query((rs, n) -> health(rs, gaps))
        .optional();
  }

  private static AsteriskSources.Health health(ResultSet rs, List<AsteriskSources.Gap> gaps)
      throws SQLException {
    double ahead = rs.getDouble("ahead");
    boolean aheadKnown = !rs.wasNull();
    String advice = rs.getString("advice");
    return new AsteriskSources.Health(
        new AsteriskSources.Settings(
            rs.getString("host"),
            String.valueOf(rs.getInt("port")),
            rs.getBoolean("tls"),
            rs.getString("fingerprint"),
            rs.getString("username"),
            ""),
        rs.getString("state"),
        rs.getTimestamp("state_since").toInstant(),
        rs.getString("error"),
        instant(rs.getTimestamp("error_at")),
        rs.getString("version"),
        aheadKnown ? Duration.ofMillis(Math.round(ahead * 1000)) : null,
        advice.isEmpty() ? List.of() : List.of(advice.split("\n", -1)),
        rs.getDouble("per_second"),
        gaps);
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
