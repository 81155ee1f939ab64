package dev.tenure.platform.clock;

import dev.tenure.platform.ReadinessCause;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Says in the readiness answer that the database's clock is wrong; requests are still welcome. */
@Component
class ClockReady implements ReadinessCause {

  private final Clocks clocks;

  ClockReady(Clocks clocks) {
    this.clocks = clocks;
  }

  @Override
  public Optional<Finding> finding() {
    try {
      ClockStanding standing = clocks.standing();
      return standing.right()
          ? Optional.empty()
          : Optional.of(new Finding("clock-" + standing.state().word(), false));
    } catch (DataAccessException gone) {
      // That the database can't be asked is another cause's finding.
      return Optional.empty();
    }
  }
}
