package dev.tenure.collection.model;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallState;
import dev.tenure.collection.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The course of a call during its fold: its segments and its present state. */
final class Course {

  private final List<Segment> done = new ArrayList<>();
  private final Holds holds = new Holds();
  private final Queueing queueing;
  private @Nullable OpenSegment now;

  /** The ringing that a transfer began, until it leads to something. */
  private @Nullable OpenSegment passing;

  private CallState state = CallState.RINGING;
  private Instant stateSince;
  private String offeredTo = "";
  private @Nullable Instant offeredAt;

  Course(Instant startedAt, Queueing queueing) {
    this.stateSince = startedAt;
    this.queueing = queueing;
  }

  @Nullable OpenSegment now() {
    return now;
  }

  private boolean talks() {
    return now != null && now.kind == SegmentKind.TALK;
  }

  void open(Instant at, OpenSegment segment, CallState next) {
    now = segment;
    become(at, next);
  }

  /** Begins ringing at the number that the call was passed on to. */
  void pass(Instant at, String to) {
    open(at, new OpenSegment(SegmentKind.RINGING, at, "", "", to), CallState.RINGING);
    passing = now;
  }

  /** Drops the ringing that a transfer began a moment ago, because it led elsewhere. */
  boolean dropPassing(Instant at) {
    boolean passed = now != null && now == passing && now.isYoung(at);
    passing = null;
    if (passed) {
      now = null;
    }
    return passed;
  }

  boolean wasJustParked(Instant at) {
    return now != null && now.kind == SegmentKind.PARKED && now.isYoung(at);
  }

  /** Replaces the last segment's result, which was only a step on the way. */
  void rather(String result, String than) {
    if (!done.isEmpty() && done.getLast().result().equals(than)) {
      done.set(done.size() - 1, done.getLast().as(result));
    }
  }

  /** Takes over the course of a call that became part of this one. */
  void join(Instant at, Course branch) {
    done.addAll(branch.done);
    done.sort(Comparator.comparing(Segment::startedAt));
    holds.join(branch.holds);
    offeredTo = branch.offeredTo;
    offeredAt = branch.offeredAt;
    now = branch.now;
    become(at, now == null ? CallState.RINGING : branch.state);
  }

  /** Removes the agent from all talks. */
  void without(String agent) {
    done.replaceAll(segment -> segment.agent().equals(agent) ? segment.of("") : segment);
    if (now != null && now.agent.equals(agent)) {
      now.agent = "";
    }
  }

  void offer(Instant at, String to) {
    if (!talks()) {
      offeredTo = to;
      offeredAt = at;
    }
  }

  void offerFailed(String agent) {
    if (agent.equals(offeredTo)) {
      offeredTo = "";
      offeredAt = null;
    }
  }

  void hold(Instant at, String leg) {
    if (holds.begins(at, leg, talks())) {
      become(at, CallState.ON_HOLD);
    }
  }

  void retrieve(Instant at, String leg) {
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

  void closeIf(Instant at, SegmentKind kind, String result) {
    if (now != null && now.kind == kind) {
      close(at, result);
      become(at, CallState.RINGING);
    }
  }

  void close(Instant at, String result) {
    endHold(at);
    holds.forgetLegs();
    offeredTo = "";
    offeredAt = null;
    if (now != null) {
      done.add(now.ended(at, result));
      now = null;
    }
  }

  void become(Instant at, CallState next) {
    if (state != next) {
      state = next;
      stateSince = at;
    }
  }

  /** Whether the last segment is of that kind and was ended by that party. */
  boolean endedIn(SegmentKind kind, CallEnding by) {
    return !done.isEmpty()
        && done.getLast().kind() == kind
        && done.getLast().result().equals(CallModel.word(by));
  }

  /** The ended segments and the open one. */
  List<Segment> segments() {
    List<Segment> segments = new ArrayList<>(done);
    if (now != null) {
      segments.add(now.open());
    }
    return segments;
  }

  /** Reaches a microsecond beyond its last known instant. */
  Extent reach() {
    return new Extent(stateSince)
        .instants(holds.since(), offeredAt)
        .spans(segments(), Segment::until);
  }

  CallState state() {
    return state;
  }

  Instant stateSince() {
    return stateSince;
  }

  Duration held() {
    return holds.completed();
  }

  @Nullable Instant heldSince() {
    return holds.since();
  }

  String offeredTo() {
    return offeredTo;
  }

  @Nullable Instant offeredAt() {
    return offeredAt;
  }
}
