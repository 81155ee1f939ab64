package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.database.Copy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the journal of agents' events, each with a row of its own. */
@Repository
class AgentJournalStore {

  private final JdbcClient jdbc;
  private final Copy copy;

  AgentJournalStore(JdbcClient jdbc, Copy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /** An event to be written. */
  record Row(AgentRef agent, SentEvent sent) {
    static final Comparator<Row> ORDER =
        Comparator.comparing((Row row) -> row.agent().source().value())
            .thenComparing(row -> row.sent().event().id());

    Key key() {
      return new Key(agent.source(), sent.event().id());
    }
  }

  /** What makes an agent's event the same event (C5). */
  record Key(SourceId source, String id) {}

  /**
   * Writes what is taken not to be there yet.
   *
   * @param rows in their order
   * @throws DuplicateKeyException if something is there already; the transaction is lost then
   */
  void addNew(Instant receivedAt, List<Row> rows) {
    copy.into(
        """
        intake_agent_event (
          source_id, source_event_id, customer_id, agent_ref, occurred_at, received_at, type, body)
        """,
        rows,
        (cells, row) -> {
          SentEvent sent = row.sent();
          cells.uuid(row.agent().source().value()).text(sent.event().id());
          cells.uuid(row.agent().customer().value()).text(row.agent().ref());
          cells.instant(sent.event().at()).instant(receivedAt).text(sent.type().word());
          cells.text(EventBody.write(sent.event().what(), sent.body()));
        });
  }

  /** Writes what isn't there yet, of rows in their order, and answers the keys of that. */
  Set<Key> add(Instant receivedAt, List<Row> rows) {
    return new HashSet<>(
        jdbc.sql(
                """
                INSERT INTO intake_agent_event (
                  source_id, source_event_id, customer_id, agent_ref, occurred_at, received_at,
                  type, body)
                SELECT e.source, e.id, e.customer, e.agent, e.at, :receivedAt, e.type, e.body
                FROM unnest(
                  CAST(:source AS uuid[]), :id, CAST(:customer AS uuid[]), :agent,
                  CAST(:at AS timestamptz[]), :type, :body)
                  AS e(source, id, customer, agent, at, type, body)
                ON CONFLICT (source_id, source_event_id) DO NOTHING
                RETURNING source_id, source_event_id
                """)
            .param("receivedAt", Timestamp.from(receivedAt))
            .params(
                Rows.of(rows)
                    .column("source", row -> row.agent().source())
                    .column("id", row -> row.sent().event().id())
                    .column("customer", row -> row.agent().customer())
                    .column("agent", row -> row.agent().ref())
                    .column("at", row -> row.sent().event().at())
                    .column("type", row -> row.sent().type().word())
                    .column(
                        "body",
                        row -> EventBody.write(row.sent().event().what(), row.sent().body()))
                    .params())
            .query((rs, n) -> key(rs))
            .list());
  }

  /** Which of these are in the journal. */
  Set<Key> known(Collection<Key> keys) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT e.source_id, e.source_event_id
                FROM unnest(CAST(:source AS uuid[]), :id) AS k(source, id)
                JOIN intake_agent_event e
                  ON e.source_id = k.source
                 AND e.source_event_id = k.id
                """)
            .params(Rows.of(keys).column("source", Key::source).column("id", Key::id).params())
            .query((rs, n) -> key(rs))
            .list());
  }

  private static Key key(ResultSet rs) throws SQLException {
    return new Key(
        new SourceId(rs.getObject("source_id", UUID.class)), rs.getString("source_event_id"));
  }

  /** The events of the stretches, and of each the nearest ones before and after it. */
  List<JournalStore.Found> of(List<AgentStretch> stretches) {
    return jdbc.sql(
            """
            SELECT k.n, e.source_event_id, e.occurred_at, e.type, e.body,
                   CAST(NULL AS text) AS call_ref, e.agent_ref
            FROM unnest(
              CAST(:source AS uuid[]), CAST(:customer AS uuid[]), :ref,
              CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[]),
              CAST(:earliest AS timestamptz[]), CAST(:latest AS timestamptz[]))
              WITH ORDINALITY
              AS k(source_id, customer_id, agent_ref, since, until, earliest, latest, n)
            CROSS JOIN LATERAL (
              SELECT max(b.occurred_at) AS at
              FROM intake_agent_event b
              WHERE b.customer_id = k.customer_id
                AND b.agent_ref = k.agent_ref
                AND b.source_id = k.source_id
                AND b.occurred_at >= k.since
                AND b.occurred_at < k.earliest
                -- An end that was only assumed gives way.
                AND b.type <> 'QueueLogOver'
            ) AS before
            CROSS JOIN LATERAL (
              SELECT COALESCE(
                       min(a.occurred_at),
                       (SELECT max(o.occurred_at)
                        FROM intake_agent_event o
                        WHERE o.customer_id = k.customer_id
                          AND o.agent_ref = k.agent_ref
                          AND o.source_id = k.source_id
                          AND o.occurred_at > k.latest
                          AND (k.until IS NULL OR o.occurred_at < k.until))) AS at
              FROM intake_agent_event a
              WHERE a.customer_id = k.customer_id
                AND a.agent_ref = k.agent_ref
                AND a.source_id = k.source_id
                AND a.occurred_at > k.latest
                AND (k.until IS NULL OR a.occurred_at < k.until)
                AND a.type <> 'QueueLogOver'
            ) AS after
            CROSS JOIN LATERAL (
              SELECT *
              FROM intake_agent_event n
              WHERE n.customer_id = k.customer_id
                AND n.agent_ref = k.agent_ref
                AND n.source_id = k.source_id
                AND n.occurred_at >= COALESCE(before.at, k.earliest)
                AND n.occurred_at <= COALESCE(after.at, k.latest)
              -- Else a plan for any stretch reads all that the agent ever did, and joins last.
              OFFSET 0
            ) AS e
            """)
        .params(
            Rows.of(stretches)
                .column("source", AgentStretch::source)
                .column("customer", AgentStretch::customer)
                .column("ref", AgentStretch::ref)
                .column("since", s -> s.service().from())
                .column("until", s -> s.service().until())
                .column("earliest", AgentStretch::earliest)
                .column("latest", AgentStretch::latest)
                .params())
        .query((rs, n) -> JournalStore.found(rs))
        .list();
  }
}
