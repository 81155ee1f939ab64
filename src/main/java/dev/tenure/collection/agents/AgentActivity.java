package dev.tenure.collection.agents;

import dev.tenure.collection.AgentSpell;
import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.CallId;
import dev.tenure.collection.WrapUps;
import dev.tenure.collection.agents.Known.Talk;
import dev.tenure.collection.agents.Known.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an agent does follows from what the phone system told and from the calls; a pure function.
 * Where several things are so at once, being on hold comes before talking, then ringing, then
 * wrap-up, then what was told. After a queue call of an agent whom the phone system goes on calling
 * ready, the customer's own wrap-up time for the queue counts as wrap-up, until anything else is
 * told or begins.
 */
public final class AgentActivity {

  private static final Comparator<Span> RANK =
      Comparator.comparingInt(Span::rank).thenComparing(Span::from).thenComparingInt(Span::order);

  private AgentActivity() {}

  /** Something that is so in {@code [from, to)}, above everything of a lower rank. */
  private record Span(
      int rank,
      int order,
      AgentStatus status,
      String detail,
      @Nullable CallId call,
      Instant from,
      Instant to,
      Duration held,
      boolean open,
      boolean cut) {}

  /**
   * What the agent did in {@code [from, to)}, in order and without overlaps; nothing where the
   * agent was logged out.
   *
   * @param to not after now: nothing is known of later
   */
  public static List<AgentSpell> of(Known known, WrapUps wrapUps, Instant from, Instant to) {
    List<Span> spans = spans(known, wrapUps, to);
    spans.removeIf(span ->
        !span.from().isBefore(span.to()) || !span.from().isBefore(to) || !span.to().isAfter(from));
    spans.sort(Comparator.comparing(Span::from));
    TreeSet<Instant> edges = new TreeSet<>(List.of(from, to));
    for (Span span : spans) {
      edges.add(later(span.from(), from));
      edges.add(earlier(span.to(), to));
    }
    List<AgentSpell> spells = new ArrayList<>();
    TreeSet<Span> active = new TreeSet<>(RANK);
    int next = 0;
    Instant begin = edges.pollFirst();
    for (Instant end : edges) {
      Instant at = begin;
      while (next < spans.size() && !spans.get(next).from().isAfter(at)) {
        active.add(spans.get(next++));
      }
      active.removeIf(span -> !span.to().isAfter(at));
      if (!active.isEmpty()) {
        add(spells, active.last(), at, end);
      }
      begin = end;
    }
    return spells;
  }

  /**
   * What the agent does at that instant, with what ends then over and with what begins then begun;
   * of the spell only its begin is meant to be told. Empty when logged out. A phone system's clock
   * may lead ours: what it has told has begun, or is over.
   */
  public static Optional<AgentSpell> at(Known known, WrapUps wrapUps, Instant now) {
    List<Instant> instants = new ArrayList<>(List.of(now));
    for (Told each : known.told()) {
      instants.add(each.from());
    }
    for (Talk each : known.talks()) {
      instants.add(each.from());
      Instant holdFrom = each.holdFrom();
      Instant end = each.to();
      instants.add(holdFrom == null ? each.from() : holdFrom);
      instants.add(end == null ? each.from() : end);
    }
    for (Known.Ring each : known.rings()) {
      instants.add(each.from());
    }
    Instant last = Collections.max(instants).plusNanos(1000);
    List<AgentSpell> spells = of(known, wrapUps, Collections.min(instants), last);
    return spells.isEmpty() || spells.getLast().to().isBefore(last)
        ? Optional.empty()
        : Optional.of(spells.getLast());
  }

  private static void add(List<AgentSpell> spells, Span span, Instant from, Instant to) {
    boolean last = !span.to().isAfter(to);
    AgentSpell spell =
        new AgentSpell(
            span.status(),
            span.detail(),
            span.call(),
            from,
            to,
            span.held(),
            span.open() && last,
            span.cut() && last);
    AgentSpell before = spells.isEmpty() ? null : spells.getLast();
    if (before != null && goesOn(before, spell)) {
      spells.removeLast();
      spells.add(
          new AgentSpell(
              spell.status(),
              spell.detail(),
              spell.call(),
              before.from(),
              to,
              // Of one talk the same holds; of a ringing or a status none.
              spell.held(),
              spell.open(),
              spell.cut()));
    } else {
      boolean sameTalk = before != null && span.call() != null && span.from().isBefore(from);
      // A talk that is shown in two pieces tells its holds once.
      spells.add(sameTalk && !span.held().isZero() ? withoutHolds(spell) : spell);
    }
  }

