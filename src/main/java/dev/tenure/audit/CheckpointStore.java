package dev.tenure.audit;

import dev.tenure.audit.checkpoint.Head;
import dev.tenure.audit.checkpoint.Held;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of checkpoints. */
@Repository
class CheckpointStore {

  private static final int FETCH_SIZE = 1000;
  private static final long TRANSACTIONS = 1L << 32;

  /**
   * What a transaction sees.
   *
   * @param oldest all transactions before this one are over
   * @param inProgress whether some that began since aren't
   */
  record Snapshot(long oldest, boolean inProgress, Instant at) {}

  private final JdbcClient jdbc;

  CheckpointStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Snapshot snapshot() {
    return jdbc.sql(
            """
            SELECT
              CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) AS oldest,
              pg_snapshot_xmin(pg_current_snapshot()) <> pg_snapshot_xmax(pg_current_snapshot()) AS going,
              tenure_now() AS at
            """)
        .query((rs, n) ->
            new Snapshot(
                rs.getLong("oldest"), rs.getBoolean("going"), rs.getTimestamp("at").toInstant()))
        .single();
  }

  void eachHead(Consumer<Head> sink) {
    jdbc.sql(
            """
            SELECT chain_id, seq, hash
            FROM audit_chain
            """)
        .withFetchSize(FETCH_SIZE)
        .query((java.sql.ResultSet rs) -> sink.accept(head(rs)));
  }

  /**
   * The heads that were written by that transaction or later ones. Their order is known whatever
   * their clock says, and it costs a command nothing: PostgreSQL keeps it with each row.
   */
  void eachHeadSince(long transaction, Consumer<Head> sink) {
    jdbc.sql(
            """
            SELECT chain_id, seq, hash
            FROM audit_chain
            WHERE age(xmin) <= age(CAST(CAST(:since AS text) AS xid))
            """)
        .param("since", Long.toString(transaction % TRANSACTIONS))
        .withFetchSize(FETCH_SIZE)
        .query((java.sql.ResultSet rs) -> sink.accept(head(rs)));
  }

  void eachHeadOf(Set<UUID> chains, Consumer<Head> sink) {
    jdbc.sql(
            """
            SELECT chain_id, seq, hash
            FROM audit_chain
            WHERE chain_id = ANY (:chains)
            """)
        .param("chains", chains.toArray(UUID[]::new))
        .query((java.sql.ResultSet rs) -> sink.accept(head(rs)));
  }

  private static Head head(java.sql.ResultSet rs) throws java.sql.SQLException {
    return new Head(rs.getObject("chain_id", UUID.class), rs.getLong("seq"), rs.getBytes("hash"));
  }

  void remember(UUID series, long number, byte[] hash, Instant at) {
    jdbc.sql(
            """
            INSERT INTO audit_checkpoint (series, number, hash, at)
            VALUES (:series, :number, :hash, :at)
            ON CONFLICT (series) DO UPDATE
            SET number = EXCLUDED.number,
                hash = EXCLUDED.hash,
                at = EXCLUDED.at
            """)
        .param("series", series)
        .param("number", number)
        .param("hash", hash)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** The newest of each series. */
  List<Held> remembered() {
    return jdbc.sql(
            """
            SELECT series, number, hash
            FROM audit_checkpoint
            ORDER BY series
            """)
        .query((rs, n) ->
            new Held(
                rs.getObject("series", UUID.class),
                rs.getLong("number"),
                rs.getBytes("hash"),
                "the database remembers it",
                true))
        .list();
  }
}
