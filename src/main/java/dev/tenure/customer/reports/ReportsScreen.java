package dev.tenure.customer.reports;

import dev.tenure.collection.CallDirection;
import dev.tenure.customer.CallWords;
import dev.tenure.customer.GapWords;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.reporting.AgentSums;
import dev.tenure.reporting.Dimension;
import dev.tenure.reporting.Grain;
import dev.tenure.reporting.Measure;
import dev.tenure.reporting.Preset;
import dev.tenure.reporting.Report;
import dev.tenure.reporting.ReportRules;
import dev.tenure.reporting.SavedView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the page of reports together. */
final class ReportsScreen {

  static final int ROWS = 100;
  private static final int CHARTS = 4;
  private static final int RANKED = 10;

  private final Page page;
  private final ReportsQuery query;
  private final ReportRules rules;
  private final Address here;

  ReportsScreen(Page page, ReportsQuery query, ReportRules rules, Address here) {
    this.page = page;
    this.query = query;
    this.rules = rules;
    this.here = here;
  }

  /** What somebody typed into the form that keeps a report. */
  record Keeping(String name, boolean shared) {}

  /** What the page is made of besides the question. */
  record Found(
      Report report,
      Map<Dimension, List<dev.tenure.reporting.Choice>> onlys,
      List<SavedView> saved,
      Problems problems,
      Keeping keeping) {}

  ReportsView view(Found found, PersonId me) {
    Report report = found.report();
    ReportRows rows = new ReportRows(page, query, rules.calendar(), report);
    List<Report.Line> sorted = rows.sorted();
    int pages = Math.max(1, (sorted.size() + ROWS - 1) / ROWS);
    int at = Math.min(query.page(), pages);
    List<Report.Line> shown = sorted.subList((at - 1) * ROWS, Math.min(at * ROWS, sorted.size()));
    boolean times = query.grain().isPresent();
    boolean empty = report.total().isNothing();
    return new ReportsView(
        here,
        ranges(),
        query.asked().preset().map(Preset::word).orElse(""),
        query.asked().first(),
        query.asked().last(),
        steps(),
        onlys(found.onlys()),
        query.by(),
        query.only(),
        !query.only().isEmpty() && query.narrowed() == Dimension.ALL
            ? page.text("customer.reports.only-not")
            : "",
        Stream.of(Measure.values()).map(this::choice).toList(),
        query.columns().stream().map(this::choice).toList(),
        notApplicable(report),
        query.sort(),
        query.descending(),
        page.text(times ? "customer.reports.time" : "customer.reports.by." + query.by()),
        report.gaps().stream().map(gap -> GapWords.sentence(page, gap)).toList(),
        times && !report.lines().isEmpty() && !empty ? charts(report) : List.of(),
        times ? List.of() : rows.rankings(2, RANKED),
        shown.stream().map(rows::row).toList(),
        rows.cells(report.total()),
        page.text(
            report.gaps().isEmpty() ? "customer.reports.total" : "customer.reports.total-gaps"),
        empty,
        sorted.isEmpty()
            ? ""
            : page.text(
                "customer.reports.summary",
                page.formats().number((at - 1L) * ROWS + 1),
                page.formats().number((at - 1L) * ROWS + shown.size()),
                page.formats().number(sorted.size()),
                rules.calendar().zone().getId()),
        at > 1 ? here.with("p", at == 2 ? "" : String.valueOf(at - 1)).toString() : "",
        at < pages ? here.with("p", String.valueOf(at + 1)).toString() : "",
        found.saved().stream().map(saved -> saved(saved, me)).toList(),
        question(),
        found.problems(),
        found.keeping().name(),
        found.keeping().shared());
  }

  /** The query of the address that reproduces the report from its first row on. */
  private String question() {
    String address = here.without("p").toString();
    int at = address.indexOf('?');
    return at < 0 ? "" : address.substring(at + 1);
  }

