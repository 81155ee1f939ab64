package dev.tenure.customer.reports;

import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.reporting.Bucket;
import dev.tenure.reporting.Calendar;
import dev.tenure.reporting.Dimension;
import dev.tenure.reporting.Measure;
import dev.tenure.reporting.Report;
import java.util.ArrayList;
import java.util.List;

/** A report as a file: all rows in the order of the page, values for programs. */
final class ReportFile {

  private final Page page;
  private final ReportsQuery query;
  private final ReportRows rows;

  ReportFile(Page page, ReportsQuery query, Calendar calendar, Report report) {
    this.page = page;
    this.query = query;
    this.rows = new ReportRows(page, query, calendar, report);
  }

  void write(Csv csv) {
    boolean times = query.grain().isPresent();
    List<Object> head = new ArrayList<>();
    head.add(page.text(times ? "customer.reports.time" : "customer.reports.by." + query.by()));
    if (times) {
      head.add(page.text("customer.reports.csv-from"));
      head.add(page.text("customer.reports.csv-to"));
    }
    if (query.narrowed() != Dimension.ALL) {
      head.add(page.text("customer.reports.by." + query.narrowed().word()));
    }
    query.columns().forEach(measure -> head.add(title(measure)));
    if (times) {
      head.add(page.text("customer.reports.csv-note"));
    }
    csv.row(head.toArray());
    for (Report.Line line : rows.sorted()) {
      csv.row(cells(line).toArray());
    }
  }

  private String title(Measure measure) {
    String label = MeasureWords.label(page.texts(), measure);
    return measure.unit() == Measure.Unit.TIME ? label + " (s)" : label;
  }

  private List<Object> cells(Report.Line line) {
    List<Object> cells = new ArrayList<>();
    cells.add(rows.name(line));
    Bucket bucket = line.bucket();
    if (bucket != null) {
      cells.add(page.formats().iso(bucket.from()));
      cells.add(page.formats().iso(bucket.to()));
    }
    if (query.narrowed() != Dimension.ALL) {
      cells.add(query.onlyKey());
    }
    // C9: nought would pretend that there was nothing to count.
    boolean none = rows.none(line);
    for (Measure measure : query.columns()) {
      cells.add(
          !query.tells(measure)
              ? page.text("customer.reports.na")
              : none ? "" : MeasureWords.plain(page.texts(), measure, line.figures()));
    }
    if (bucket != null) {
      cells.add(rows.note(line));
    }
    return cells;
  }
}
