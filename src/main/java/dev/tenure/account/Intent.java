package dev.tenure.account;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One line of an account's timeline (A3).
 *
 * @param version the account's version that it made; versions order the timeline
 * @param owner of the hold it places or lifts, null for the other kinds
 * @param recordedAt the database's clock inside the deciding transaction (A9)
 * @param effectiveAt when it takes effect: T for a termination, the beginning of service for a
 *     creation (earlier than {@code recordedAt} for a customer taken over), else {@code recordedAt}
 * @param picked the local date and time that a person picked for T, null when none was (A8)
 */
public record Intent(
    long version,
    IntentKind kind,
    @Nullable HoldOwner owner,
    Author author,
    Reason reason,
    Instant recordedAt,
    Instant effectiveAt,
    @Nullable Picked picked) {

  /** A person's own words for T; the resolved instant beside it rules (A8). */
  public record Picked(LocalDateTime local, ZoneId zone) {}

  /** True for a termination that was to be at once. */
  public boolean terminatesNow() {
    return kind == IntentKind.TERMINATION_SET && effectiveAt.equals(recordedAt);
  }

  /**
   * Where it stands in the story: when it was recorded, or when a life that was taken over began.
   */
  public Instant placedAt() {
    return kind == IntentKind.CREATED ? effectiveAt : recordedAt;
  }
}
