package dev.tenure.customer.calls;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallFilter;
import dev.tenure.collection.CallOutcome;
import dev.tenure.platform.web.Typed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which calls the address asks for. Whatever can't be understood in it counts as absent.
 *
 * @param range of local days in the zone
 * @param first first local day, inclusive
 * @param last last local day, inclusive
 */
record CallsQuery(
    Range range,
    LocalDate first,
    LocalDate last,
    ZoneId zone,
    @Nullable CallDirection direction,
    String agent,
    String queue,
    @Nullable CallOutcome outcome,
    long minTalkSeconds,
    String number) {

  static final String[] FIELDS = {
    "range", "from", "to", "direction", "agent", "queue", "outcome", "talk", "number"
  };

  private static final long LONGEST_TALK = 86_400;

  /** Ranges to choose from; the number of days that each goes back. */
  enum Range {
    TODAY(0),
    YESTERDAY(1),
    DAYS7(6),
    DAYS30(29),
    OWN(0);

    private final int days;

    Range(int days) {
      this.days = days;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static CallsQuery of(Typed asked, ZoneId zone, Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    Optional<LocalDate> from = day(asked.get("from"));
    Optional<LocalDate> to = day(asked.get("to"));
    Range range =
        from.isPresent() || to.isPresent()
            ? Range.OWN
            : choice(Range.values(), asked.get("range"))
                .filter(chosen -> chosen != Range.OWN)
                .orElse(Range.DAYS7);
    LocalDate first = from.or(() -> to).orElse(today.minusDays(range.days));
    LocalDate last =
        range == Range.YESTERDAY ? today.minusDays(1) : to.or(() -> from).orElse(today);
    boolean turned = last.isBefore(first);
    return new CallsQuery(
        range,
        turned ? last : first,
        turned ? first : last,
        zone,
        choice(CallDirection.values(), asked.get("direction")).orElse(null),
        asked.get("agent"),
        asked.get("queue"),
        choice(CallOutcome.values(), asked.get("outcome")).orElse(null),
        Math.clamp(asked.number("talk", 0), 0, LONGEST_TALK),
        asked.get("number").strip());
  }

  CallFilter filter() {
    return new CallFilter(
        begin(),
        end(),
        direction,
        agent,
        queue,
        outcome,
        Duration.ofSeconds(minTalkSeconds),
        number);
  }

  /** The first instant of the first day. */
  Instant begin() {
    return first.atStartOfDay(zone).toInstant();
  }

  /** The first instant after the last day. */
  Instant end() {
    return last.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** Whether anything but the days narrows it; then a list is no complete account of the time. */
  boolean isNarrowed() {
    return direction != null
        || outcome != null
        || minTalkSeconds > 0
        || !(agent + queue + number).isEmpty();
  }

  private static Optional<LocalDate> day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return Optional.of(day).filter(d -> d.getYear() >= 1990 && d.getYear() < 2200);
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  private static <E extends Enum<E>> Optional<E> choice(E[] all, String word) {
    return Arrays.stream(all)
        .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
