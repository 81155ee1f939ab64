package dev.tenure.life;

import dev.tenure.account.Account;
import dev.tenure.account.EffectQueue;
import dev.tenure.account.Moment;
import dev.tenure.account.Period;
import dev.tenure.account.Words;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A customer's life on one axis and as a list, and what it was or will be at any instant asked for;
 * the template {@code life/timeline} shows it.
 *
 * @param history imported history from before it, in sentences (C10)
 * @param answer to the fields {@code at} and {@code known} of the address, empty when nothing was
 *     asked
 * @param problems with what was asked
 */
public record LifeView(
    Axis axis,
    List<LifeEvent> events,
    List<String> history,
    Optional<StateAnswer> answer,
    Problems problems) {

  public LifeView {
    history = List.copyOf(history);
    events = List.copyOf(events);
  }

  /** The whole life; {@code page} shows times in the customer's zone. */
  public static LifeView of(
      Page page,
      Account account,
      List<EffectQueue.Line> effects,
      List<Period> imported,
      Typed asked) {
    Problems problems = Problems.none();
    Optional<StateAnswer> answer = Optional.empty();
    try {
      answer = answer(page, account, asked);
    } catch (Refused refused) {
      problems = Problems.of(refused);
    }
    return new LifeView(
        Axis.of(page, account),
        LifeEvent.of(page, account, effects),
        imported.stream().map(span -> history(page, span)).toList(),
        answer,
        problems);
  }

  private static String history(Page page, Period span) {
    Instant until = Objects.requireNonNull(span.until(), "Imported history has an end (C10)");
    return page.text(
        "life.history", page.formats().dateTime(span.from()), page.formats().dateTime(until));
  }

  private static Optional<StateAnswer> answer(Page page, Account account, Typed asked) {
    if (asked.get("at").isBlank() && asked.get("known").isBlank()) {
      return Optional.empty();
    }
    ZoneId zone = account.details().zone();
    Instant at = instant("at", asked.get("at"), zone).orElse(account.readAt());
    return Optional.of(
        StateAnswer.of(page, account.timeline(), at, instant("known", asked.get("known"), zone)));
  }

  /** A local date and time as a form sends it, resolved as A8 says. */
  private static Optional<Instant> instant(String field, String text, ZoneId zone) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local = LocalDateTime.parse(text.length() == 10 ? text + "T00:00" : text);
      if (Typed.isMeant(local.toLocalDate())
          && local.truncatedTo(ChronoUnit.MICROS).equals(local)) {
        return Optional.of(
            Moment.resolve(local.toLocalDate(), local.toLocalTime(), zone).instant());
      }
    } catch (DateTimeParseException notATime) {
      // Refused below, as are years out of range and times finer than a microsecond.
    }
    throw Words.invalid(
        field, "date-unknown", "There is no such date and time. Write it as 2026-11-30T17:30.");
  }
}
