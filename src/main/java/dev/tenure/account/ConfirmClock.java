package dev.tenure.account;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.clock.ClockStanding;
import dev.tenure.platform.clock.ClockStep;
import dev.tenure.platform.clock.Clocks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A16: somebody of Support has looked at another clock and says that the one that leapt is right.
 * That holds for this leap alone; then all that waited follows.
 */
@Component
public class ConfirmClock {

  private static final int LONGEST_REASON = 500;

  private final Clocks clocks;
  private final AuditTrail trail;

  ConfirmClock(Clocks clocks, AuditTrail trail) {
    this.clocks = clocks;
    this.trail = trail;
  }

  /**
   * Confirms.
   *
   * @param step the leap that its author was shown
   * @throws Refused as {@code clock-not-in-doubt}; as {@code clock-changed} when it is another leap
   *     or the clock has moved since; as invalid in {@code reason} when it is empty or too long
   */
  @Transactional
  public void confirm(long step, String reason, Actor actor) {
    if (actor.level() != Level.SUPPORT) {
      throw new Refused(new Refusal.NotAllowed("support-only", "Clocks are confirmed by Support."));
    }
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw Words.invalid(
          "reason",
          why.isEmpty() ? "reason-missing" : "reason-too-long",
          "Say in at most %d characters how you know that the clock is right."
              .formatted(LONGEST_REASON));
    }
    ClockStanding standing = clocks.standing();
    if (standing.state() != ClockStanding.State.IN_DOUBT) {
      throw new Refused(
          new Refusal.WrongState(
              "clock-not-in-doubt",
              "The clock isn’t in doubt any more. Nothing needs confirming."));
    }
    ClockStep shown = standing.step();
    if (shown == null || shown.id() != step || !clocks.confirm(step, actor.name(), why)) {
      throw new Refused(
          new Refusal.Conflict(
              "clock-changed",
              "The clock has been moved again since you looked. Nothing was confirmed; look again"
                  + " and decide.",
              null,
              null,
              null));
    }
    trail.record(
        new AuditEntry(
            AuditEntry.PLATFORM,
            "clock.confirm",
            "done",
            actor,
            null,
            null,
            "The database’s clock",
            why,
            "known %s, clock %s".formatted(shown.knownAt(), shown.clockAt()),
            "clock confirmed, %s ahead".formatted(shown.by()),
            Audience.SUPPORT));
  }
}
