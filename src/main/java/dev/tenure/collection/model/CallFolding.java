package dev.tenure.collection.model;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallState;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.model.Happening.Exit;
import dev.tenure.collection.model.Happening.OnCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The moving parts of a call's fold, from one event to the next in their one order. */
final class CallFolding {

  private final Instant startedAt;
  private final List<Segment> done = new ArrayList<>();
  private final Holds holds = new Holds();
  private final Queueing queueing = new Queueing();
  private @Nullable OpenSegment now;
  private CallDirection direction = CallDirection.UNKNOWN;
  private String caller = "";
  private String called = "";
  private String queue = "";
  private String agent = "";
  private String originator = "";
  private String firstLeg = "";
  private @Nullable Instant queuedAt;
  private @Nullable Instant answeredAt;
  private String offeredTo = "";
  private @Nullable Instant offeredAt;
  private CallState state = CallState.RINGING;
  private Instant stateSince;
  private Instant lastAt;
  private boolean refused;
  private boolean gaveUp;

  CallFolding(Instant startedAt) {
    this.startedAt = startedAt;
    this.stateSince = startedAt;
    this.lastAt = startedAt;
  }

  void take(Instant at, OnCall what) {
    lastAt = at;
    switch (what) {
      case Happening.LegStarted leg -> legStarted(at, leg);
      case Happening.LegRinging ringing -> {
        ringing(at, ringing.number());
        offer(at, ringing.agent());
      }
      case Happening.LegAnswered leg -> {
        if (!leg.leg().equals(firstLeg)) {
          answered(at, leg.leg(), leg.agent(), leg.number(), "");
        }
      }
      case Happening.PickedUp by -> answered(at, by.leg(), by.agent(), "", "");
      case Happening.QueueAnswered by -> answered(at, by.leg(), by.agent(), "", by.queue());
      case Happening.LegHeld leg -> hold(at, leg.leg());
      case Happening.LegRetrieved leg -> retrieve(at, leg.leg());
      case Happening.Transferred to -> {
        close(at, "transferred");
        boolean byCaller = !to.by().isEmpty() && to.by().equals(caller);
        queueing.moved(at, byCaller ? CallEnding.CALLER : CallEnding.AGENT);
        open(at, new OpenSegment(SegmentKind.RINGING, at, "", "", to.to()), CallState.RINGING);
      }
      case Happening.Diverted to -> {
        close(at, "diverted");
        queueing.moved(at, CallEnding.UNKNOWN);
        open(at, new OpenSegment(SegmentKind.RINGING, at, "", "", to.to()), CallState.RINGING);
      }
      case Happening.Parked parked -> {
        close(at, "parked");
        queueing.parked(at);
        open(at, new OpenSegment(SegmentKind.PARKED, at, "", "", parked.slot()), CallState.PARKED);
      }
      case Happening.Unparked unparked -> closeIf(at, SegmentKind.PARKED, "retrieved");
      case Happening.QueueEntered entered -> queueEntered(at, entered.queue());
      case Happening.QueueRefused by -> {
        refused = true;
        queue = by.queue();
        queueing.refused(at, by.queue(), by.why());
      }
      case Happening.QueueExited exit -> {
        gaveUp = exit.how() == Exit.ABANDONED;
        if (queueing.isWaitingIn(exit.queue())) {
          closeIf(at, SegmentKind.QUEUE, CallModel.word(exit.how()));
        }
        queueing.exited(at, exit.queue(), exit.how());
      }
      case Happening.QueueCallEnded ended -> talkEnded(at, ended.by());
      case Happening.LegEnded leg -> {
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
        if (failed.agent().equals(offeredTo)) {
          offeredTo = "";
          offeredAt = null;
        }
      }
      // Only what follows from all of its call's lines is folded.
      case Happening.QueueLogged line -> {}
      // Stored for the fuller model; they change nothing that is told yet.
      case Happening.LegFailed failed -> {}
      case Happening.LegsConnected connected -> {}
      case Happening.LegsDisconnected disconnected -> {}
      case Happening.CallEnded ended -> {}
    }
  }

  private void queueEntered(Instant at, String into) {
    if (queueing.isWaitingIn(into)) {
      // Told again, say by a snapshot.
      return;
    }
    close(at, "");
    queueing.entered(at, into);
    queue = into;
    queuedAt = queuedAt == null ? at : queuedAt;
    gaveUp = false;
    open(at, new OpenSegment(SegmentKind.QUEUE, at, queue, "", ""), CallState.WAITING);
  }

