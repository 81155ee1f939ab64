package dev.tenure.collection.asterisk;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.OfferResult;
import dev.tenure.collection.VisitOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One scenario of {@link MessyTruth}: a stretch of time, and what happened in it. */
public final class MessyScenario {

  /** Waits, talks and the like are right within that many seconds. */
  public static final double TOLERANCE = 0.3;

  public final String name;

  /** Epoch seconds. */
  public final double from;

  public final double until;
  public final List<ExpectedCall> calls = new ArrayList<>();
  public final List<ExpectedStatus> statuses = new ArrayList<>();

  private MessyScenario(String name, double from, double until) {
    this.name = name;
    this.from = from;
    this.until = until;
  }

  /**
   * A stay in a queue.
   *
   * @param entered seconds after its call began
   * @param refusal a name of {@code Happening.Refusal}; empty if it was let in
   * @param agent empty for nobody
   * @param talk -1 for none
   * @param by who ended the talk; null for none
   * @param transferred whether the call moved on afterwards
   * @param logAgent what queue_log says in place of the agent, likewise {@code logTalk} and {@code
   *     logBy}: it counts by its own channels. The log has no refused callers at all
   */
  public record ExpectedVisit(
      String queue,
      double entered,
      double waits,
      VisitOutcome outcome,
      String refusal,
      String agent,
      double talk,
      double held,
      @Nullable CallEnding by,
      boolean transferred,
      String logAgent,
      double logTalk,
      @Nullable CallEnding logBy) {}

  /**
   * A ringing of an agent for a queue. The queue_log doesn't have cancelled ones, and calls
   * rejections unanswered.
   */
  public record ExpectedOffer(String agent, OfferResult result, double rings) {}

  /** A talk; of the same person in one call they are summed up. Not for queue_log. */
  public record ExpectedTalk(String who, double seconds) {}

  /** Offsets from the scenario's beginning. */
  public record ExpectedStatus(
      String agent, String status, String reason, double from, double lasts) {}

  /** A call; one without visits isn't in queue_log, nor are numbers called and directions. */
  public static final class ExpectedCall {
    public final CallDirection direction;
    public final String from;
    public final String to;

    /** Null: not said. */
    public @Nullable CallEnding endedBy;

    /** Whose outbound call it is; empty for any. */
    public String originator = "";

    /** False if nothing is said of how it went. */
    public boolean said = true;

    public double parked;
    public final List<ExpectedVisit> visits = new ArrayList<>();
    public final List<ExpectedOffer> offers = new ArrayList<>();
    public final List<ExpectedTalk> talks = new ArrayList<>();

    private ExpectedCall(CallDirection direction, String from, String to, CallEnding endedBy) {
      this.direction = direction;
      this.from = from;
      this.to = to;
      this.endedBy = endedBy;
    }

    ExpectedCall by(String agent) {
      originator = agent;
      return this;
    }

    ExpectedCall unsaid() {
      said = false;
      return unsaidEnding();
    }

    ExpectedCall unsaidEnding() {
      endedBy = null;
      return this;
    }

    ExpectedCall talk(String who, double seconds) {
      talks.add(new ExpectedTalk(who, seconds));
      return this;
    }

    ExpectedCall parked(double seconds) {
      parked = seconds;
      return this;
    }

    ExpectedCall offer(String agent, OfferResult result, double rings) {
      offers.add(new ExpectedOffer(agent, result, rings));
      return this;
    }

    ExpectedCall answered(
        String queue, double entered, double waits, String agent, double talk, CallEnding by) {
      return taken(queue, entered, waits, agent, talk, by, false);
    }

    /** Answered, and then transferred by the agent. */
    ExpectedCall passedOn(String queue, double entered, double waits, String agent, double talk) {
      return taken(queue, entered, waits, agent, talk, CallEnding.AGENT, true);
    }

    /** Answered and parked by the agent, who gets it back. */
    ExpectedCall parkedFrom(String queue, double entered, double waits, String agent, double talk) {
      return taken(queue, entered, waits, agent, talk, CallEnding.AGENT, false);
    }

    private ExpectedCall taken(
        String queue,
        double entered,
        double waits,
        String agent,
        double talk,
        CallEnding by,
        boolean transferred) {
      visits.add(
          new ExpectedVisit(
              queue,
              entered,
              waits,
              VisitOutcome.ANSWERED,
              "",
              agent,
              talk,
              0,
              by,
              transferred,
              agent,
              talk,
              by));
      return this;
    }

    ExpectedCall abandoned(String queue, double entered, double waits) {
      return left(queue, entered, waits, VisitOutcome.ABANDONED);
    }

    ExpectedCall left(String queue, double entered, double waits, VisitOutcome how) {
      return unanswered(queue, entered, waits, how, "");
    }

    ExpectedCall refused(String queue, double entered, String why) {
      return unanswered(queue, entered, 0, VisitOutcome.REFUSED, why);
    }

    private ExpectedCall unanswered(
        String queue, double entered, double waits, VisitOutcome how, String why) {
      visits.add(
          new ExpectedVisit(queue, entered, waits, how, why, "", -1, 0, null, false, "", -1, null));
      return this;
    }

    /** Of the last visit: how much of its talk was hold, which queue_log doesn't tell. */
    ExpectedCall held(double seconds) {
      ExpectedVisit v = visits.removeLast();
      visits.add(
          new ExpectedVisit(
              v.queue(),
              v.entered(),
              v.waits(),
              v.outcome(),
              v.refusal(),
              v.agent(),
              v.talk(),
              seconds,
              v.by(),
              v.transferred(),
              v.logAgent(),
              v.logTalk(),
              v.logBy()));
      return this;
    }

    /** Of the last visit: what queue_log knows of its talk. */
    ExpectedCall inLog(double talk, CallEnding by) {
      return inLog(visits.getLast().logAgent(), talk, by);
    }

    /** Of the last visit: who answered by queue_log. */
    ExpectedCall inLogBy(String agent) {
      return inLog(agent, visits.getLast().logTalk(), visits.getLast().logBy());
    }

    private ExpectedCall inLog(String agent, double talk, @Nullable CallEnding by) {
      ExpectedVisit v = visits.removeLast();
      visits.add(
          new ExpectedVisit(
              v.queue(),
              v.entered(),
              v.waits(),
              v.outcome(),
              v.refusal(),
              v.agent(),
              v.talk(),
              v.held(),
              v.by(),
              v.transferred(),
              agent,
              talk,
              by));
      return this;
    }
  }

  static MessyScenario scenario(String name, double from, double until) {
    return new MessyScenario(name, from, until);
  }

  static ExpectedCall call(CallDirection direction, String from, String to, CallEnding endedBy) {
    return new ExpectedCall(direction, from, to, endedBy);
  }

  MessyScenario with(ExpectedCall call) {
    calls.add(call);
    return this;
  }

  MessyScenario status(String agent, String status, String reason, double from, double lasts) {
    statuses.add(new ExpectedStatus(agent, status, reason, from, lasts));
    return this;
  }

  @Override
  public String toString() {
    return name;
  }
}
