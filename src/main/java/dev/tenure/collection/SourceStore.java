package dev.tenure.collection;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of sources, their customers and counts. */
@Repository
class SourceStore {

  private final JdbcClient jdbc;

  SourceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private static final String SELECT =
      """
      SELECT s.id, s.reseller_id, s.name, s.kind, COALESCE(s.key_hint, '') AS key_hint,
             COALESCE(s.key_rolled_at, s.created_at) AS key_rolled_at, s.created_at,
             COALESCE(s.changed_at, s.created_at) AS changed_at, s.changed_by,
             s.version, m.account_code, m.customer_id, c.name AS customer_name
      FROM source s
      LEFT JOIN source_customer m
        ON m.source_id = s.id
       AND m.removed_at IS NULL
       AND m.replaced_at IS NULL
      LEFT JOIN customer c ON c.id = m.customer_id
      """;

  Optional<Source> find(SourceId id) {
    return list(
            jdbc.sql(SELECT + "WHERE s.id = :id ORDER BY m.account_code").param("id", id.value()))
        .stream()
        .findFirst();
  }

  List<Source> ofReseller(ResellerId reseller) {
    return list(
        jdbc.sql(
                SELECT
                    + "WHERE s.reseller_id = :reseller ORDER BY lower(s.name), s.id,"
                    + " m.account_code")
            .param("reseller", reseller.value()));
  }

  List<Source> ofCustomer(CustomerId customer) {
    return list(
        jdbc.sql(
                SELECT
                    + """
                    WHERE s.id IN (
                      SELECT source_id
                      FROM source_customer
                      WHERE customer_id = :customer
                        AND removed_at IS NULL
                        AND replaced_at IS NULL)
                    ORDER BY lower(s.name), s.id, m.account_code
                    """)
            .param("customer", customer.value()));
  }

  private static List<Source> list(JdbcClient.StatementSpec statement) {
    Map<SourceId, Source> sources = new LinkedHashMap<>();
    for (Source line : statement.query((rs, n) -> line(rs)).list()) {
      sources.merge(line.id(), line, SourceStore::joined);
    }
    return List.copyOf(sources.values());
  }

  private static Source joined(Source one, Source other) {
    List<Source.Mapping> all = new ArrayList<>(one.customers());
    all.addAll(other.customers());
    return new Source(
        one.id(),
        one.reseller(),
        one.name(),
        one.kind(),
        one.keyHint(),
        one.keyRolledAt(),
        one.createdAt(),
        one.lastChange(),
        one.version(),
        all);
  }

  private static Source line(ResultSet rs) throws SQLException {
    UUID customer = rs.getObject("customer_id", UUID.class);
    return new Source(
        new SourceId(rs.getObject("id", UUID.class)),
        new ResellerId(rs.getObject("reseller_id", UUID.class)),
        rs.getString("name"),
        SourceKind.valueOf(rs.getString("kind")),
        rs.getString("key_hint"),
        rs.getTimestamp("key_rolled_at").toInstant(),
        rs.getTimestamp("created_at").toInstant(),
        new Source.Change(rs.getTimestamp("changed_at").toInstant(), rs.getString("changed_by")),
        rs.getLong("version"),
        customer == null
            ? List.of()
            : List.of(
                new Source.Mapping(
                    rs.getString("account_code"),
                    new CustomerId(customer),
                    rs.getString("customer_name"))));
  }

  SourceId insert(ResellerId reseller, String name, byte[] keyHash, String keyHint) {
    return new SourceId(
        jdbc.sql(
                """
                INSERT INTO source (
                  reseller_id, name, kind, key_hash, key_hint, key_rolled_at, created_at, version)
                VALUES (
                  :reseller, :name, 'HTTP', :hash, :hint, tenure_now(), tenure_now(), 1)
                RETURNING id
                """)
            .param("reseller", reseller.value())
            .param("name", name)
            .param("hash", keyHash)
            .param("hint", keyHint)
            .query(UUID.class)
            .single());
  }

