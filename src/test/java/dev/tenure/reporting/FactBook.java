package dev.tenure.reporting;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.Measures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Facts of one customer as a test keeps them, and what they add up to, worked out the plain way.
 */
final class FactBook {

  /** A call with all that belongs to it. */
  record Call(
      UUID id,
      Instant start,
      @Nullable Instant answered,
      @Nullable Instant end,
      String direction,
      String caller,
      String called,
      String queue,
      String agent,
      List<Visit> visits,
      List<Offer> offers,
      List<Talk> talks) {

    String number() {
      return direction.equals("INBOUND") || direction.equals("UNKNOWN") ? called : caller;
    }
  }

  record Visit(
      String queue,
      Instant entered,
      @Nullable Instant left,
      String outcome,
      String agent,
      @Nullable Instant talkUntil,
      Duration held,
      boolean transferred) {}

  record Offer(String queue, String agent, Instant at, Instant end, String result) {}

  /** Its queue is empty where none sent the call. */
  record Talk(String agent, String queue, Instant start, @Nullable Instant end) {}

  /** A status of an agent; null while it lasts. */
  record Status(String agent, String status, Instant start, @Nullable Instant end) {}

  final List<Call> calls;
  final List<Status> statuses;
  private final String onlyQueue;

  /** What counts as internal. */
  Measures measures = Measures.usual();

  /** Of queues with a wrap-up of their own, in seconds. */
  final Map<String, Integer> queueWrapUps;

  FactBook() {
    this(new ArrayList<>(), new ArrayList<>(), "", new HashMap<>());
  }

  private FactBook(
      List<Call> calls,
      List<Status> statuses,
      String onlyQueue,
      Map<String, Integer> queueWrapUps) {
    this.queueWrapUps = queueWrapUps;
    this.calls = calls;
    this.statuses = statuses;
    this.onlyQueue = onlyQueue;
  }

  /** The same, as if there were nothing but what belongs to the queue; without agents' time. */
  FactBook in(String queue) {
    FactBook book = new FactBook(calls, statuses, queue, queueWrapUps);
    book.measures = measures;
    return book;
  }

  /** The figures of a time, of everything or of one key. */
  Figures figures(Bucket time, Dimension dimension, String key, Thresholds limits, Instant now) {
    Figures sum = Figures.NONE;
    for (Call call : calls) {
      sum =
          sum.plus(
              new Figures(
                  visits(call, time, dimension, key, limits), CallSums.NONE, AgentSums.NONE));
      sum =
          sum.plus(new Figures(VisitSums.NONE, calls(call, time, dimension, key), AgentSums.NONE));
    }
    for (Status wrap : statuses) {
      sum =
          sum.plus(
              new Figures(
                  wrapUp(wrap, time, dimension, key, limits), CallSums.NONE, AgentSums.NONE));
    }
    AgentBook agents = new AgentBook(calls, statuses, queue -> wrapUpOf(queue, limits), now);
    String agent = dimension == Dimension.AGENT && !key.isEmpty() ? key : null;
    return onlyQueue.isEmpty() && (dimension == Dimension.ALL || dimension == Dimension.AGENT)
        ? sum.with(agents.sums(time, dimension == Dimension.ALL ? null : key))
            .told(agents.isTold(time, agent))
        : sum.told(agents.isTold(time, agent));
  }

  private int wrapUpOf(String queue, Thresholds limits) {
    return queueWrapUps.getOrDefault(queue, limits.wrapUp());
  }

  private boolean meant(Dimension dimension, String key, Call call, String queue, String agent) {
    if (!onlyQueue.isEmpty() && !onlyQueue.equals(queue)) {
      return false;
    }
    return switch (dimension) {
      case ALL -> true;
      case QUEUE -> key.equals(queue);
      case AGENT -> key.equals(agent);
      case NUMBER -> key.equals(call.number());
      case DIRECTION ->
          key.equals(
              measures
                  .direction(CallDirection.valueOf(call.direction()), call.caller(), call.called())
                  .name());
    };
  }

