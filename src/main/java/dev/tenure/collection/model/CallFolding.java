package dev.tenure.collection.model;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallState;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.model.Happening.Exit;
import dev.tenure.collection.model.Happening.OnCall;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moving parts of a call's fold, from one event to the next in their one order. */
final class CallFolding {

  private final Instant startedAt;
  private final Queueing queueing = new Queueing();
  private final Course course;
  private CallDirection direction = CallDirection.UNKNOWN;
  private String caller = "";
  private String called = "";
  private String queue = "";
  private String agent = "";
  private String originator = "";
  private String firstLeg = "";
  private @Nullable Instant queuedAt;
  private @Nullable Instant answeredAt;
  private Instant lastAt;

  /** When the phone system itself took the call; null if it didn't. */
  private @Nullable Instant takenAt;

  /** Whether it reached another device or a queue. */
  private boolean reachedOut;

  /** Calls that may become part of this one, by their references. */
  private final Map<String, CallFolding> branches = new HashMap<>();

  private boolean refused;
  private boolean gaveUp;

  CallFolding(Instant startedAt) {
    this.startedAt = startedAt;
    this.course = new Course(startedAt, queueing);
    this.lastAt = startedAt;
  }

  void take(Instant at, OnCall what) {
    lastAt = at;
    switch (what) {
      case Happening.LegStarted leg -> legStarted(at, leg);
      case Happening.LegRinging ringing -> {
        reachedOut = true;
        ringing(at, ringing.number());
        offer(at, ringing.agent());
      }
      case Happening.LegAnswered leg -> {
        if (!leg.leg().equals(firstLeg)) {
          answered(at, leg.leg(), leg.agent(), leg.number(), "");
        } else if (takenAt == null) {
          takenAt = at;
        }
      }
      case Happening.PickedUp by -> answered(at, by.leg(), by.agent(), "", "");
      case Happening.QueueAnswered by -> answered(at, by.leg(), by.agent(), "", by.queue());
      case Happening.LegHeld leg -> course.hold(at, leg.leg());
      case Happening.LegRetrieved leg -> course.retrieve(at, leg.leg());
      case Happening.Transferred to -> transferred(at, to);
      case Happening.Diverted to -> {
        course.close(at, "diverted");
        queueing.moved(at, CallEnding.UNKNOWN);
        course.pass(at, to.to());
      }
      case Happening.Parked parked -> parked(at, parked.slot());
      case Happening.Unparked unparked -> course.closeIf(at, SegmentKind.PARKED, "retrieved");
      case Happening.QueueEntered entered -> queueEntered(at, entered.queue());
      case Happening.QueueRefused by -> {
        refused = true;
        queue = by.queue();
        queueing.refused(at, by.queue(), by.why());
      }
      case Happening.QueueExited exit -> {
        gaveUp = exit.how() == Exit.ABANDONED;
        if (queueing.isWaitingIn(exit.queue())) {
          course.closeIf(at, SegmentKind.QUEUE, CallModel.word(exit.how()));
        }
        queueing.exited(at, exit.queue(), exit.how());
      }
      case Happening.QueueCallEnded ended -> talkEnded(at, ended.by());
      case Happening.LegEnded leg -> {
        OpenSegment now = course.now();
        if (now != null && now.isWith(leg.leg())) {
          talkEnded(at, leg.party());
        }
      }
      case Happening.AgentOffered offered -> {
        queueing.offered(at, offered.queue(), offered.agent());
        offer(at, offered.agent());
      }
      case Happening.OfferFailed failed -> {
        queueing.offerFailed(at, failed.queue(), failed.agent(), failed.why());
        course.offerFailed(failed.agent());
      }
      // All lines of a call are folded together.
      case Happening.QueueLogged line -> {}
      // Stored for the fuller model; they change nothing that is told yet.
      case Happening.LegFailed failed -> {}
      case Happening.LegsConnected connected -> {}
      case Happening.LegsDisconnected disconnected -> {}
      case Happening.CallEnded ended -> {}
      case Happening.OfBranch of ->
          branches.computeIfAbsent(of.branch(), b -> new CallFolding(at)).take(at, of.what());
      case Happening.BranchJoined joined -> join(at, branches.remove(joined.branch()));
      // The call is no longer a separate one.
      case Happening.CallJoined joined -> {}
    }
  }

  private void transferred(Instant at, Happening.Transferred to) {
    if (course.wasJustParked(at)) {
      // The transfer that parked it.
      return;
    }
    course.close(at, "transferred");
    boolean byCaller = !to.by().isEmpty() && to.by().equals(caller);
    queueing.moved(at, byCaller ? CallEnding.CALLER : CallEnding.AGENT);
    if (byCaller == (direction == CallDirection.OUTBOUND)) {
      // The originator has left the call.
      originator = "";
    }
    course.pass(at, to.to());
  }

  private void parked(Instant at, String slot) {
    if (course.dropPassing(at)) {
      course.rather("parked", "transferred");
      queueing.parkedByTransfer();
    } else {
      course.close(at, "parked");
      queueing.parked(at);
    }
    course.open(at, new OpenSegment(SegmentKind.PARKED, at, "", "", slot), CallState.PARKED);
  }

