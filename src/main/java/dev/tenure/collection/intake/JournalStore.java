package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.Event;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Copy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the journal of calls' events. */
@Repository
class JournalStore {

  private final JdbcClient jdbc;
  private final Copy copy;

  JournalStore(JdbcClient jdbc, Copy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /**
   * What a transaction takes in of a call.
   *
   * @param part its number among the call's entries, from 0
   * @param events one at least, none that is in an earlier part
   */
  record Entry(SourceCall call, int part, CustomerId customer, List<SentEvent> events) {}

  /** An event of the journal's, with the row of the question that it answers, from 1. */
  record Found(int row, Event event) {}

  /**
   * Writes entries.
   *
   * @param entries in the calls' order, each call's by part, so that two who write the same calls
   *     never wait for each other
   * @throws DuplicateKeyException if the call has such a part already, so that there are events
   *     that its writer doesn't know; the transaction is lost then
   */
  void add(Instant receivedAt, List<Entry> entries) {
    copy.into(
        """
        intake_call_entry (
          source_id, call_ref, part, customer_id, received_at, latest, event_ids, occurred, types,
          bodies)
        """,
        entries,
        (row, entry) -> {
          List<SentEvent> sent = entry.events();
          List<Instant> occurred = sent.stream().map(e -> e.event().at()).toList();
          row.uuid(entry.call().source().value()).text(entry.call().ref()).integer(entry.part());
          row.uuid(entry.customer().value()).instant(receivedAt).instant(Collections.max(occurred));
          row.texts(sent.stream().map(e -> e.event().id()).toList()).instants(occurred);
          row.texts(sent.stream().map(e -> e.type().word()).toList());
          row.texts(sent.stream().map(e -> EventBody.write(e.event().what(), e.body())).toList());
        });
  }

  /** What there is of these calls; nothing of a call that isn't among the keys. */
  Map<SourceCall, Known> known(Collection<SourceCall> calls) {
    Map<SourceCall, Known> known = new HashMap<>();
    if (calls.isEmpty()) {
      return known;
    }
    jdbc.sql(
            """
            SELECT e.source_id, e.call_ref, e.customer_id, e.event_ids
            FROM unnest(CAST(:source AS uuid[]), :ref) AS k(source_id, call_ref)
            JOIN intake_call_entry e USING (source_id, call_ref)
            """)
        .params(Rows.ofSourceCalls(calls))
        .query(rs -> {
          known.merge(
              new SourceCall(
                  new SourceId(rs.getObject("source_id", UUID.class)), rs.getString("call_ref")),
              new Known(
                  1,
                  Set.of((String[]) rs.getArray("event_ids").getArray()),
                  new CustomerId(rs.getObject("customer_id", UUID.class))),
              Known::and);
        });
    return known;
  }

  /** How many events there are of each of the calls, in their order. */
  List<Integer> counts(List<CallRef> calls) {
    return jdbc.sql(
            """
            SELECT (SELECT COALESCE(sum(cardinality(e.event_ids)), 0)
                    FROM intake_call_entry e
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
