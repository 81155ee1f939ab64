package dev.tenure.collection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of a customer are meant. A time range is always given.
 *
 * @param from of the call's start, inclusive; {@code to} exclusive
 * @param direction null for all
 * @param agent an agent's reference, empty for all; the last agent of a call counts
 * @param queue empty for all; the last queue of a call counts
 * @param outcome null for all, calls in progress included
 * @param minTalk zero for all
 * @param number part of the caller's or the called number, empty for all
 */
public record CallFilter(
    Instant from,
    Instant to,
    @Nullable CallDirection direction,
    String agent,
    String queue,
    @Nullable CallOutcome outcome,
    Duration minTalk,
    String number) {

  /** All calls that start in the range. */
  public static CallFilter between(Instant from, Instant to) {
    return new CallFilter(from, to, null, "", "", null, Duration.ZERO, "");
  }
}
