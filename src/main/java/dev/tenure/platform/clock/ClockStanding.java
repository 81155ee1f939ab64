package dev.tenure.platform.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the database's clock stands to the time that Tenure keeps.
 *
 * @param clock what it says
 * @param now what time it is, {@code tenure_now()}
 * @param by how far they are apart; zero while the clock is right
 * @param step what it did, with the instant since when; null while it is right, and in the first
 *     second of being behind
 */
public record ClockStanding(
    State state, Instant clock, Instant now, Duration by, @Nullable ClockStep step) {

  /** In words for programs: {@link #word}. */
  public enum State {
    RIGHT,
    BEHIND,
    IN_DOUBT;

    /**
     * Stable, for the answer of a health check: {@code right}, {@code behind}, {@code in-doubt}.
     */
    public String word() {
      return switch (this) {
        case RIGHT -> "right";
        case BEHIND -> "behind";
        case IN_DOUBT -> "in-doubt";
      };
    }
  }

  static ClockStanding of(Instant clock, Instant now, boolean inDoubt, List<ClockStep> open) {
    State state =
        inDoubt
            ? State.IN_DOUBT
            : now.isAfter(clock.plus(Verdict.SLACK)) ? State.BEHIND : State.RIGHT;
    ClockStep.Kind kind = inDoubt ? ClockStep.Kind.LEAP : ClockStep.Kind.BACK;
    return new ClockStanding(
        state,
        clock,
        now,
        state == State.RIGHT ? Duration.ZERO : Duration.between(clock, now).abs(),
        state == State.RIGHT
            ? null
            : open.stream().filter(step -> step.kind() == kind).findFirst().orElse(null));
  }

  /** Whether time passes as usual. */
  public boolean right() {
    return state == State.RIGHT;
  }
}
