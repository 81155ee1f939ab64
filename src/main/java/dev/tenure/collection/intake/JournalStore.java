package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.Event;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the journal of events. */
@Repository
class JournalStore {

  private final JdbcClient jdbc;

  JournalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An event to be written. Exactly one of {@code call} and {@code agent} is not null. */
  record Entry(
      CustomerId customer, @Nullable String call, @Nullable String agent, SentEvent sent) {}

  /** An event of the journal's, with the row of the question that it answers, from 1. */
  record Found(int row, Event event) {}

  /** What was taken out of the journal. */
  record Removed(
      SourceId source, @Nullable String call, @Nullable String agent, Instant occurredAt) {}

  /** Writes what isn't there yet, and answers the ids of that. */
  Set<String> append(SourceId source, Instant receivedAt, Collection<Entry> entries) {
    return new HashSet<>(
        jdbc.sql(
                """
                INSERT INTO intake_event (
                  source_id, source_event_id, customer_id, call_ref, agent_ref, occurred_at,
                  received_at, type, body)
                SELECT :source, e.id, e.customer, e.call, e.agent, e.at, :receivedAt, e.type, e.body
                FROM unnest(
                  :id, CAST(:customer AS uuid[]), :call, :agent, CAST(:at AS timestamptz[]), :type,
                  CAST(:body AS jsonb[])) AS e(id, customer, call, agent, at, type, body)
                ORDER BY e.id
                ON CONFLICT (source_id, source_event_id) DO NOTHING
                RETURNING source_event_id
                """)
            .param("source", source.value())
            .param("receivedAt", Timestamp.from(receivedAt))
            .params(
                Rows.of(entries)
                    .column("id", e -> e.sent().event().id())
                    .column("customer", Entry::customer)
                    .column("call", Entry::call)
                    .column("agent", Entry::agent)
                    .column("at", e -> e.sent().event().at())
                    .column("type", e -> e.sent().type().word())
                    .column("body", e -> EventBody.write(e.sent().body()))
                    .params())
            .query(String.class)
            .list());
  }

  /** Which of these ids are in the journal. */
  Set<String> known(SourceId source, Collection<String> ids) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT source_event_id
                FROM intake_event
                WHERE source_id = :source
                  AND source_event_id = ANY(:ids)
                """)
            .param("source", source.value())
            .params(Rows.of(ids).column("ids", id -> id).params())
            .query(String.class)
            .list());
  }

  /** All events of the calls, of whatever service period. */
  List<Found> ofCalls(List<CallKey> calls) {
    return jdbc.sql(
            """
            SELECT k.n, e.source_event_id, e.occurred_at, e.type, e.body
            FROM unnest(CAST(:source AS uuid[]), CAST(:customer AS uuid[]), :ref)
              WITH ORDINALITY AS k(source_id, customer_id, call_ref, n)
            JOIN intake_event e USING (source_id, customer_id, call_ref)
            """)
        .params(
            Rows.of(calls)
                .column("source", CallKey::source)
                .column("customer", CallKey::customer)
                .column("ref", CallKey::ref)
                .params())
        .query((rs, n) -> found(rs))
        .list();
  }

  /** The events of the stretches, and of each the nearest ones before and after it. */
  List<Found> ofAgents(List<AgentStretch> stretches) {
    return jdbc.sql(
            """
            SELECT k.n, e.source_event_id, e.occurred_at, e.type, e.body
            FROM unnest(
              CAST(:source AS uuid[]), CAST(:customer AS uuid[]), :ref,
              CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[]),
              CAST(:earliest AS timestamptz[]), CAST(:latest AS timestamptz[]))
              WITH ORDINALITY
              AS k(source_id, customer_id, agent_ref, since, until, earliest, latest, n)
            CROSS JOIN LATERAL (
              SELECT max(b.occurred_at) AS at
              FROM intake_event b
              WHERE b.customer_id = k.customer_id
                AND b.agent_ref = k.agent_ref
                AND b.source_id = k.source_id
                AND b.occurred_at >= k.since
                AND b.occurred_at < k.earliest
            ) AS before
            CROSS JOIN LATERAL (
              SELECT min(a.occurred_at) AS at
              FROM intake_event a
              WHERE a.customer_id = k.customer_id
                AND a.agent_ref = k.agent_ref
                AND a.source_id = k.source_id
                AND a.occurred_at > k.latest
                AND (k.until IS NULL OR a.occurred_at < k.until)
            ) AS after
            JOIN intake_event e
              ON e.customer_id = k.customer_id
             AND e.agent_ref = k.agent_ref
             AND e.source_id = k.source_id
             AND e.occurred_at >= COALESCE(before.at, k.earliest)
             AND e.occurred_at <= COALESCE(after.at, k.latest)
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
        .query((rs, n) -> found(rs))
        .list();
  }

  private static Found found(ResultSet rs) throws SQLException {
    return new Found(
        rs.getInt("n"),
        new Event(
            rs.getString("source_event_id"),
            rs.getTimestamp("occurred_at").toInstant(),
            EventBody.read(rs.getString("type"), rs.getString("body"))));
  }

  /** C3: takes out what a fast clock stamped at or after T. */
  List<Removed> removeFrom(CustomerId customer, Instant end) {
    return jdbc.sql(
            """
            DELETE FROM intake_event
            WHERE customer_id = :customer
              AND occurred_at >= :end
            RETURNING source_id, call_ref, agent_ref, occurred_at
            """)
        .param("customer", customer.value())
        .param("end", Timestamp.from(end))
        .query((rs, n) ->
            new Removed(
                new SourceId(rs.getObject("source_id", UUID.class)),
                rs.getString("call_ref"),
                rs.getString("agent_ref"),
                rs.getTimestamp("occurred_at").toInstant()))
        .list();
  }
}
