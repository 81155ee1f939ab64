package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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

  /** The beginnings of the quarters of an hour, in UTC, in which the fact begins and ends. */
  List<Instant> quarters() {
    Instant first = quarter(since);
    Instant last = quarter(until.minusNanos(1000));
    return first.equals(last) ? List.of(first) : List.of(first, last);
  }

  private static Instant quarter(Instant at) {
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), QUARTER) * QUARTER);
  }
}
