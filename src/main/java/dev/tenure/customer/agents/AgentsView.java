package dev.tenure.customer.agents;

import dev.tenure.collection.AgentDay;
import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.AgentTotals;
import dev.tenure.customer.AgentWords;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All agents of a day.
 *
 * @param searching whether a search narrows them
 * @param summary which of them are shown, and in which zone
 * @param previous address of the page before, empty for none; likewise {@code next}
 * @param legend tones and their words
 */
public record AgentsView(
    DayPage day,
    List<Row> rows,
    boolean searching,
    String sort,
    boolean descending,
    String summary,
    String previous,
    String next,
    Map<String, String> legend) {

  static final int ROWS = 50;

  /** Copies the list. */
  public AgentsView {
    rows = List.copyOf(rows);
  }

  /**
   * An agent.
   *
   * @param words the bar in words
   * @param reasons of the time not ready with how long each, empty without any
   */
  public record Row(
      String address,
      String name,
      List<DayAxis.Stripe> bar,
      String words,
      String loggedIn,
      String available,
      String talking,
      String held,
      String wrapUp,
      String notReady,
      String reasons,
      String occupancy,
      long answered,
      long missed,
      boolean cut) {

    /** Copies the list. */
    public Row {
      bar = List.copyOf(bar);
    }
  }

  /** What the columns are sorted by; the name breaks ties. */
  enum Sort {
    NAME(Comparator.comparing((AgentDay day) -> day.name().toLowerCase(Locale.ROOT))),
    LOGGED_IN(told(totals -> totals.ifTold(totals.loggedIn()))),
    AVAILABLE(told(totals -> totals.ifTold(totals.available()))),
    TALKING(by(AgentTotals::talking)),
    HELD(by(totals -> totals.of(AgentStatus.ON_HOLD))),
    WRAP_UP(told(AgentTotals::wrapUp)),
    NOT_READY(told(totals -> totals.ifTold(totals.of(AgentStatus.NOT_READY)))),
    OCCUPANCY(
        Comparator.comparingInt(
            day -> day.totals().occupancy().orElse(day.totals().told() ? -1 : -2))),
    ANSWERED(Comparator.comparingInt(AgentDay::answered)),
    MISSED(Comparator.comparingInt(AgentDay::notAnswered));

    private final Comparator<AgentDay> order;

    Sort(Comparator<AgentDay> order) {
      this.order = order;
    }

    private static Comparator<AgentDay> by(
        java.util.function.Function<AgentTotals, Duration> figure) {
      return Comparator.comparing(day -> figure.apply(day.totals()));
    }

    /** What isn't told sorts below zero. */
    private static Comparator<AgentDay> told(
        java.util.function.Function<AgentTotals, Optional<Duration>> figure) {
      return by(totals -> figure.apply(totals).orElse(Duration.ofNanos(-1)));
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Sort of(String word) {
      return Arrays.stream(values())
          .filter(each -> each.word().equals(word))
          .findFirst()
          .orElse(NAME);
    }

    /** The least first, or the greatest. */
    Comparator<AgentDay> order(boolean descending) {
      return (descending ? order.reversed() : order).thenComparing(AgentDay::name);
    }
  }

  static AgentsView of(Page page, DayPage day, List<AgentDay> found) {
    Sort sort = Sort.of(day.here().get("sort"));
    boolean descending = day.here().get("dir").equals("desc");
    int from = from(day, found.size());
    int to = Math.min(from + ROWS, found.size());
    List<Row> rows =
        found.stream()
            .sorted(sort.order(descending))
            .skip(from)
            .limit(ROWS)
            .map(each -> row(page, day, each))
            .toList();
    Formats formats = page.formats();
    return new AgentsView(
        day,
        rows,
        !day.here().get("q").isEmpty(),
        sort.word(),
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
        legend(page));
  }

  private static int from(DayPage day, int size) {
    String text = day.here().get("from");
    int asked = text.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(text) : 0;
    return asked < size ? asked / ROWS * ROWS : 0;
  }

  private static String at(DayPage day, int from) {
    return day.here().with("from", from <= 0 ? "" : String.valueOf(from)).toString();
  }

  static Map<String, String> legend(Page page) {
    Map<String, String> legend = new LinkedHashMap<>();
    for (String tone : List.of("ready", "ring", "talk", "held", "wrap", "away")) {
      legend.put(tone, page.text("customer.legend." + tone));
    }
    return legend;
  }

  private static Row row(Page page, DayPage day, AgentDay agent) {
    Formats formats = page.formats();
    AgentTotals totals = agent.totals();
    return new Row(
        AgentView.address(agent.id(), day.date()),
        agent.name(),
        day.axis().stripes(agent.spells()),
        agent.name() + ": " + words(page, totals),
        told(page, totals.ifTold(totals.loggedIn())),
        told(page, totals.ifTold(totals.available())),
        formats.clock(totals.talking()),
        formats.clock(totals.of(AgentStatus.ON_HOLD)),
        told(page, totals.wrapUp()),
        told(page, totals.ifTold(totals.of(AgentStatus.NOT_READY))),
        reasons(page, totals),
        occupancy(page, totals),
        agent.answered(),
        agent.notAnswered(),
        totals.cut());
  }

  /** C13: what isn't told isn't zero. */
  static String told(Page page, Optional<Duration> length) {
    return length.map(page.formats()::clock).orElseGet(() -> page.text("customer.agents.not-told"));
  }

  static String occupancy(Page page, AgentTotals totals) {
    if (!totals.told()) {
      return page.text("customer.agents.not-told");
    }
    return totals.occupancy().isEmpty()
        ? "–"
        : page.text("customer.live.percent", totals.occupancy().getAsInt());
  }

  /** "Available 3:02:10, Talking · queue 1:10:00". */
  static String words(Page page, AgentTotals totals) {
    return totals.byStatus().entrySet().stream()
        .filter(each -> !each.getValue().isZero())
        .map(each ->
            AgentWords.status(page.texts(), each.getKey())
                + " "
                + page.formats().clock(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String reasons(Page page, AgentTotals totals) {
    return totals.byReason().entrySet().stream()
        .filter(each -> !each.getKey().isEmpty())
        .map(each -> each.getKey() + " " + page.formats().clock(each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
