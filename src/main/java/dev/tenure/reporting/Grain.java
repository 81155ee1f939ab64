package dev.tenure.reporting;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How long the steps of a report over time are. */
public enum Grain {
  QUARTER(Duration.ofMinutes(15)),
  HALF(Duration.ofMinutes(30)),
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ZERO),
  /** From Monday on. */
  WEEK(Duration.ZERO),
  MONTH(Duration.ZERO);

  private final Duration step;

  Grain(Duration step) {
    this.step = step;
  }

  /** The grain of that word, or empty for a word that none has. */
  public static Optional<Grain> of(String word) {
    return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** As it stands in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its steps are whole days. */
  public boolean isWholeDays() {
    return step.isZero();
  }

  /** How many steps a day of 24 hours has; 1 for whole days. */
  int perDay() {
    return isWholeDays() ? 1 : Math.toIntExact(Duration.ofDays(1).dividedBy(step));
  }

  /** The length of a step within a day; zero for whole days, whose lengths differ. */
  Duration step() {
    return step;
  }
}