  /** The agent who consulted somebody outside, with the caller on hold, has left. */
  private void withoutOriginator() {
    if (direction == CallDirection.OUTBOUND && !originator.isEmpty()) {
      course.without(originator);
      agent = agent.equals(originator) ? "" : agent;
    }
  }

  /** Continues in the state of the branch, with everything that happened there. */
  private void join(Instant at, @Nullable CallFolding branch) {
    if (branch == null) {
      return;
    }
    if (!course.dropPassing(at)) {
      course.close(at, "transferred");
      queueing.moved(at, CallEnding.UNKNOWN);
    }
    branch.withoutOriginator();
    course.join(at, branch.course);
    queueing.join(branch.queueing);
    answeredAt = answeredAt == null ? branch.answeredAt : answeredAt;
    queuedAt = queuedAt == null ? branch.queuedAt : queuedAt;
    queue = branch.queue.isEmpty() ? queue : branch.queue;
    agent = branch.agent.isEmpty() || branch.answeredAt == null ? agent : branch.agent;
    refused |= branch.refused;
  }

  private void queueEntered(Instant at, String into) {
    reachedOut = true;
    if (queueing.isWaitingIn(into)) {
      // Told again, say by a snapshot.
      return;
    }
    course.close(at, "");
    queueing.entered(at, into);
    queue = into;
    queuedAt = queuedAt == null ? at : queuedAt;
    gaveUp = false;
    course.open(at, new OpenSegment(SegmentKind.QUEUE, at, queue, "", ""), CallState.WAITING);
  }

  private void talkEnded(Instant at, Happening.Party by) {
    course.closeIf(at, SegmentKind.TALK, CallModel.word(by));
    queueing.talkEnded(at, CallModel.ending(by));
  }

  private void legStarted(Instant at, Happening.LegStarted leg) {
    if (firstLeg.isEmpty()) {
      firstLeg = leg.leg();
      direction = leg.direction();
      caller = leg.from();
      called = leg.to();
      originator = leg.agent();
      agent = originator;
    } else if (!leg.leg().equals(firstLeg)) {
      reachedOut = true;
    }
    ringing(at, leg.to());
  }

  private void ringing(Instant at, String number) {
    if (course.now() == null && answeredAt == null) {
      course.open(at, new OpenSegment(SegmentKind.RINGING, at, "", "", number), CallState.RINGING);
    }
  }

  private void answered(Instant at, String leg, String by, String number, String fromQueue) {
    String who = by.isEmpty() && direction == CallDirection.OUTBOUND ? originator : by;
    answeredAt = answeredAt == null ? at : answeredAt;
    // A queue and a leg may both tell of one answer.
    OpenSegment now = course.now();
    boolean anew = now == null || !now.isSameTalk(leg, who);
    if (anew) {
      String queueOfTalk = now != null && now.kind == SegmentKind.QUEUE ? now.queue : fromQueue;
      course.close(at, "answered");
      now = new OpenSegment(SegmentKind.TALK, at, queueOfTalk, "", number);
      course.open(at, now, CallState.CONNECTED);
    }
    if (now != null) {
      now.learn(leg, who, number, fromQueue);
      queue = now.queue.isEmpty() ? queue : now.queue;
      agent = now.agent.isEmpty() ? agent : now.agent;
    }
    queueing.answered(at, who, anew);
  }

  private void offer(Instant at, String to) {
    if (!to.isEmpty() && !to.equals(originator)) {
      course.offer(at, to);
    }
  }

  /** Reaches a microsecond beyond the last instant that it or a part of it tells. */
  Call open() {
    Extent reach = queueing.reach(course.reach().instants(answeredAt));
    return call(null, reach.until(), null, null);
  }

  Call ended(Instant end, CallEnding by) {
    if (answeredAt == null && !reachedOut && !refused) {
      // An application answered, such as a conference or an announcement.
      answeredAt = takenAt;
    }
    course.close(end, CallModel.word(by));
    queueing.ended(end, by);
    course.become(end, CallState.ENDED);
    // At least the microsecond of its last event, which lies before T.
    Instant known = lastAt.isBefore(end) ? end : lastAt.plusNanos(1000);
    return call(end, known, by, outcome(by));
  }

  private CallOutcome outcome(CallEnding by) {
    if (answeredAt != null) {
      return CallOutcome.ANSWERED;
    }
    if (by == CallEnding.TERMINATION) {
      return CallOutcome.CUT_OFF;
    }
    if (gaveUp || (by != CallEnding.SYSTEM && course.endedIn(SegmentKind.QUEUE, by))) {
      return CallOutcome.ABANDONED;
    }
    return refused ? CallOutcome.REFUSED : CallOutcome.UNANSWERED;
  }

  private Call call(
      @Nullable Instant end,
      Instant until,
      @Nullable CallEnding by,
      @Nullable CallOutcome outcome) {
    return new Call(
        direction,
        caller,
        called,
        queue,
        agent,
        startedAt,
        queuedAt == null ? startedAt : queuedAt,
        answeredAt,
        end,
        until,
        by,
        outcome,
        course.state(),
        course.stateSince(),
        course.held(),
        course.heldSince(),
        course.offeredTo(),
        course.offeredAt(),
        course.segments(),
        queueing.visits(),
        queueing.offers());
  }
}
