package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.Event;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Copy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the journal of events. */
@Repository
class JournalStore {

  private final JdbcClient jdbc;
  private final Copy copy;

  JournalStore(JdbcClient jdbc, Copy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /** An event to be written. Exactly one of {@code call} and {@code agent} is not null. */
  record Entry(
      SourceId source,
      CustomerId customer,
      @Nullable String call,
      @Nullable String agent,
      SentEvent sent) {
    static final Comparator<Entry> ORDER =
        Comparator.comparing((Entry e) -> e.source().value())
            .thenComparing(e -> e.sent().event().id());

    Key key() {
      return new Key(source, sent.event().id());
    }
  }

  /** What makes an event the same event (C5). */
  record Key(SourceId source, String id) {}

  /** An event of the journal's, with the row of the question that it answers, from 1. */
  record Found(int row, Event event) {}

  /**
   * Writes what is taken not to be there yet.
   *
   * @throws DuplicateKeyException if something is there already; the transaction is lost then
   */
  void appendNew(Instant receivedAt, Collection<Entry> entries) {
    Map<Key, List<String>> companions = companions(entries);
    copy.into(
        """
        intake_event (
          source_id, source_event_id, customer_id, call_ref, agent_ref, occurred_at, received_at,
          type, body, companions)
        """,
        entries,
        (row, e) -> {
          SentEvent sent = e.sent();
          row.uuid(e.source().value()).text(sent.event().id()).uuid(e.customer().value());
          row.text(e.call()).text(e.agent()).instant(sent.event().at()).instant(receivedAt);
          row.text(sent.type().word()).text(EventBody.write(sent.event().what(), sent.body()));
          row.texts(companions.get(e.key()));
        });
  }

  /**
   * Which others each names: the earliest of a call all others of it, so that none is left without
   * when a termination takes out what is later (C3). Those that are named have no answer.
   */
  private static Map<Key, List<String>> companions(Collection<Entry> entries) {
    Map<Key, List<String>> companions = new HashMap<>();
    Map<CallRef, List<Entry>> calls = new HashMap<>();
    for (Entry e : entries) {
      if (e.call() == null) {
        companions.put(e.key(), List.of());
      } else {
        calls
            .computeIfAbsent(
                new CallRef(e.source(), e.customer(), e.call()), call -> new ArrayList<>())
            .add(e);
      }
    }
    calls
        .values()
        .forEach(of -> {
          Entry first = Collections.min(of, Comparator.comparing(e -> e.sent().event().at()));
          List<String> others = new ArrayList<>(of.size());
          of.forEach(e -> others.add(e.sent().event().id()));
          others.remove(first.sent().event().id());
          companions.put(first.key(), others);
        });
    return companions;
  }

  /** Writes what isn't there yet, each naming no other, and answers the keys of that. */
  Set<Key> append(Instant receivedAt, Collection<Entry> entries) {
    return new HashSet<>(
        jdbc.sql(
                """
                INSERT INTO intake_event (
                  source_id, source_event_id, customer_id, call_ref, agent_ref, occurred_at,
                  received_at, type, body)
                SELECT e.source, e.id, e.customer, e.call, e.agent, e.at, :receivedAt, e.type, e.body
                FROM unnest(
                  CAST(:source AS uuid[]), :id, CAST(:customer AS uuid[]), :call, :agent,
                  CAST(:at AS timestamptz[]), :type, :body)
                  AS e(source, id, customer, call, agent, at, type, body)
                ON CONFLICT (source_id, source_event_id) DO NOTHING
                RETURNING source_id, source_event_id
                """)
            .param("receivedAt", Timestamp.from(receivedAt))
            .params(
                Rows.of(entries)
                    .column("source", Entry::source)
                    .column("id", e -> e.sent().event().id())
                    .column("customer", Entry::customer)
                    .column("call", Entry::call)
                    .column("agent", Entry::agent)
                    .column("at", e -> e.sent().event().at())
                    .column("type", e -> e.sent().type().word())
                    .column("body", e -> EventBody.write(e.sent().event().what(), e.sent().body()))
                    .params())
            .query((rs, n) -> new Key(new SourceId(rs.getObject(1, UUID.class)), rs.getString(2)))
            .list());
  }

  /** Which of these are in the journal. */
  Set<Key> known(Collection<Key> keys) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT e.source_id, e.source_event_id
                FROM unnest(CAST(:source AS uuid[]), :id) AS k(source, id)
                JOIN intake_event e
                  ON e.source_id = k.source
                 AND e.source_event_id = k.id
                """)
            .params(Rows.of(keys).column("source", Key::source).column("id", Key::id).params())
            .query((rs, n) -> new Key(new SourceId(rs.getObject(1, UUID.class)), rs.getString(2)))
            .list());
  }

  /** How many events there are of each of the calls, in their order. */
  List<Integer> counts(List<CallRef> calls) {
    return jdbc.sql(
            """
            SELECT (SELECT count(*)
                    FROM intake_call_event e
                    WHERE e.source_id = k.source_id
                      AND e.customer_id = k.customer_id
                      AND e.call_ref = k.call_ref)
            FROM unnest(CAST(:source AS uuid[]), CAST(:customer AS uuid[]), :ref)
              WITH ORDINALITY AS k(source_id, customer_id, call_ref, n)
            ORDER BY k.n
            """)
        .params(Rows.ofCalls(calls))
        .query((rs, n) -> rs.getInt(1))
        .list();
  }

  /** All events of the calls, of whatever service period. */
  List<Found> ofCalls(List<CallRef> calls) {
    return jdbc.sql(
            """
            SELECT k.n, e.source_event_id, e.occurred_at, e.type, e.body, e.call_ref, e.agent_ref
            FROM unnest(CAST(:source AS uuid[]), CAST(:customer AS uuid[]), :ref)
              WITH ORDINALITY AS k(source_id, customer_id, call_ref, n)
            JOIN intake_call_event e USING (source_id, customer_id, call_ref)
            """)
        .params(Rows.ofCalls(calls))
        .query((rs, n) -> found(rs))
        .list();
  }

  /** The events of the stretches, and of each the nearest ones before and after it. */
  List<Found> ofAgents(List<AgentStretch> stretches) {
    return jdbc.sql(
            """
            SELECT k.n, e.source_event_id, e.occurred_at, e.type, e.body, e.call_ref, e.agent_ref
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
            CROSS JOIN LATERAL (
              SELECT *
              FROM intake_event n
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
        .query((rs, n) -> found(rs))
        .list();
  }

  static Found found(ResultSet rs) throws SQLException {
    return new Found(rs.getInt("n"), event(rs));
  }

  static Event event(ResultSet rs) throws SQLException {
    return new Event(
        rs.getString("source_event_id"),
        rs.getTimestamp("occurred_at").toInstant(),
        EventBody.read(
            rs.getString("type"),
            rs.getString("body"),
            rs.getString("call_ref"),
            rs.getString("agent_ref")));
  }
}
