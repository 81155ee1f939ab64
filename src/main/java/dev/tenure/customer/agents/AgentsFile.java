package dev.tenure.customer.agents;

import dev.tenure.collection.AgentDay;
import dev.tenure.collection.AgentDays;
import dev.tenure.collection.AgentSpell;
import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.AgentTotals;
import dev.tenure.collection.ServiceGap;
import dev.tenure.customer.AgentWords;
import dev.tenure.customer.GapWords;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Agents' days as files; lengths in whole seconds, instants in UTC. */
final class AgentsFile {

  private static final List<AgentStatus> STATUSES =
      List.of(
          AgentStatus.READY,
          AgentStatus.RINGING,
          AgentStatus.TALKING_QUEUE,
          AgentStatus.TALKING_INBOUND,
          AgentStatus.TALKING_OUTBOUND,
          AgentStatus.TALKING_INTERNAL,
          AgentStatus.ON_HOLD,
          AgentStatus.WRAP_UP,
          AgentStatus.NOT_READY);

  private AgentsFile() {}

  static void write(
      Csv csv, Page page, AgentDays.Frame frame, List<AgentDay> days, List<ServiceGap> gaps) {
    List<Object> head = new ArrayList<>();
    for (String column : List.of("day", "agent", "ref", "logged-in")) {
      head.add(page.text("customer.agents.csv." + column));
    }
    STATUSES.forEach(status ->
        head.add(
            page.text("customer.agents.csv.seconds", AgentWords.status(page.texts(), status))));
    for (String column : List.of("reasons", "occupancy", "answered", "offered", "missed", "cut")) {
      head.add(page.text("customer.agents.csv." + column));
    }
    csv.row(head.toArray());
    for (AgentDay day : days) {
      csv.row(row(page, frame, day).toArray());
    }
    // C9: a file doesn't pretend either.
    gaps.forEach(gap -> csv.row(frame.day().date(), GapWords.sentence(page, gap)));
  }

  private static List<Object> row(Page page, AgentDays.Frame frame, AgentDay day) {
    AgentTotals totals = day.totals();
    List<Object> row = new ArrayList<>();
    row.add(frame.day().date());
    row.add(day.name());
    row.add(day.ref());
    row.add(seconds(page, totals.ifTold(totals.loggedIn())));
    STATUSES.forEach(status -> row.add(seconds(page, length(totals, status))));
    row.add(
        totals.byReason().entrySet().stream()
            .filter(each -> !each.getKey().isEmpty())
            .map(each -> each.getKey() + " " + each.getValue().toSeconds())
            .collect(Collectors.joining("; ")));
    String none = totals.told() ? "" : page.text("customer.agents.not-told");
    row.add(totals.occupancy().isEmpty() ? none : totals.occupancy().getAsInt());
    row.add(day.answered());
    row.add(day.offered());
    row.add(day.notAnswered());
    row.add(totals.cut() ? "yes" : "");
    return row;
  }

  /** C13: what isn't told isn't zero. */
  private static Object seconds(Page page, Optional<Duration> length) {
    return length.isEmpty() ? page.text("customer.agents.not-told") : length.get().toSeconds();
  }

  private static Optional<Duration> length(AgentTotals totals, AgentStatus status) {
    return switch (status) {
      case READY, NOT_READY -> totals.ifTold(totals.of(status));
      case WRAP_UP -> totals.wrapUp();
      case RINGING,
          TALKING_QUEUE,
          TALKING_INBOUND,
          TALKING_OUTBOUND,
          TALKING_INTERNAL,
          ON_HOLD,
          LOGGED_OUT,
          NOT_TOLD ->
          Optional.of(totals.of(status));
    };
  }

  static void write(Csv csv, Page page, AgentDay day, List<ServiceGap> gaps) {
    csv.row(
        page.text("customer.agents.csv.from"),
        page.text("customer.agents.csv.to"),
        page.text("customer.agents.csv.length"),
        page.text("customer.live.status"),
        page.text("customer.agents.detail"),
        page.text("customer.agents.csv.call"),
        page.text("customer.agents.csv.cut"));
    for (AgentSpell spell : day.spells()) {
      csv.row(
          page.formats().iso(spell.from()),
          spell.open() ? "" : page.formats().iso(spell.to()),
          spell.length().toSeconds(),
          AgentWords.status(page.texts(), spell.status()),
          spell.detail(),
          spell.call() == null ? "" : spell.call(),
          spell.cut() ? "yes" : "");
    }
    for (ServiceGap gap : gaps) {
      csv.row(
          page.formats().iso(gap.from()),
          gap.to() == null ? "" : page.formats().iso(gap.to()),
          "",
          page.text("customer.calls.no-service"));
    }
  }
}
