package dev.tenure.account;

import java.util.Optional;

/**
 * How many customers match the text, by status. Nobody waits for a million rows to be counted:
 * beyond some thousand a count is only a lower bound, and says so.
 */
public record GridCounts(Counted active, Counted disabled, Counted terminated) {

  /**
   * @param atLeast so many are known to match
   * @param more whether there may be more than that
   */
  public record Counted(int atLeast, boolean more) {

    static Counted upTo(int most, int counted) {
      return new Counted(counted, counted >= most);
    }
  }

  /** The count of one status, or of all together. */
  public Counted of(Optional<Status> status) {
    return status.map(this::of).orElseGet(this::total);
  }

  private Counted of(Status status) {
    return switch (status) {
      case ACTIVE -> active;
      case DISABLED -> disabled;
      case TERMINATED -> terminated;
    };
  }

  private Counted total() {
    return new Counted(
        active.atLeast() + disabled.atLeast() + terminated.atLeast(),
        active.more() || disabled.more() || terminated.more());
  }
}
