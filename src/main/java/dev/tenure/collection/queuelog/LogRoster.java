package dev.tenure.collection.queuelog;

import dev.tenure.collection.told.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agents of a source's log over all of its imports: a nightly import continues where the night
 * before ended, and what was imported before adds nothing (C5).
 */
final class LogRoster {

  /**
   * A stretch of the log that was imported.
   *
   * @param head a word of its first line
   * @param since that line's instant
   * @param until its last line's
   * @param tail words of the agents' lines in its last second, in their order
   * @param agents as they are after it
   */
  record Covered(
      String head, Instant since, Instant until, List<String> tail, List<LogAgents.Known> agents) {
    /** Copies the lists. */
    Covered {
      tail = List.copyOf(tail);
      agents = List.copyOf(agents);
    }

    private boolean has(QueueLogLine line) {
      long second = line.at().getEpochSecond();
      return !line.at().isBefore(since)
          && (second < until.getEpochSecond()
              || (second == until.getEpochSecond() && tail.contains(LogTeller.stem(line))));
    }
  }

  private final List<Covered> covered;

  /** The agents as the log continues beyond what was imported; null within that. */
  private @Nullable LogAgents now;

  /** The agents by this import alone, for lines that were imported before. */
  private @Nullable LogAgents again;

  private final List<String> tail = new ArrayList<>();
  private long tailSecond = Long.MIN_VALUE;
  private String head = "";
  private Instant first = Instant.MAX;
  private Instant since = Instant.MAX;
  private Instant until = Instant.MIN;
  private boolean whole = true;

  LogRoster(List<Covered> covered) {
    this.covered = covered.stream().sorted(Comparator.comparing(Covered::since)).toList();
  }

  /**
   * The events of a line.
   *
   * @param known whether it was imported before, so that only stored events count
   */
  record Taken(List<Told> told, boolean known) {}

  /** Any line of the log, whatever it is about. */
  void reached(QueueLogLine line) {
    Instant at = line.at();
    if (at.isBefore(first)) {
      head = LogTeller.stem(line);
    }
    first = at.isBefore(first) ? at : first;
    since = at.isBefore(since) ? at : since;
    until = at.isAfter(until) ? at : until;
  }

  /** Events up to then were refused, and can be imported again. */
  void refused(Instant at) {
    Instant next = at.plusSeconds(1);
    if (next.isAfter(since)) {
      since = next;
      whole = false;
    }
  }

  Taken take(QueueLogLine line) {
    int place = place(line);
    LogAgents shadow = again;
    if (shadow == null) {
      shadow = new LogAgents(before(first).map(Covered::agents).orElse(List.of()));
      again = shadow;
    }
    List<Told> repeated = shadow.take(line, place);
    for (Covered each : covered) {
      if (each.has(line)) {
        now = null;
        // An import that begins where an earlier one began restores events that were lost since.
        return new Taken(repeated, !each.head().equals(head));
      }
    }
    LogAgents going = now;
    if (going == null) {
      going =
          before(line.at()).map(c -> new LogAgents(c.agents())).orElse(new LogAgents(List.of()));
      now = going;
    }
    return new Taken(going.take(line, place), false);
  }

  private int place(QueueLogLine line) {
    long second = line.at().getEpochSecond();
    if (second != tailSecond) {
      tailSecond = second;
      tail.clear();
      // A file may end within a second, and the next one continue in it.
      covered.stream()
          .filter(each -> each.until().getEpochSecond() == second && !each.has(line))
          .forEach(each -> tail.addAll(each.tail()));
    }
    tail.add(LogTeller.stem(line));
    return tail.size() - 1;
  }

  private Optional<Covered> before(Instant at) {
    return covered.stream()
        .filter(each -> each.until().getEpochSecond() <= at.getEpochSecond())
        .max(Comparator.comparing(Covered::until));
  }

  /** The log ends for now. */
  Taken over() {
    if (until.equals(Instant.MIN)) {
      return new Taken(List.of(), false);
    }
    LogAgents going = now;
    if (going == null && !isCovered(until)) {
      going = before(until).map(c -> new LogAgents(c.agents())).orElse(new LogAgents(List.of()));
      now = going;
    }
    if (going != null) {
      return new Taken(going.over(until), false);
    }
    LogAgents shadow = again;
    return new Taken(shadow == null ? List.of() : shadow.over(until), !isRepeated());
  }

  /** Whether exactly this stretch was imported before. */
  private boolean isRepeated() {
    return covered.stream().anyMatch(c -> c.head().equals(head) && c.until().equals(until));
  }

  /** When the last line was written; empty if there was none. */
  Optional<Instant> last() {
    return until.equals(Instant.MIN) ? Optional.empty() : Optional.of(until);
  }

  private boolean isCovered(Instant at) {
    return covered.stream().anyMatch(c -> !at.isBefore(c.since()) && !at.isAfter(c.until()));
  }

  /** All stretches that are covered now; adjoining ones are merged. */
  List<Covered> after() {
    if (until.equals(Instant.MIN) || since.isAfter(until)) {
      return covered;
    }
    List<Covered> all = new ArrayList<>();
    Instant begin = since;
    String with = whole ? head : "";
    Covered last = null;
    for (Covered each : covered) {
      if (each.until().isBefore(since) || each.since().isAfter(until)) {
        all.add(each);
      } else {
        if (!each.since().isAfter(begin)) {
          begin = each.since();
          with = each.head();
        }
        last = last == null || each.until().isAfter(last.until()) ? each : last;
      }
    }
    LogAgents going = now;
    if (last != null && (going == null || last.until().isAfter(until))) {
      all.add(new Covered(with, begin, last.until(), last.tail(), last.agents()));
    } else {
      boolean tailLast = tailSecond == until.getEpochSecond();
      all.add(
          new Covered(
              with,
              begin,
              until,
              tailLast ? tail : List.of(),
              going == null ? List.of() : going.known()));
    }
    return all;
  }
}