  /** False when the source is no longer at that version. */
  boolean nextVersion(SourceId id, long seen, String by) {
    return jdbc.sql(
                """
                UPDATE source
                SET version = version + 1,
                    changed_at = tenure_now(),
                    changed_by = :by
                WHERE id = :id
                  AND version = :seen
                """)
            .param("id", id.value())
            .param("seen", seen)
            .param("by", by)
            .update()
        == 1;
  }

  void rollKey(SourceId id, byte[] keyHash, String keyHint) {
    jdbc.sql(
            """
            UPDATE source
            SET key_hash = :hash,
                key_hint = :hint,
                key_rolled_at = tenure_now()
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("hash", keyHash)
        .param("hint", keyHint)
        .update();
  }

  void rename(SourceId id, String name) {
    jdbc.sql("UPDATE source SET name = :name WHERE id = :id")
        .param("id", id.value())
        .param("name", name)
        .update();
  }

  /**
   * False when the account code has a customer already, or had another one within the last day: a
   * call may be in progress under it.
   */
  boolean map(SourceId id, String account, CustomerId customer) {
    return jdbc.sql(
                """
                INSERT INTO source_customer (source_id, account_code, customer_id)
                VALUES (:source, :account, :customer)
                ON CONFLICT (source_id, account_code) DO UPDATE
                SET customer_id = EXCLUDED.customer_id,
                    replaced_at = NULL,
                    removed_at = NULL
                WHERE COALESCE(source_customer.removed_at, source_customer.replaced_at) IS NOT NULL
                  AND (source_customer.customer_id = EXCLUDED.customer_id
                    OR COALESCE(source_customer.removed_at, source_customer.replaced_at)
                      < tenure_now() - interval '1 day')
                """)
            .param("source", id.value())
            .param("account", account)
            .param("customer", customer.value())
            .update()
        == 1;
  }

  /** What is in progress under it is still the customer's. */
  void replaced(SourceId id, String account) {
    mark("replaced_at", id, account);
  }

  void removed(SourceId id, String account) {
    mark("removed_at", id, account);
  }

  private void mark(String column, SourceId id, String account) {
    jdbc.sql(
            """
            UPDATE source_customer
            SET %s = tenure_now()
            WHERE source_id = :source
              AND account_code = :account
            """
                .formatted(column))
        .param("source", id.value())
        .param("account", account)
        .update();
  }

  /** Something in progress. */
  record Open(String ref, Instant since) {}

  List<Open> openCalls(SourceId source, CustomerId customer) {
    return jdbc.sql(
            """
            SELECT call_ref, started_at
            FROM call
            WHERE source_id = :source
              AND customer_id = :customer
              AND ended_at IS NULL
            """)
        .param("source", source.value())
        .param("customer", customer.value())
        .query((rs, n) -> new Open(rs.getString(1), rs.getTimestamp(2).toInstant()))
        .list();
  }

  List<Open> openAgents(SourceId source, CustomerId customer) {
    return jdbc.sql(
            """
            SELECT a.agent_ref, i.started_at
            FROM agent a
            JOIN agent_interval i ON i.agent_id = a.id
            WHERE a.source_id = :source
              AND a.customer_id = :customer
              AND i.ended_at IS NULL
            """)
        .param("source", source.value())
        .param("customer", customer.value())
        .query((rs, n) -> new Open(rs.getString(1), rs.getTimestamp(2).toInstant()))
        .list();
  }

  List<IntakeTally> tallies(SourceId id, LocalDate from) {
    return jdbc.sql(
            """
            SELECT day, reason, n
            FROM intake_count
            WHERE source_id = :source
              AND day >= :from
            ORDER BY day DESC, reason
            """)
        .param("source", id.value())
        .param("from", from)
        .query((rs, n) ->
            new IntakeTally(
                rs.getObject("day", LocalDate.class), rs.getString("reason"), rs.getLong("n")))
        .list();
  }
}
