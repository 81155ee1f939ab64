package dev.tenure.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reason for which an account is disabled (A5), over {@code [since, until)}.
 *
 * @param until null while it stands
 */
public record Hold(
    HoldOwner owner, Instant since, @Nullable Instant until, Author author, Reason reason) {

  boolean standsAt(Instant t) {
    return !t.isBefore(since) && (until == null || t.isBefore(until));
  }

  Hold endedAt(Instant end) {
    return new Hold(owner, since, end, author, reason);
  }
}
