package dev.tenure.customer;

import dev.tenure.account.Words;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Typed;
import dev.tenure.reporting.DayRange;
import dev.tenure.reporting.Preset;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which days an address asks for: {@code range} for a preset, or {@code from} and {@code to}.
 *
 * @param preset empty for days of one's own choice
 * @param days those meant, or the usual ones where what was asked can't be understood
 * @param first what the field of the first day shows, what was typed there even if it is no day
 * @param last the same of the last day
 * @param wrong why it can't be understood
 */
public record DaysAsked(
    Optional<Preset> preset, DayRange days, String first, String last, Optional<Refused> wrong) {

  private static final int EARLIEST = 1990;
  private static final int LATEST = 2199;

  /** Nothing asked means {@code usual}. */
  public static DaysAsked of(Typed asked, LocalDate today, Preset usual) {
    try {
      Optional<LocalDate> from = day(asked, "from");
      Optional<LocalDate> to = day(asked, "to");
      if (from.isPresent() || to.isPresent()) {
        LocalDate first = from.or(() -> to).orElse(today);
        return of(Optional.empty(), new DayRange(first, to.orElse(first)));
      }
      Preset preset = preset(asked.get("range"), usual);
      return of(Optional.of(preset), preset.days(today));
    } catch (Refused wrong) {
      return new DaysAsked(
          Optional.empty(),
          usual.days(today),
          asked.get("from"),
          asked.get("to"),
          Optional.of(wrong));
    }
  }

  private static DaysAsked of(Optional<Preset> preset, DayRange days) {
    return new DaysAsked(
        preset, days, days.first().toString(), days.last().toString(), Optional.empty());
  }

  /**
   * The days meant.
   *
   * @throws Refused as invalid in {@code from}, {@code to} or {@code range}
   */
  public DayRange understood() {
    if (wrong.isPresent()) {
      throw wrong.get();
    }
    return days;
  }

  /**
   * The day in the parameter, empty when there is none.
   *
   * @throws Refused as invalid in that parameter when it holds anything else
   */
  public static Optional<LocalDate> day(Typed asked, String field) {
    if (asked.get(field).isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        asked
            .day(field)
            .filter(day -> day.getYear() >= EARLIEST && day.getYear() <= LATEST)
            .orElseThrow(() ->
                Words.invalid(
                    field,
                    "no-day",
                    "“%.40s” is no day of the years %d to %d. Choose one, such as 2026-11-22."
                        .formatted(asked.get(field), EARLIEST, LATEST))));
  }

  private static Preset preset(String word, Preset usual) {
    return word.isEmpty()
        ? usual
        : Preset.of(word)
            .orElseThrow(() ->
                Words.invalid(
                    "range",
                    "no-range",
                    "There is no range “%.40s”. Choose one of those offered.".formatted(word)));
  }
}
