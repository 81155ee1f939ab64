package dev.tenure.customer.reports;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.ServiceGap;
import dev.tenure.customer.CallWords;
import dev.tenure.platform.web.Page;
import dev.tenure.reporting.Bucket;
import dev.tenure.reporting.Calendar;
import dev.tenure.reporting.Dimension;
import dev.tenure.reporting.Figures;
import dev.tenure.reporting.Grain;
import dev.tenure.reporting.Measure;
import dev.tenure.reporting.Report;
import dev.tenure.reporting.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A report's rows in words and in the order asked for. */
final class ReportRows {

  private final Page page;
  private final ReportsQuery query;
  private final Calendar calendar;
  private final Report report;

  ReportRows(Page page, ReportsQuery query, Calendar calendar, Report report) {
    this.page = page;
    this.query = query;
    this.calendar = calendar;
    this.report = report;
  }

  /** All of them, in the order asked for; where there is no value, last. */
  List<Report.Line> sorted() {
    List<Report.Line> lines = new ArrayList<>(report.lines());
    Measure.of(query.sort())
        .ifPresentOrElse(
            measure -> lines.sort(by(measure)),
            () -> {
              if (query.grain().isEmpty()) {
                lines.sort(Comparator.comparing(line -> name(line).toLowerCase(Locale.ROOT)));
              }
              if (query.descending()) {
                java.util.Collections.reverse(lines);
              }
            });
    return lines;
  }

  private Comparator<Report.Line> by(Measure measure) {
    Comparator<Report.Line> rising =
        Comparator.comparingDouble(line -> measure.of(line.figures()).orElse(0));
    return Comparator.<Report.Line, Boolean>comparing(
            line -> measure.of(line.figures()).isEmpty() || none(line))
        .thenComparing(query.descending() ? rising.reversed() : rising);
  }

  ReportsView.Row row(Report.Line line) {
    boolean none = none(line);
    return new ReportsView.Row(name(line), note(line), none, none ? List.of() : cells(line));
  }

  private List<String> cells(Report.Line line) {
    return cells(line.figures());
  }

  /** The figures of each column, or that it doesn't apply. */
  List<String> cells(Figures figures) {
    return query.columns().stream()
        .map(measure ->
            query.tells(measure)
                ? MeasureWords.value(page.texts(), page.formats(), measure, figures)
                : page.text("customer.reports.na"))
        .toList();
  }

  String name(Report.Line line) {
    Bucket bucket = line.bucket();
    if (bucket != null) {
      return BucketWords.row(page.formats(), calendar, query.grain().orElse(Grain.DAY), bucket);
    }
    Dimension dimension = ((Rows.Keys) query.rows()).dimension();
    if (line.key().isEmpty()) {
      return page.text("customer.reports.without." + dimension.word());
    }
    return dimension == Dimension.DIRECTION
        ? CallWords.direction(page.texts(), CallDirection.valueOf(line.key()))
        : line.name();
  }

  /** C9: whether there was no service in all of its time. */
  boolean none(Report.Line line) {
    Bucket bucket = line.bucket();
    return bucket != null
        && line.figures().isNothing()
        && report.gaps().stream().anyMatch(gap -> Charts.covers(gap, bucket));
  }

  String note(Report.Line line) {
    Bucket bucket = line.bucket();
    if (bucket == null) {
      return "";
    }
    if (none(line)) {
      return page.text("customer.calls.no-service");
    }
    return report.gaps().stream().anyMatch(gap -> touches(gap, bucket))
        ? page.text("customer.reports.partly-without")
        : "";
  }

  private static boolean touches(ServiceGap gap, Bucket bucket) {
    Instant to = gap.to();
    return bucket.overlaps(gap.from(), to == null ? Instant.MAX : to);
  }

  /** The keys that stand out, for each of the first measures. */
  List<ReportsView.Ranking> rankings(int measures, int keys) {
    return query.tellable().stream()
        .filter(measure -> measure != Measure.LONGEST_WAIT)
        .limit(measures)
        .map(measure -> ranking(measure, keys))
        .filter(ranking -> !ranking.bars().isEmpty())
        .toList();
  }

  private ReportsView.Ranking ranking(Measure measure, int keys) {
    List<Report.Line> highest =
        report.lines().stream()
            .filter(line -> !line.key().isEmpty() && value(measure, line) > 0)
            .sorted(
                Comparator.comparingDouble((Report.Line line) -> value(measure, line)).reversed())
            .limit(keys)
            .toList();
    double top =
        measure.unit() == Measure.Unit.SHARE
            ? 1
            : highest.isEmpty() ? 1 : value(measure, highest.getFirst());
    return new ReportsView.Ranking(
        MeasureWords.label(page.texts(), measure),
        MeasureWords.counts(page.texts(), measure),
        highest.stream()
            .map(line ->
                new ReportsView.Bar(
                    name(line),
                    MeasureWords.value(page.texts(), page.formats(), measure, line.figures()),
                    Charts.percent(100 * value(measure, line) / top)))
            .toList());
  }

  private static double value(Measure measure, Report.Line line) {
    OptionalDouble value = measure.of(line.figures());
    return value.orElse(0);
  }
}
