package dev.tenure.collection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of a customer are meant. A time range is always given.
 *
 * @param from of the call's start, inclusive; {@code to} exclusive
 * @param direction null for all; by what the customer calls internal at present
 * @param agent an agent's reference, empty for all; whoever talked with the caller counts
 * @param queue empty for all; every queue that the call visited counts
 * @param outcome null for all, calls in progress included
 * @param waited how long the caller waited
 * @param talked how long they talked; a call that nobody took talked for no time
 * @param number part of the caller's or the called number, empty for all
 */
public record CallFilter(
    Instant from,
    Instant to,
    @Nullable CallDirection direction,
    String agent,
    String queue,
    @Nullable CallOutcome outcome,
    Span waited,
    Span talked,
    String number) {

  /**
   * From some length to another, both inclusive.
   *
   * @param most null for no end
   */
  public record Span(Duration least, @Nullable Duration most) {

    /** Any length. */
    public static final Span ANY = new Span(Duration.ZERO, null);

    /** That length or more. */
    public static Span atLeast(Duration least) {
      return new Span(least, null);
    }
  }

  /** All calls that start in the range. */
  public static CallFilter between(Instant from, Instant to) {
    return new CallFilter(from, to, null, "", "", null, Span.ANY, Span.ANY, "");
  }
}
