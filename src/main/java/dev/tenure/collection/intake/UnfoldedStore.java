package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.Event;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.WithCommit;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what is in the journal and whose facts are still to follow. */
@Repository
class UnfoldedStore {

  private final JdbcClient jdbc;
  private final WithCommit writes;

  UnfoldedStore(JdbcClient jdbc, WithCommit writes) {
    this.jdbc = jdbc;
    this.writes = writes;
  }

  /**
   * A transaction whose facts are still to follow.
   *
   * @param lanes a bit for each
   */
  record Open(UUID id, long lanes, Instant receivedAt) {}

  /** Says within a transaction that journals events that their facts are to follow. */
  void note(UUID id, Collection<Integer> lanes, Instant receivedAt) {
    long bits = 0;
    for (int lane : lanes) {
      bits |= 1L << lane;
    }
    writes.write(
        """
        INSERT INTO intake_unfolded (id, lanes, received_at)
        VALUES (:unfolded, :lanes, :receivedAt)
        """,
        Map.of("unfolded", id, "lanes", bits, "receivedAt", Timestamp.from(receivedAt)));
  }

  /** Says within the transaction that writes facts that these have followed. */
  void remove(Collection<UUID> ids) {
    writes.write(
        "DELETE FROM intake_unfolded WHERE id = ANY(CAST(:unfolded AS uuid[]))",
        Rows.of(ids).column("unfolded", id -> id).params());
  }

  /** The oldest ones that were received until then, apart from some. */
  List<Open> until(Instant until, Collection<UUID> apartFrom, int limit) {
    return jdbc.sql(
            """
            SELECT id, lanes, received_at
            FROM intake_unfolded
            WHERE received_at <= :until
              AND id <> ALL(CAST(:ids AS uuid[]))
            ORDER BY received_at, id
            LIMIT :limit
            """)
        .param("until", Timestamp.from(until))
        .param("limit", limit)
        .params(Rows.of(apartFrom).column("ids", id -> id).params())
        .query((rs, n) ->
            new Open(
                rs.getObject("id", UUID.class),
                rs.getLong("lanes"),
                rs.getTimestamp("received_at").toInstant()))
        .list();
  }

  /** When the oldest one was received. */
  Optional<Instant> oldest() {
    return jdbc.sql("SELECT received_at FROM intake_unfolded ORDER BY received_at LIMIT 1")
        .query((rs, n) -> rs.getTimestamp("received_at").toInstant())
        .optional();
  }

  /** Its events, and perhaps others that came in the same microsecond. */
  List<News.Item> items(Open open) {
    return jdbc.sql(
            """
            SELECT source_event_id, occurred_at, type, body, call_ref, agent_ref, source_id,
                   customer_id
            FROM intake_event
            WHERE received_at = :receivedAt
              AND (CAST(:lanes AS bigint) >> (get_byte(uuid_send(customer_id), 15) & 63)) & 1 = 1
            """)
        .param("receivedAt", Timestamp.from(open.receivedAt()))
        .param("lanes", open.lanes())
        .query((rs, n) -> {
          Event event = JournalStore.event(rs);
          return new News.Item(
              FactRef.of(
                  new SourceId(rs.getObject("source_id", UUID.class)),
                  new CustomerId(rs.getObject("customer_id", UUID.class)),
                  event),
              event);
        })
        .list();
  }
}
