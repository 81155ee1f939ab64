package dev.tenure.customer.reports;

import dev.tenure.platform.web.Formats;
import dev.tenure.reporting.Measure;
import java.util.List;
import java.util.stream.IntStream;

/** How high an axis reaches, and where its lines lie. */
final class Scale {

  private static final double[] SECONDS = {
    4, 8, 20, 40, 60, 120, 240, 480, 1_200, 2_400, 3_600, 7_200, 14_400, 28_800, 86_400
  };
  private static final double[] STEPS = {1, 2, 4, 8, 10};

  private Scale() {}

  /** A round value, not below the highest; four parts of it are round, too. */
  static double top(Measure.Unit unit, double highest) {
    return switch (unit) {
      case SHARE -> 1;
      case COUNT -> round(Math.max(highest, 4));
      case TIME -> time(highest);
    };
  }

  private static double round(double highest) {
    double size = Math.pow(10, Math.floor(Math.log10(highest)));
    for (double step : STEPS) {
      if (step * size >= highest && step * size % 4 == 0) {
        return step * size;
      }
    }
    return 10 * size < 4 ? 4 : Math.ceil(highest / (4 * size)) * 4 * size;
  }

  private static double time(double highest) {
    for (double seconds : SECONDS) {
      if (seconds * 1_000_000 >= highest) {
        return seconds * 1_000_000;
      }
    }
    double day = 86_400_000_000d;
    return Math.ceil(highest / (4 * day)) * 4 * day;
  }

  /** Lines at the bottom, in the middle and at the top. */
  static List<Chart.Tick> ticks(Formats formats, Measure.Unit unit, double top) {
    return IntStream.rangeClosed(0, 2)
        .mapToObj(i ->
            new Chart.Tick(
                Charts.percent(100 - 50d * i), MeasureWords.words(formats, unit, top * i / 2)))
        .toList();
  }
}
