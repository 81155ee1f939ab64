package dev.tenure.platform.clock;

import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.sql.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one place that decides whether what can't be taken back may happen by the clock (A16): not
 * while it is in doubt. Whoever does such a thing asks here, in the transaction that does it; what
 * is held up is due still, and follows by itself.
 */
@Component
public class Irreversible {

  private final JdbcClient jdbc;
  private final PlatformClock clock;

  /** Reads in the caller's transaction. */
  public Irreversible(JdbcClient jdbc, PlatformClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Found(boolean inDoubt, Timestamp reading) {}

  /** Whether it may happen now. */
  public boolean permitted() {
    Found found =
        jdbc.sql(
                """
                SELECT COALESCE((SELECT in_doubt FROM clock_kept), false) AS in_doubt,
                       tenure_now() AS reading
                """)
            .query((rs, n) -> new Found(rs.getBoolean("in_doubt"), rs.getTimestamp("reading")))
            .single();
    var reading = found.reading().toInstant();
    return !found.inDoubt() && clock.believed(reading).equals(reading);
  }

  /**
   * For what somebody asks for by hand.
   *
   * @throws Refused as {@code clock-in-doubt}
   */
  public void demand() {
    if (!permitted()) {
      throw new Refused(
          new Refusal.WrongState(
              "clock-in-doubt",
              "The database’s clock has jumped ahead and nobody has confirmed it. Nothing was done."
                  + " Check it on Support’s Clock page, then try again."));
    }
  }
}