  private static AgentSpell withoutHolds(AgentSpell spell) {
    return new AgentSpell(
        spell.status(),
        spell.detail(),
        spell.call(),
        spell.from(),
        spell.to(),
        Duration.ZERO,
        spell.open(),
        spell.cut());
  }

  private static boolean goesOn(AgentSpell before, AgentSpell next) {
    return before.to().equals(next.from())
        && !before.cut()
        && before.status() == next.status()
        && before.detail().equals(next.detail())
        && Objects.equals(before.call(), next.call());
  }

  private static List<Span> spans(Known known, WrapUps wrapUps, Instant now) {
    List<Span> spans = new ArrayList<>();
    for (Told told : known.told()) {
      int rank = told.status() == AgentStatus.WRAP_UP ? 1 : 0;
      spans.add(
          span(
              rank,
              spans,
              told.status(),
              told.reason(),
              null,
              told.from(),
              told.to(),
              now,
              Duration.ZERO,
              told.cut()));
    }
    for (Known.Ring ring : known.rings()) {
      spans.add(
          span(
              2,
              spans,
              AgentStatus.RINGING,
              ring.detail(),
              ring.call(),
              ring.from(),
              ring.to(),
              now,
              Duration.ZERO,
              ring.cut()));
    }
    for (Talk talk : known.talks()) {
      spans.add(
          span(
              3,
              spans,
              talk.status(),
              talk.detail(),
              talk.call(),
              talk.from(),
              talk.to(),
              now,
              talk.held(),
              talk.cut()));
      Instant holdFrom = talk.holdFrom();
      if (holdFrom != null) {
        spans.add(
            span(
                4,
                spans,
                AgentStatus.ON_HOLD,
                talk.detail(),
                talk.call(),
                holdFrom,
                talk.to(),
                now,
                Duration.ZERO,
                talk.cut()));
      }
      ownWrapUp(known, talk, wrapUps, now, spans.size()).ifPresent(spans::add);
    }
    return spans;
  }

  private static Span span(
      int rank,
      List<Span> before,
      AgentStatus status,
      String detail,
      @Nullable CallId call,
      Instant from,
      @Nullable Instant to,
      Instant now,
      Duration held,
      boolean cut) {
    boolean over = to != null && !to.isAfter(now);
    Instant end = to == null || to.isAfter(now) ? now : to;
    return new Span(rank, before.size(), status, detail, call, from, end, held, !over, cut);
  }

  /**
   * Only where the phone system still reports the agent as ready, or never reports a status of the
   * agent.
   */
  private static Optional<Span> ownWrapUp(
      Known known, Talk talk, WrapUps wrapUps, Instant now, int order) {
    Instant end = talk.to();
    if (end == null || talk.cut() || talk.status() != AgentStatus.TALKING_QUEUE) {
      return Optional.empty();
    }
    Duration wrapUp = wrapUps.after(talk.detail());
    if (wrapUp.isZero()) {
      return Optional.empty();
    }
    if (!known.isToldBefore(end.plusNanos(1))) {
      Instant over = talk.serviceEnd();
      Instant next = known.firstTold();
      return Optional.of(wrapUp(end, end.plus(wrapUp), sooner(over, next), now, order));
    }
    return known.told().stream()
        .filter(told -> told.status() == AgentStatus.READY)
        .filter(told -> !told.from().isAfter(end))
        .filter(told -> told.to() == null || told.to().isAfter(end))
        .findFirst()
        .map(told -> wrapUp(end, end.plus(wrapUp), told.to(), now, order));
  }

  private static Span wrapUp(
      Instant from, Instant over, @Nullable Instant next, Instant now, int order) {
    Instant until = next == null ? over : earlier(over, next);
    boolean open = until.isAfter(now);
    return new Span(
        1,
        order,
        AgentStatus.WRAP_UP,
        "",
        null,
        from,
        open ? now : until,
        Duration.ZERO,
        open,
        false);
  }

  private static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
