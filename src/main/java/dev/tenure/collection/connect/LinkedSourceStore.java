package dev.tenure.collection.connect;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.SourceKind;
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

  private static final int GAPS_SHOWN = 20;

  private final JdbcClient jdbc;

  LinkedSourceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  SourceId insert(
      SourceKind kind, ResellerId reseller, String name, CustomerId customer, String rule) {
    UUID id =
        jdbc.sql(
                """
                INSERT INTO source (reseller_id, name, kind, created_at, version)
                VALUES (:reseller, :name, :kind, tenure_now(), 1)
                RETURNING id
                """)
            .param("reseller", reseller.value())
            .param("name", name)
            .param("kind", kind.name())
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

  void rename(SourceId source, String name) {
    jdbc.sql("UPDATE source SET name = :name WHERE id = :source")
        .param("source", source.value())
        .param("name", name)
        .update();
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

  /**
   * How it fares.
   *
   * @param detailed with the cause itself, as only Support may know it
   */
  Optional<LinkedSources.Health> health(SourceId source, boolean detailed) {
    List<LinkedSources.Gap> gaps =
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
                new LinkedSources.Gap(
                    rs.getTimestamp("from_at").toInstant(), instant(rs.getTimestamp("to_at"))))
            .list();
    return jdbc.sql(
            """
            SELECT s.kind, l.host, l.port, l.tls, l.fingerprint, l.username, l.state, l.state_since,
                   CASE WHEN :detailed THEN l.detail ELSE l.error END AS error, l.error_at, l.version, EXTRACT(EPOCH FROM l.clock_ahead) AS ahead,
                   l.advice, l.per_second,
                   EXTRACT(EPOCH FROM l.lag) AS lag, l.waiting, l.heard_until
            FROM source_link l
            JOIN source s ON s.id = l.source_id
            WHERE l.source_id = :source
            """)
        .param("detailed", detailed)
        .param("source", source.value())
        .query((rs, n) -> health(rs, gaps))
        .optional();
  }

  private static LinkedSources.Health health(ResultSet rs, List<LinkedSources.Gap> gaps)
      throws SQLException {
    double ahead = rs.getDouble("ahead");
    boolean aheadKnown = !rs.wasNull();
    String advice = rs.getString("advice");
    return new LinkedSources.Health(
        new LinkedSources.Settings(
            SourceKind.valueOf(rs.getString("kind")),
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
        Duration.ofMillis(Math.round(rs.getDouble("lag") * 1000)),
        rs.getInt("waiting"),
        instant(rs.getTimestamp("heard_until")),
        gaps);
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
