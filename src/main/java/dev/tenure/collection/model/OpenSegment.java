package dev.tenure.collection.model;

import dev.tenure.collection.SegmentKind;
import java.time.Duration;
import java.time.Instant;

/** The segment that a fold is in. */
final class OpenSegment {

  /** The events of one action come within this time, in any order. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  final SegmentKind kind;
  String queue;
  String agent;
  Duration held = Duration.ZERO;
  private final Instant startedAt;
  private String target;
  private String leg = "";

  OpenSegment(SegmentKind kind, Instant startedAt, String queue, String agent, String target) {
    this.kind = kind;
    this.startedAt = startedAt;
    this.queue = queue;
    this.agent = agent;
    this.target = target;
  }

  /** Whether it began no more than a moment ago. */
  boolean isYoung(Instant at) {
    return !at.isAfter(startedAt.plus(MOMENT));
  }

  /** Whether an answer by that leg or agent tells of this talk rather than of another one. */
  boolean isSameTalk(String otherLeg, String otherAgent) {
    return kind == SegmentKind.TALK && agrees(leg, otherLeg) && agrees(agent, otherAgent);
  }

  private static boolean agrees(String one, String other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /** Whether the talk is the one with that leg; a talk that names no leg doesn't end with one. */
  boolean isWith(String other) {
    return !leg.isEmpty() && leg.equals(other);
  }

  void learn(String otherLeg, String otherAgent, String number, String fromQueue) {
    leg = leg.isEmpty() ? otherLeg : leg;
    agent = agent.isEmpty() ? otherAgent : agent;
    target = target.isEmpty() ? number : target;
    queue = queue.isEmpty() ? fromQueue : queue;
  }

  /** As it is now: it reaches a microsecond beyond its beginning. */
  Segment open() {
    return new Segment(
        kind, queue, agent, target, startedAt, null, startedAt.plusNanos(1000), held, "");
  }

  Segment ended(Instant at, String result) {
    Instant until = startedAt.isBefore(at) ? at : startedAt.plusNanos(1000);
    return new Segment(kind, queue, agent, target, startedAt, at, until, held, result);
  }
}
