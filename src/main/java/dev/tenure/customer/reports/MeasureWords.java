package dev.tenure.customer.reports;

import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Texts;
import dev.tenure.reporting.Figures;
import dev.tenure.reporting.Measure;
import dev.tenure.reporting.Thresholds;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;

/** Measures in words, and their values as they read on the page and in a file. */
final class MeasureWords {

  private MeasureWords() {}

  static String label(Texts texts, Measure measure) {
    return texts.of("customer.measure." + measure.word());
  }

  /** What it is, with the customer's own thresholds. */
  static String definition(Texts texts, Measure measure, Thresholds thresholds) {
    return texts.of(
        "customer.measure." + measure.word() + ".is",
        thresholds.serviceLevel(),
        thresholds.shortAbandon(),
        thresholds.wrapUp());
  }

  /** What is counted: "queue visits". */
  static String counts(Texts texts, Measure measure) {
    return texts.of("customer.measure-of." + measure.counts());
  }

  /** "1,284", "82.7 %", "3:12"; a dash where there is nothing to tell, and where it isn't told. */
  static String value(Texts texts, Formats formats, Measure measure, Figures figures) {
    if (!measure.isTold(figures)) {
      return texts.of("customer.agents.not-told");
    }
    OptionalDouble value = measure.of(figures);
    return value.isEmpty() ? "–" : words(formats, measure.unit(), value.getAsDouble());
  }

  /** A value in words. */
  static String words(Formats formats, Measure.Unit unit, double value) {
    return switch (unit) {
      case COUNT -> formats.number(Math.round(value));
      case SHARE -> String.format(Locale.UK, "%.1f %%", 100 * value);
      case TIME -> formats.clock(Duration.of(Math.round(value / 1_000_000), ChronoUnit.SECONDS));
    };
  }

  /** For programs: whole numbers, shares from 0 to 1, seconds; in words what isn't told. */
  static String plain(Texts texts, Measure measure, Figures figures) {
    if (!measure.isTold(figures)) {
      return texts.of("customer.agents.not-told");
    }
    OptionalDouble value = measure.of(figures);
    if (value.isEmpty()) {
      return "";
    }
    return switch (measure.unit()) {
      case COUNT -> String.valueOf(Math.round(value.getAsDouble()));
      case SHARE -> String.format(Locale.ROOT, "%.6f", value.getAsDouble());
      case TIME -> String.format(Locale.ROOT, "%.3f", value.getAsDouble() / 1_000_000);
    };
  }
}
