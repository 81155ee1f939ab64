package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * The span of a fact that came, went or changed: what was summed up of its time is stale.
 *
 * @param since when the fact begins
 * @param until when it ends as far as is known, exclusive
 */
record Touched(CustomerId customer, Instant since, Instant until) {

  private static final long QUARTER = 900;

  /** From a row's customer_id, since and until. */
  static Touched read(ResultSet rs) throws SQLException {
    return new Touched(
        new CustomerId(rs.getObject("customer_id", UUID.class)),
        rs.getTimestamp("since").toInstant(),
        rs.getTimestamp("until").toInstant());
  }

  /** When the quarter of an hour begins in which the fact does, in seconds since 1970. */
  long firstQuarter() {
    return quarter(since);
  }

  /** Likewise of the quarter in which it ends. */
  long lastQuarter() {
    return quarter(until.minusNanos(1000));
  }

  private static long quarter(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), QUARTER) * QUARTER;
  }
}
