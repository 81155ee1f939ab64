package dev.tenure.customer.calls;

import dev.tenure.collection.CallCursor;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallLine;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallPage;
import dev.tenure.collection.ServiceGap;
import dev.tenure.customer.CallWords;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Page;
import java.time.Duration;
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
    boolean narrowed,
    String summary,
    String firstPage,
    String next) {

  /** Copies the collections. */
  public CallsView {
    rows = List.copyOf(rows);
    ranges = List.copyOf(ranges);
  }

  /**
   * A call, or a time without service in its place among them (C9).
   *
   * @param gap the sentence that names the gap; empty for a call
   */
  public record Row(
      Instant at,
      String gap,
      String address,
      String direction,
      String caller,
      String called,
      String queue,
      String agent,
      String waited,
      String talked,
      String word,
      String tone) {}

  /** The parts from which the view is made. */
  record Found(
      CallPage page,
      long total,
      List<ServiceGap> gaps,
      List<String> queues,
      Map<String, String> agents,
      Optional<CallCursor> after) {}

  static CallsView of(Page page, CallsQuery query, Found found, Address here) {
    List<CallLine> lines = found.page().lines();
    int from = from(here);
    return new CallsView(
        rows(page, query, found),
        here,
        ranges(page, here),
        here.get("range").isEmpty() ? CallsQuery.Range.DAYS7.word() : here.get("range"),
        query.first().toString(),
        query.last().toString(),
        choices(page, "customer.direction.", CallDirection.values()),
        choices(page, "customer.outcome.", CallOutcome.values()),
        own(page, found.queues(), query.queue()),
        agents(page, found.agents()),
        query.isNarrowed(),
        lines.isEmpty()
            ? ""
            : page.text(
                "customer.calls.summary",
                page.formats().number(from),
                page.formats().number(from + lines.size() - 1L),
                page.formats().number(Math.max(found.total(), from + lines.size() - 1L)),
                page.formats().zone().getId()),
        found.after().isPresent() ? here.without("at", "n").toString() : "",
        found
            .page()
            .next()
            .map(cursor ->
                here.with("at", cursor.toString())
                    .with("n", String.valueOf(from + lines.size()))
                    .toString())
            .orElse(""));
  }

  /** The ordinal that the link to this page carried; the cursor, not this, finds the rows. */
  private static int from(Address here) {
    String text = here.get("n");
    return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 1;
  }

  private static List<Row> rows(Page page, CallsQuery query, Found found) {
    List<CallLine> lines = found.page().lines();
    Instant newest = found.after().map(CallCursor::startedAt).orElse(query.end());
    boolean more = found.page().next().isPresent();
    Instant oldest = more ? lines.getLast().startedAt() : Instant.MIN;
    List<Row> rows = new ArrayList<>();
    lines.forEach(line -> rows.add(row(page, line)));
    for (ServiceGap gap : found.gaps()) {
      if (gap.from().isBefore(newest) && !gap.from().isBefore(oldest)) {
        rows.add(gap(page, gap));
      }
    }
    rows.sort(Comparator.comparing(Row::at).reversed());
    return rows;
  }

  private static Row gap(Page page, ServiceGap gap) {
    Instant to = gap.to();
    String sentence =
        to == null
            ? page.text("customer.calls.gap-open", page.formats().dateTime(gap.from()))
            : page.text(
                "customer.calls.gap",
                page.formats().dateTime(gap.from()),
                page.formats().dateTime(to),
                page.formats().span(Duration.between(gap.from(), to)));
    return new Row(gap.from(), sentence, "", "", "", "", "", "", "", "", "", "");
  }

  private static Row row(Page page, CallLine line) {
    CallOutcome outcome = line.outcome();
    return new Row(
        line.startedAt(),
        "",
        "/portal/calls/" + line.id(),
        CallWords.direction(page.texts(), line.direction()),
        CallWords.number(page.texts(), line.caller()),
        CallWords.number(page.texts(), line.called()),
        CallWords.orDash(line.queue()),
        CallWords.orDash(line.agentName()),
        page.formats().clock(line.waited()),
        line.talked().isZero() ? "–" : page.formats().clock(line.talked()),
        outcome == null
            ? CallWords.state(page.texts(), line.state())
            : CallWords.outcome(page.texts(), outcome),
        outcome == null ? "info" : CallWords.tone(outcome));
  }

  private static List<Crumb> ranges(Page page, Address here) {
    Address whole = here.without("at", "n", "from", "to");
    return Stream.of(CallsQuery.Range.values())
        .filter(range -> range != CallsQuery.Range.OWN)
        .map(range ->
            new Crumb(
                page.text("customer.calls.range." + range),
                whole.with("range", range.word()).toString()))
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

  /** The queues of the time, and the chosen one even if it had no call in it. */
  private static Map<String, String> own(Page page, List<String> queues, String chosen) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("", page.text("customer.calls.all"));
    queues.forEach(queue -> choices.put(queue, queue));
    choices.putIfAbsent(chosen, chosen);
    return choices;
  }

  private static Map<String, String> agents(Page page, Map<String, String> agents) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("", page.text("customer.calls.all"));
    choices.putAll(agents);
    return choices;
  }
}