  private static boolean in(Bucket time, Instant at) {
    return !at.isBefore(time.from()) && at.isBefore(time.to());
  }

  private static long micros(Instant from, Instant to) {
    return java.time.temporal.ChronoUnit.MICROS.between(from, to);
  }

  private static long flag(boolean is) {
    return is ? 1 : 0;
  }

  private VisitSums visits(
      Call call, Bucket time, Dimension dimension, String key, Thresholds limits) {
    VisitSums sum = VisitSums.NONE;
    for (Visit visit : call.visits()) {
      if (!in(time, visit.entered())
          || !meant(dimension, key, call, visit.queue(), visit.agent())) {
        continue;
      }
      boolean answered = visit.outcome().equals("ANSWERED");
      boolean abandoned = visit.outcome().equals("ABANDONED");
      Instant left = visit.left();
      long waited = left == null ? 0 : micros(visit.entered(), left);
      Duration wait = Duration.ofNanos(waited * 1_000);
      Instant until = visit.talkUntil();
      boolean handled = answered && until != null;
      sum =
          sum.plus(
              new VisitSums(
                  1,
                  flag(answered),
                  flag(answered && limits.inTime(wait)),
                  flag(abandoned),
                  flag(abandoned && limits.inTime(wait)),
                  flag(abandoned && limits.isShort(wait)),
                  flag(visit.outcome().equals("REFUSED")),
                  flag(visit.outcome().equals("OVERFLOW") || visit.outcome().equals("TRANSFERRED")),
                  flag(
                      List.of("TIMEOUT", "EMPTY", "KEY", "WITHDRAWN", "CUT_OFF")
                          .contains(visit.outcome())),
                  flag(answered && visit.transferred()),
                  flag(handled),
                  answered ? waited : 0,
                  abandoned ? waited : 0,
                  waited,
                  handled && left != null && until != null ? micros(left, until) : 0,
                  handled ? visit.held().toNanos() / 1_000 : 0,
                  handled ? wrapUpOf(visit.queue(), limits) * 1_000_000L : 0));
    }
    return sum;
  }

  private CallSums calls(Call call, Bucket time, Dimension dimension, String key) {
    CallSums sum = CallSums.NONE;
    if (in(time, call.start()) && meant(dimension, key, call, call.queue(), call.agent())) {
      Instant answered = call.answered();
      Instant end = call.end();
      sum =
          new CallSums(
              1,
              flag(call.answered() != null),
              answered != null && end != null ? micros(answered, end) : 0,
              0,
              0);
    }
    for (Offer offer : call.offers()) {
      if (in(time, offer.at()) && meant(dimension, key, call, offer.queue(), offer.agent())) {
        boolean missed = offer.result().equals("NO_ANSWER") || offer.result().equals("REJECTED");
        sum = sum.plus(new CallSums(0, 0, 0, 1, flag(missed)));
      }
    }
    return sum;
  }

  /** Of the visit whose talk ended last before it, no more than five seconds. */
  private VisitSums wrapUp(
      Status wrap, Bucket time, Dimension dimension, String key, Thresholds limits) {
    if (!wrap.status().equals("WRAP_UP") || wrap.end() == null || !in(time, wrap.start())) {
      return VisitSums.NONE;
    }
    @Nullable Instant last = null;
    boolean counts = false;
    int own = 0;
    for (Call call : calls) {
      for (Visit visit : call.visits()) {
        Instant end = visit.talkUntil();
        if (end != null
            && visit.agent().equals(wrap.agent())
            && !end.isAfter(wrap.start())
            && !end.plusSeconds(5).isBefore(wrap.start())
            && (last == null || end.isAfter(last))) {
          last = end;
          counts = meant(dimension, key, call, visit.queue(), visit.agent());
          own = wrapUpOf(visit.queue(), limits);
        }
      }
    }
    return counts
        ? new VisitSums(
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            micros(wrap.start(), wrap.end()) - own * 1_000_000L)
        : VisitSums.NONE;
  }
}
