package dev.tenure.customer.calls;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallFilter;
import dev.tenure.collection.CallOrder;
import dev.tenure.collection.CallOutcome;
import dev.tenure.customer.DaysAsked;
import dev.tenure.platform.web.Typed;
import dev.tenure.reporting.Calendar;
import dev.tenure.reporting.Preset;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls the address asks for. Whatever can't be understood in it counts as absent, but for
 * the days.
 *
 * @param calendar the customer's, whose days are meant
 */
record CallsQuery(
    DaysAsked asked,
    Calendar calendar,
    @Nullable CallDirection direction,
    String agent,
    String queue,
    @Nullable CallOutcome outcome,
    Lengths waited,
    Lengths talked,
    String number,
    CallOrder order) {

  static final String[] FIELDS = {
    "range",
    "from",
    "to",
    "direction",
    "agent",
    "queue",
    "outcome",
    "wait",
    "waitmax",
    "talk",
    "talkmax",
    "number",
    "sort",
    "dir"
  };

  static final String[] NARROWING = {
    "direction", "agent", "queue", "outcome", "wait", "waitmax", "talk", "talkmax", "number"
  };

  private static final long LONGEST = 86_400;

  /** Seconds; 0 for any. */
  record Lengths(long least, long most) {

    static Lengths of(Typed typed, String field) {
      return new Lengths(seconds(typed, field), seconds(typed, field + "max"));
    }

    private static long seconds(Typed typed, String field) {
      return Math.clamp(typed.number(field, 0), 0, LONGEST);
    }

    boolean any() {
      return least == 0 && most == 0;
    }

    CallFilter.Span span() {
      return new CallFilter.Span(
          Duration.ofSeconds(least), most == 0 ? null : Duration.ofSeconds(most));
    }
  }

  static CallsQuery of(Typed typed, Calendar calendar, Instant now) {
    return new CallsQuery(
        DaysAsked.of(typed, calendar.dayOf(now), Preset.DAYS7),
        calendar,
        typed.choice("direction", CallDirection.values()).orElse(null),
        typed.verbatim("agent"),
        typed.verbatim("queue"),
        typed.choice("outcome", CallOutcome.values()).orElse(null),
        Lengths.of(typed, "wait"),
        Lengths.of(typed, "talk"),
        typed.get("number").strip(),
        order(typed));
  }

  /** The newest first; other columns rise at first. */
  private static CallOrder order(Typed typed) {
    CallOrder.By by = typed.choice("sort", CallOrder.By.values()).orElse(CallOrder.By.STARTED);
    boolean up = typed.get("dir").equals("asc");
    boolean down = typed.get("dir").equals("desc");
    return new CallOrder(by, by == CallOrder.By.STARTED ? !up : down);
  }

  /**
   * What is looked for.
   *
   * @throws dev.tenure.platform.Refused as {@link DaysAsked#understood}
   */
  CallFilter filter() {
    asked.understood();
    return new CallFilter(
        begin(), end(), direction, agent, queue, outcome, waited.span(), talked.span(), number);
  }

  /** The first instant of the first day. */
  Instant begin() {
    return calendar.whole(asked.days()).from();
  }

  /** The first instant after the last day. */
  Instant end() {
    return calendar.whole(asked.days()).to();
  }

  /** Whether anything but the days narrows it; then a list is no complete account of the time. */
  boolean isNarrowed() {
    return direction != null
        || outcome != null
        || !waited.any()
        || !talked.any()
        || !(agent + queue + number).isEmpty();
  }
}