  private ReportsView.Saved saved(SavedView saved, PersonId me) {
    boolean own = saved.owner().equals(me);
    return new ReportsView.Saved(
        saved.name(),
        "/portal/reports" + (saved.question().isEmpty() ? "" : "?" + saved.question()),
        own
            ? saved.shared() ? page.text("customer.reports.shared") : ""
            : page.text("customer.reports.shared-by", saved.ownerName()),
        own ? "/portal/reports/views/" + saved.id() + "/delete" : "",
        saved.version(),
        saved.question().equals(question()));
  }

  private List<Crumb> ranges() {
    Address whole = here.without("p", "from", "to", "range");
    return Stream.of(Preset.values())
        .map(preset ->
            new Crumb(
                page.text("customer.range." + preset.word()),
                whole.with("range", preset.word()).toString()))
        .toList();
  }

  private Map<String, Map<String, String>> steps() {
    Map<String, String> times = new LinkedHashMap<>();
    for (Grain grain : Grain.values()) {
      times.put(grain.word(), page.text("customer.reports.by." + grain.word()));
    }
    Map<String, String> keys = new LinkedHashMap<>();
    for (Dimension dimension : Dimension.values()) {
      if (dimension != Dimension.ALL) {
        keys.put(dimension.word(), page.text("customer.reports.by." + dimension.word()));
      }
    }
    Map<String, Map<String, String>> steps = new LinkedHashMap<>();
    steps.put(page.text("customer.reports.time"), times);
    steps.put(page.text("customer.reports.keys"), keys);
    return steps;
  }

  private Map<String, Map<String, String>> onlys(
      Map<Dimension, List<dev.tenure.reporting.Choice>> found) {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    found.forEach((dimension, choices) -> {
      Map<String, String> group = new LinkedHashMap<>();
      choices.forEach(choice ->
          group.put(
              dimension.word() + ":" + choice.key(),
              dimension == Dimension.DIRECTION
                  ? CallWords.direction(page.texts(), CallDirection.valueOf(choice.key()))
                  : choice.name()));
      if (query.only().startsWith(dimension.word() + ":")) {
        group.putIfAbsent(query.only(), query.onlyKey());
      }
      if (!group.isEmpty()) {
        groups.put(page.text("customer.reports.by." + dimension.word()), group);
      }
    });
    return groups;
  }

  private ReportsView.Choice choice(Measure measure) {
    String definition = MeasureWords.definition(page.texts(), measure, rules.thresholds());
    return new ReportsView.Choice(
        measure.word(),
        MeasureWords.label(page.texts(), measure),
        MeasureWords.counts(page.texts(), measure),
        query.tells(measure) ? definition : definition + " " + why(List.of(measure)),
        query.measures().contains(measure));
  }

  /** Why some of the columns tell nothing; empty if all do. */
  private String notApplicable(Report report) {
    List<Measure> some = query.columns().stream().filter(each -> !query.tells(each)).toList();
    String why = some.isEmpty() ? "" : why(some);
    boolean asked = query.tellable().stream().anyMatch(Measure::isOfStatuses);
    AgentSums agents = report.total().agents();
    if (!asked || (agents.told() && agents.untold() == 0)) {
      return why;
    }
    String untold =
        page.text(agents.told() ? "customer.reports.some-untold" : "customer.reports.untold");
    return (why + " " + untold).strip();
  }

  private String why(List<Measure> measures) {
    return page.text(
        "customer.reports.na-why",
        measures.stream()
            .map(measure -> MeasureWords.label(page.texts(), measure))
            .collect(Collectors.joining(", ")));
  }

  private List<Chart> charts(Report report) {
    Charts charts = new Charts(page, rules.calendar(), query.grain().orElse(Grain.DAY), report);
    return drawn(query.tellable()).stream().map(charts::of).toList();
  }

  /** No more than two that count, so that a share and a time find room beside them. */
  private static List<Measure> drawn(List<Measure> measures) {
    List<Measure> drawn = new ArrayList<>();
    int counts = 0;
    for (Measure measure : measures) {
      boolean isCount = measure.unit() == Measure.Unit.COUNT;
      if (drawn.size() < CHARTS && (!isCount || counts < 2)) {
        drawn.add(measure);
        counts += isCount ? 1 : 0;
      }
    }
    return drawn;
  }
}
