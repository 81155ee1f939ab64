package dev.tenure.customer.reports;

import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Problems;
import java.util.List;
import java.util.Map;

/**
 * What the page of reports shows.
 *
 * @param here the address that reproduces it
 * @param ranges the presets, the current one first told by {@code currentRange}
 * @param first the first day, and {@code last} the last, as the fields show them
 * @param steps to choose for rows; by groups
 * @param onlys to narrow by; by groups
 * @param measures all there are
 * @param notApplicable why some columns tell nothing; empty if all do
 * @param rowTitle head of the first column
 * @param gaps times without service, as sentences (C9)
 * @param summary which rows these are, and in which zone
 */
public record ReportsView(
    Address here,
    List<Crumb> ranges,
    String currentRange,
    String first,
    String last,
    Map<String, Map<String, String>> steps,
    Map<String, Map<String, String>> onlys,
    String by,
    String only,
    String onlyHint,
    List<Choice> measures,
    List<Choice> columns,
    String notApplicable,
    String sort,
    boolean descending,
    String rowTitle,
    List<String> gaps,
    List<Chart> charts,
    List<Ranking> rankings,
    List<Row> rows,
    List<String> totals,
    String totalTitle,
    boolean empty,
    String summary,
    String previous,
    String next,
    List<Saved> saved,
    String query,
    Problems problems,
    String typedName,
    boolean typedShared) {

  /** Copies the lists. */
  public ReportsView {
    ranges = List.copyOf(ranges);
    measures = List.copyOf(measures);
    columns = List.copyOf(columns);
    gaps = List.copyOf(gaps);
    charts = List.copyOf(charts);
    rankings = List.copyOf(rankings);
    rows = List.copyOf(rows);
    totals = List.copyOf(totals);
    saved = List.copyOf(saved);
  }

  /** A measure to choose, or a column. */
  public record Choice(
      String word, String label, String counts, String definition, boolean chosen) {}

  /**
   * A row.
   *
   * @param note what is special about it, such as a time without service in part
   * @param none whether there was no service in all of it: its cells are empty
   */
  public record Row(String name, String note, boolean none, List<String> cells) {

    /** Copies the list. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** A measure's highest keys, as bars. */
  public record Ranking(String title, String counts, List<Bar> bars) {

    /** Copies the list. */
    public Ranking {
      bars = List.copyOf(bars);
    }
  }

  /** A bar in percent of the highest. */
  public record Bar(String name, String value, String width) {}

  /** A saved report; {@code delete} is empty for those of colleagues. */
  public record Saved(
      String name, String address, String by, String delete, long version, boolean current) {}
}
