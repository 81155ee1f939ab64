package dev.tenure.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an account is at one instant. */
public sealed interface State {

  Status status();

  /**
   * The instant of a termination that is set and still to come, as a fact beside the status (A1).
   */
  Optional<Instant> scheduled();

  /** The holds that stand, by age; empty unless Disabled. */
  default List<Hold> holds() {
    return List.of();
  }

  record Active(Optional<Instant> scheduled) implements State {
    @Override
    public Status status() {
      return Status.ACTIVE;
    }
  }

  record Disabled(List<Hold> holds, Optional<Instant> scheduled) implements State {
    public Disabled {
      holds = List.copyOf(holds);
      if (holds.isEmpty()) {
        throw new IllegalStateException("Disabled means that at least one hold stands (A5)");
      }
    }

    @Override
    public Status status() {
      return Status.DISABLED;
    }

    /** Since when access has been off: the oldest hold's beginning. */
    public Instant since() {
      return holds.getFirst().since();
    }
  }

  /** Ended at {@code at}, which is the first instant without service. */
  record Terminated(Instant at) implements State {
    @Override
    public Status status() {
      return Status.TERMINATED;
    }

    @Override
    public Optional<Instant> scheduled() {
      return Optional.empty();
    }
  }
}