  private void talkEnded(Instant at, Happening.Party by) {
    closeIf(at, SegmentKind.TALK, CallModel.word(by));
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
    }
    ringing(at, leg.to());
  }

  private void ringing(Instant at, String number) {
    if (now == null && answeredAt == null) {
      open(at, new OpenSegment(SegmentKind.RINGING, at, "", "", number), CallState.RINGING);
    }
  }

  private void answered(Instant at, String leg, String by, String number, String fromQueue) {
    String who = by.isEmpty() && direction == CallDirection.OUTBOUND ? originator : by;
    answeredAt = answeredAt == null ? at : answeredAt;
    // A queue and a leg may both tell of one answer.
    boolean anew = now == null || !now.isSameTalk(leg, who);
    if (anew) {
      String queueOfTalk = now != null && now.kind == SegmentKind.QUEUE ? now.queue : fromQueue;
      close(at, "answered");
      open(at, new OpenSegment(SegmentKind.TALK, at, queueOfTalk, "", number), CallState.CONNECTED);
    }
    if (now != null) {
      now.learn(leg, who, number, fromQueue);
      queue = now.queue.isEmpty() ? queue : now.queue;
      agent = now.agent.isEmpty() ? agent : now.agent;
    }
    queueing.answered(at, who, anew);
  }

  private void offer(Instant at, String to) {
    boolean talking = now != null && now.kind == SegmentKind.TALK;
    if (!talking && !to.isEmpty() && !to.equals(originator)) {
      offeredTo = to;
      offeredAt = at;
    }
  }

  private void hold(Instant at, String leg) {
    if (holds.begins(at, leg, now != null && now.kind == SegmentKind.TALK)) {
      become(at, CallState.ON_HOLD);
    }
  }

  private void retrieve(Instant at, String leg) {
    if (holds.isOverWithout(leg)) {
      endHold(at);
      become(at, CallState.CONNECTED);
    }
  }

  private void endHold(Instant at) {
    Duration span = holds.end(at);
    if (now != null) {
      now.held = now.held.plus(span);
    }
    queueing.held(span);
  }

  private void open(Instant at, OpenSegment segment, CallState next) {
    now = segment;
    become(at, next);
  }

  private void closeIf(Instant at, SegmentKind kind, String result) {
    if (now != null && now.kind == kind) {
      close(at, result);
      become(at, CallState.RINGING);
    }
  }

  private void close(Instant at, String result) {
    endHold(at);
    holds.forgetLegs();
    offeredTo = "";
    offeredAt = null;
    if (now != null) {
      done.add(now.ended(at, result));
      now = null;
    }
  }

  private void become(Instant at, CallState next) {
    if (state != next) {
      state = next;
      stateSince = at;
    }
  }

  /** Reaches a microsecond beyond the last instant that it or a part of it tells. */
  Call open() {
    List<Segment> segments = new ArrayList<>(done);
    if (now != null) {
      segments.add(now.open());
    }
    Extent reach =
        new Extent(stateSince)
            .instants(answeredAt, holds.since(), offeredAt)
            .spans(segments, Segment::until);
    return call(null, queueing.reach(reach).until(), null, null, segments);
  }

  Call ended(Instant end, CallEnding by) {
    close(end, CallModel.word(by));
    queueing.ended(end, by);
    become(end, CallState.ENDED);
    // At least the microsecond of its last event, which lies before T.
    Instant known = lastAt.isBefore(end) ? end : lastAt.plusNanos(1000);
    return call(end, known, by, outcome(by), done);
  }

  private CallOutcome outcome(CallEnding by) {
    if (answeredAt != null) {
      return CallOutcome.ANSWERED;
    }
    if (by == CallEnding.TERMINATION) {
      return CallOutcome.CUT_OFF;
    }
    boolean leftWaiting = !done.isEmpty() && done.getLast().kind() == SegmentKind.QUEUE;
    boolean hungUp = leftWaiting && done.getLast().result().equals(CallModel.word(by));
    if (gaveUp || (hungUp && by != CallEnding.SYSTEM)) {
      return CallOutcome.ABANDONED;
    }
    return refused ? CallOutcome.REFUSED : CallOutcome.UNANSWERED;
  }

  private Call call(
      @Nullable Instant end,
      Instant until,
      @Nullable CallEnding by,
      @Nullable CallOutcome outcome,
      List<Segment> segments) {
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
        state,
        stateSince,
        holds.completed(),
        holds.since(),
        offeredTo,
        offeredAt,
        segments,
        queueing.visits(),
        queueing.offers());
  }
}
