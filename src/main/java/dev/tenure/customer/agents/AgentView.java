package dev.tenure.customer.agents;

import dev.tenure.collection.AgentDay;
import dev.tenure.collection.AgentId;
import dev.tenure.collection.AgentSpell;
import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.AgentTotals;
import dev.tenure.customer.AgentWords;
import dev.tenure.customer.CallWords;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One agent's day.
 *
 * @param nothing whether nothing is known of the agent on that day
 * @param figures the day's totals, each with its length and its share of the time logged in
 * @param rows of the spells that the search finds, on this page
 */
public record AgentView(
    DayPage day,
    boolean nothing,
    List<DayAxis.Block> bar,
    String words,
    List<Figure> figures,
    String loggedIn,
    String occupancy,
    AgentDay agent,
    List<Row> rows,
    String sort,
    boolean descending,
    String summary,
    String previous,
    String next,
    Map<String, String> legend) {

  private static final int ROWS = 100;

  /** Copies the lists. */
  public AgentView {
    bar = List.copyOf(bar);
    figures = List.copyOf(figures);
    rows = List.copyOf(rows);
  }

  /** How long the agent was what; a reason stands below its status. */
  public record Figure(String name, String tone, String length, String share, boolean reason) {}

  /**
   * A spell.
   *
   * @param call address of its call, empty without one
   * @param ending how it ended where that needs saying, or that it lasts
   */
  public record Row(
      Instant from,
      String begin,
      String end,
      String length,
      String status,
      String tone,
      String detail,
      String call,
      String ending) {}

  static String address(AgentId agent, String date) {
    return "/portal/agents/" + agent + "?day=" + date;
  }

  static AgentView of(Page page, DayPage day, AgentDay agent) {
    String sort = day.here().get("sort");
    boolean descending = day.here().get("dir").equals("desc");
    List<Row> found = rows(page, day, agent, sort, descending);
    String asked = day.here().get("from");
    int from = asked.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(asked) / ROWS * ROWS : 0;
    from = from < found.size() ? from : 0;
    int to = Math.min(from + ROWS, found.size());
    Formats formats = page.formats();
    return new AgentView(
        day,
        agent.spells().isEmpty(),
        agent.spells().stream().map(each -> day.axis().block(each, title(page, each))).toList(),
        AgentsView.words(page, agent.totals()),
        figures(page, agent.totals()),
        AgentsView.told(page, agent.totals().ifTold(agent.totals().loggedIn())),
        AgentsView.occupancy(page, agent.totals()),
        agent,
        found.subList(from, to),
        sort.isEmpty() ? "from" : sort,
        descending,
        found.isEmpty()
            ? ""
            : page.text(
                "customer.calls.summary",
                formats.number(from + 1L),
                formats.number(to),
                formats.number(found.size()),
                formats.zone().getId()),
        from == 0 ? "" : at(day, from - ROWS),
        to == found.size() ? "" : at(day, to),
        AgentsView.legend(page));
  }

  private static String at(DayPage day, int from) {
    return day.here().with("from", from <= 0 ? "" : String.valueOf(from)).toString();
  }

  private static List<Row> rows(
      Page page, DayPage day, AgentDay agent, String sort, boolean descending) {
    Comparator<AgentSpell> order =
        switch (sort) {
          case "length" -> Comparator.comparing(AgentSpell::length);
          case "status" -> Comparator.comparing(AgentSpell::status);
          case "detail" -> Comparator.comparing(AgentSpell::detail);
          default -> Comparator.comparing(AgentSpell::from);
        };
    String wanted = day.here().get("q").strip().toLowerCase(Locale.ROOT);
    return agent.spells().stream()
        .sorted((descending ? order.reversed() : order).thenComparing(AgentSpell::from))
        .map(spell -> row(page, spell))
        .filter(row ->
            (row.begin() + " " + row.status() + " " + row.detail())
                .toLowerCase(Locale.ROOT)
                .contains(wanted))
        .toList();
  }

  private static Row row(Page page, AgentSpell spell) {
    Formats formats = page.formats();
    return new Row(
        spell.from(),
        seconds(formats, spell.from()),
        spell.open() ? "" : seconds(formats, spell.to()),
        formats.clock(spell.length()),
        AgentWords.status(page.texts(), spell.status()),
        AgentWords.tone(spell.status()),
        CallWords.orDash(spell.detail()),
        spell.call() == null ? "" : "/portal/calls/" + spell.call(),
        ending(page, spell));
  }

  private static String ending(Page page, AgentSpell spell) {
    List<String> words = new ArrayList<>();
    if (!spell.held().isZero()) {
      words.add(page.text("customer.call.of-that-held", page.formats().clock(spell.held())));
    }
    if (spell.cut()) {
      words.add(page.text("customer.result.termination"));
    } else if (spell.open()) {
      words.add(page.text("customer.agents.lasts"));
    }
    return String.join(", ", words);
  }

  private static String title(Page page, AgentSpell spell) {
    return seconds(page.formats(), spell.from())
        + "–"
        + seconds(page.formats(), spell.to())
        + " "
        + AgentWords.status(page.texts(), spell.status())
        + (spell.detail().isEmpty() ? "" : " · " + spell.detail());
  }

  static String seconds(Formats formats, Instant at) {
    return "%s:%02d".formatted(formats.time(at), at.atZone(formats.zone()).getSecond());
  }

  private static List<Figure> figures(Page page, AgentTotals totals) {
    List<Figure> figures = new ArrayList<>();
    long whole = Math.max(1, totals.known().toMillis());
    for (AgentStatus status : AgentStatus.values()) {
      Duration length = totals.of(status);
      if (status != AgentStatus.LOGGED_OUT && status != AgentStatus.NOT_TOLD && !length.isZero()) {
        figures.add(
            figure(
                page,
                AgentWords.status(page.texts(), status),
                AgentWords.tone(status),
                length,
                share(page, totals, length, whole),
                false));
      }
      if (status == AgentStatus.NOT_READY) {
        totals
            .byReason()
            .forEach((reason, time) ->
                figures.add(
                    figure(
                        page,
                        reason.isEmpty() ? page.text("customer.agents.no-reason") : reason,
                        "away",
                        time,
                        share(page, totals, time, whole),
                        true)));
      }
    }
    return figures;
  }

  /** The share of the time logged in, if that is told. */
  private static String share(Page page, AgentTotals totals, Duration length, long whole) {
    return totals.told()
        ? page.text("customer.live.percent", Math.round(100.0 * length.toMillis() / whole))
        : "–";
  }

  private static Figure figure(
      Page page, String name, String tone, Duration length, String share, boolean reason) {
    return new Figure(name, tone, page.formats().clock(length), share, reason);
  }
}
