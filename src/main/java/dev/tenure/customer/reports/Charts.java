package dev.tenure.customer.reports;

import dev.tenure.collection.ServiceGap;
import dev.tenure.customer.GapWords;
import dev.tenure.platform.web.Page;
import dev.tenure.reporting.Bucket;
import dev.tenure.reporting.Calendar;
import dev.tenure.reporting.Grain;
import dev.tenure.reporting.Measure;
import dev.tenure.reporting.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Draws a report over time, each measure on its own. */
final class Charts {

  private static final int LABELS = 6;

  private final Page page;
  private final Calendar calendar;
  private final Grain grain;
  private final Report report;
  private final Instant begin;
  private final double whole;

  Charts(Page page, Calendar calendar, Grain grain, Report report) {
    this.page = page;
    this.calendar = calendar;
    this.grain = grain;
    this.report = report;
    this.begin = bucket(report.lines().getFirst()).from();
    this.whole = Duration.between(begin, bucket(report.lines().getLast()).to()).toMillis();
  }

  private static Bucket bucket(Report.Line line) {
    return Objects.requireNonNull(line.bucket());
  }

  Chart of(Measure measure) {
    double top = Scale.top(measure.unit(), highest(measure));
    List<Chart.Shape> bars = new ArrayList<>();
    List<Chart.Line> lines = new ArrayList<>();
    List<Chart.Dot> dots = new ArrayList<>();
    Chart.Dot before = null;
    boolean asBars = measure.unit() == Measure.Unit.COUNT;
    for (Report.Line line : report.lines()) {
      Bucket bucket = bucket(line);
      OptionalDouble value = measure.of(line.figures());
      if (value.isEmpty() || withoutService(bucket)) {
        before = null;
        continue;
      }
      String title =
          BucketWords.row(page.formats(), calendar, grain, bucket)
              + ": "
              + MeasureWords.value(page.texts(), page.formats(), measure, line.figures());
      double height = 100 * value.getAsDouble() / top;
      if (asBars) {
        double x = x(bucket.from());
        double width = x(bucket.to()) - x;
        bars.add(
            new Chart.Shape(
                percent(x + width * .12),
                percent(100 - height),
                percent(width * .76),
                percent(height),
                title));
      } else {
        double middle = (x(bucket.from()) + x(bucket.to())) / 2;
        Chart.Dot dot = new Chart.Dot(percent(middle), percent(100 - height), title);
        dots.add(dot);
        if (before != null) {
          lines.add(new Chart.Line(before.x(), before.y(), dot.x(), dot.y()));
        }
        before = dot;
      }
    }
    return new Chart(
        MeasureWords.label(page.texts(), measure),
        MeasureWords.counts(page.texts(), measure),
        summary(measure),
        Scale.ticks(page.formats(), measure.unit(), top),
        labels(),
        bars,
        lines,
        dots,
        gaps());
  }

  private double highest(Measure measure) {
    return report.lines().stream()
        .map(line -> measure.of(line.figures()))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max()
        .orElse(0);
  }

  private String summary(Measure measure) {
    return page.text(
        "customer.reports.chart-summary",
        MeasureWords.label(page.texts(), measure),
        report.lines().size(),
        MeasureWords.words(page.formats(), measure.unit(), highest(measure)));
  }

  private boolean withoutService(Bucket bucket) {
    return report.gaps().stream().anyMatch(gap -> covers(gap, bucket));
  }

  /** Whether nothing at all could be collected in it. */
  static boolean covers(ServiceGap gap, Bucket bucket) {
    Instant to = gap.to();
    return !gap.from().isAfter(bucket.from()) && (to == null || !to.isBefore(bucket.to()));
  }

  private List<Chart.Shape> gaps() {
    return report.gaps().stream()
        .map(gap -> {
          double x = Math.clamp(x(gap.from()), 0, 100);
          Instant to = gap.to();
          double end = to == null ? 100 : Math.clamp(x(to), 0, 100);
          return new Chart.Shape(
              percent(x), "0%", percent(end - x), "100%", GapWords.sentence(page, gap));
        })
        .filter(shape -> !shape.width().equals("0%"))
        .toList();
  }

  private List<Chart.Label> labels() {
    int n = report.lines().size();
    boolean oneDay =
        calendar.dayOf(begin).equals(calendar.dayOf(bucket(report.lines().get(n - 1)).from()));
    int step = Math.max(1, (n + LABELS - 1) / LABELS);
    return IntStream.iterate(0, i -> i < n, i -> i + step)
        .mapToObj(i -> {
          Bucket bucket = bucket(report.lines().get(i));
          double x = n == 1 ? 50 : (x(bucket.from()) + x(bucket.to())) / 2;
          return new Chart.Label(
              percent(x),
              BucketWords.tick(page.formats(), calendar, grain, bucket, oneDay),
              x < 6 ? "start" : x > 94 ? "end" : "middle",
              i / step % 2 == 1);
        })
        .toList();
  }

  private double x(Instant at) {
    return 100 * Duration.between(begin, at).toMillis() / whole;
  }

  static String percent(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    String short_ = text.replaceAll("0+$", "").replaceAll("\\.$", "");
    return (short_.equals("-0") ? "0" : short_) + "%";
  }
}
