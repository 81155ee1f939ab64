package dev.tenure.customer.calls;

import dev.tenure.collection.CallCount;
import dev.tenure.collection.CallCursor;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallLine;
import dev.tenure.collection.CallOrder;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallPage;
import dev.tenure.collection.ServiceGap;
import dev.tenure.customer.GapWords;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.reporting.Choice;
import dev.tenure.reporting.Preset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the list of calls shows.
 *
 * @param here the address that reproduces it
 * @param ranges links to the usual ranges; the current one's address is {@code currentRange}
 * @param narrowed whether anything but the days narrows it
 * @param gaps times without service, where the order gives them no place among the calls
 */
public record CallsView(
    List<Row> rows,
    Address here,
    List<Crumb> ranges,
    String currentRange,
    String first,
    String last,
    Map<String, String> directions,
    Map<String, String> outcomes,
    Map<String, String> queues,
    Map<String, String> agents,
    List<Head> heads,
    List<Offered> columns,
    boolean newestFirst,
    boolean sortedByStart,
    boolean narrowed,
    Address cleared,
    List<String> gaps,
    String summary,
    String firstPage,
    String next,
    Problems problems) {

  /** Copies the collections. */
  public CallsView {
    rows = List.copyOf(rows);
    ranges = List.copyOf(ranges);
    heads = List.copyOf(heads);
    columns = List.copyOf(columns);
    gaps = List.copyOf(gaps);
  }

  /**
   * A column's head.
   *
   * @param address sorts by it; empty where that can't be
   * @param sort {@code ascending} or {@code descending}, empty for neither
   */
  public record Head(String label, String address, String sort, boolean number) {}

  /** A column to choose. */
  public record Offered(String word, String label, boolean chosen) {}

  /** A cell; {@code tone} is that of a badge, empty for plain words. */
  public record Cell(String label, String text, String tone, boolean number) {}

  /**
   * A call, or a time without service in its place among them (C9).
   *
   * @param gap the sentence that names the gap; empty for a call
   */
  public record Row(Instant at, String gap, String address, List<Cell> cells) {

    /** Copies the list. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** The parts from which the view is made. */
  record Found(
      CallPage page,
      CallCount count,
      List<ServiceGap> gaps,
      List<Choice> queues,
      List<Choice> agents,
      List<CallColumn> columns,
      Optional<CallCursor> after,
      Problems problems) {}

  static CallsView of(Page page, CallsQuery query, Found found, Address here) {
    List<CallLine> lines = found.page().lines();
    int from = from(here);
    boolean byStart = query.order().by() == CallOrder.By.STARTED;
    return new CallsView(
        rows(page, query, found),
        here,
        ranges(page, here),
        query.asked().preset().map(Preset::word).orElse(""),
        query.asked().first(),
        query.asked().last(),
        choices(page, "customer.direction.", CallDirection.values()),
        choices(page, "customer.outcome.", CallOutcome.values()),
        own(page, found.queues(), query.queue()),
        own(page, found.agents(), query.agent()),
        heads(page, query, found.columns(), here),
        Stream.of(CallColumn.values())
            .map(c -> new Offered(c.word(), c.label(page), found.columns().contains(c)))
            .toList(),
        query.order().descending(),
        byStart,
        query.isNarrowed(),
        here.without("at", "n").without(CallsQuery.NARROWING),
        byStart
            ? List.of()
            : found.gaps().stream().map(gap -> GapWords.sentence(page, gap)).toList(),
        lines.isEmpty() ? "" : summary(page, found, from),
        found.after().isPresent() ? here.without("at", "n").toString() : "",
        found
            .page()
            .next()
            .map(cursor ->
                here.with("at", cursor.toString())
                    .with("n", String.valueOf(from + lines.size()))
                    .toString())
            .orElse(""),
        found.problems());
  }

  private static String summary(Page page, Found found, int from) {
    long last = from + found.page().lines().size() - 1L;
    String count = page.formats().number(Math.max(found.count().atLeast(), last));
    return page.text(
        "customer.calls.summary",
        page.formats().number(from),
        page.formats().number(last),
        found.count().more() ? page.text("customer.calls.more-than", count) : count,
        page.formats().zone().getId());
  }

  /** The ordinal that the link to this page carried; the cursor, not this, finds the rows. */
  private static int from(Address here) {
    String text = here.get("n");
    return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 1;
  }

  private static List<Head> heads(
      Page page, CallsQuery query, List<CallColumn> columns, Address here) {
    Address whole = here.without("at", "n");
    return columns.stream()
        .map(column -> {
          CallOrder.By by = column.by();
          if (by == null) {
            return new Head(column.label(page), "", "", column.isNumber());
          }
          boolean sorted = query.order().by() == by;
          boolean down = query.order().descending();
          return new Head(
              column.label(page),
              whole
                  .with("sort", by.name().toLowerCase(Locale.ROOT))
                  .with("dir", sorted && !down ? "desc" : "")
                  .toString(),
              sorted ? down ? "descending" : "ascending" : "",
              column.isNumber());
        })
        .toList();
  }

  private static List<Row> rows(Page page, CallsQuery query, Found found) {
    List<CallLine> lines = found.page().lines();
    List<Row> rows = new ArrayList<>();
    lines.forEach(line -> rows.add(row(page, found.columns(), line)));
    if (query.order().by() == CallOrder.By.STARTED) {
      place(page, query, found, rows);
    }
    return rows;
  }

  /** C9: each gap stands among the calls where it was, on one of the pages. */
  private static void place(Page page, CallsQuery query, Found found, List<Row> rows) {
    boolean down = query.order().descending();
    boolean more = found.page().next().isPresent();
    Instant edge = rows.isEmpty() ? query.begin() : rows.getLast().at();
    Instant begun =
        found.after().isEmpty() || rows.isEmpty()
            ? down ? Instant.MAX : Instant.MIN
            : rows.getFirst().at();
    Instant newest = down ? begun : more ? edge : Instant.MAX;
    Instant oldest = down ? more ? edge : Instant.MIN : begun;
    for (ServiceGap gap : found.gaps()) {
      if (!gap.from().isAfter(newest) && !gap.from().isBefore(oldest)) {
        rows.add(new Row(gap.from(), GapWords.sentence(page, gap), "", List.of()));
      }
    }
    Comparator<Row> byTime = Comparator.comparing(Row::at);
    rows.sort(down ? byTime.reversed() : byTime);
  }

  private static Row row(Page page, List<CallColumn> columns, CallLine line) {
    return new Row(
        line.startedAt(),
        "",
        "/portal/calls/" + line.id(),
        columns.stream()
            .map(column ->
                new Cell(
                    column.label(page),
                    column.cell(page, line),
                    column.tone(line),
                    column.isNumber()))
            .toList());
  }

  private static List<Crumb> ranges(Page page, Address here) {
    Address whole = here.without("at", "n", "from", "to", "range");
    return Stream.of(Preset.values())
        .map(preset ->
            new Crumb(
                page.text("customer.range." + preset.word()),
                whole.with("range", preset.word()).toString()))
        .toList();
  }

  private static <E extends Enum<E>> Map<String, String> choices(
      Page page, String prefix, E[] values) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("", page.text("customer.calls.all"));
    for (E value : values) {
      choices.put(value.name().toLowerCase(Locale.ROOT), page.text(prefix + value));
    }
    return choices;
  }

  /** Those of the time, and the chosen one even if it had no call in it. */
  private static Map<String, String> own(Page page, List<Choice> found, String chosen) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("", page.text("customer.calls.all"));
    found.forEach(choice -> choices.put(choice.key(), choice.name()));
    choices.putIfAbsent(chosen, chosen);
    return choices;
  }
}
