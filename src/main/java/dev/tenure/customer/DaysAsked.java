package dev.tenure.customer;

import dev.tenure.platform.web.Typed;
import dev.tenure.reporting.DayRange;
import dev.tenure.reporting.Preset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which days an address asks for: {@code range} for a preset, or {@code from} and {@code to}.
 *
 * @param preset empty for days of one's own choice
 */
public record DaysAsked(Optional<Preset> preset, DayRange days) {

  /** The parameters read. */
  public static String[] fields() {
    return new String[] {"range", "from", "to"};
  }

  /** Whatever can't be understood counts as absent; absent altogether means {@code usual}. */
  public static DaysAsked of(Typed asked, LocalDate today, Preset usual) {
    Optional<LocalDate> from = day(asked.get("from"));
    Optional<LocalDate> to = day(asked.get("to"));
    if (from.isPresent() || to.isPresent()) {
      LocalDate first = from.or(() -> to).orElse(today);
      return new DaysAsked(Optional.empty(), new DayRange(first, to.orElse(first)));
    }
    Preset preset = Preset.of(asked.get("range")).orElse(usual);
    return new DaysAsked(Optional.of(preset), preset.days(today));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return Optional.of(day).filter(d -> d.getYear() >= 1990 && d.getYear() < 2200);
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }
}
