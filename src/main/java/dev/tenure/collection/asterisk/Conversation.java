package dev.tenure.collection.asterisk;

import dev.tenure.collection.intake.CanonicalEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call in progress: all channels of one Linkedid, or of those that have become one. */
final class Conversation {

  private static final int MOST_MARKS = 100;
  private static final int MOST_KEPT = 100;

  final String ref;
  final Instant startedAt;
  final Map<String, Leg> legs = new LinkedHashMap<>();
  String firstLeg = "";

  /** Its Linkedids: its own, and those of calls that became part of it. */
  final Set<String> linkedIds = new HashSet<>();

  /** A word of docs/intake.md. */
  String direction = "unknown";

  /** Whether the phone system originated the call, and its target isn't known yet. */
  boolean undecided;

  /** Whether the phone system originated the call, and called the customer first. */
  boolean customerFirst;

  /** When the phone system took the first leg, once that has gone; null if it didn't. */
  @Nullable Instant takenAt;

  Instant lastAt;

  /** Who asked for the end since the last talk began: a word of docs/intake.md, empty for none. */
  String hungUpBy = "";

  /** The caller's stay in a queue, null when there is none. */
  @Nullable Visit visit;

  /** The talk that came from a queue and goes on, null when there is none. */
  @Nullable Connect connect;

  /** The leg that the caller talks with; null for none. */
  @Nullable Leg partner;

  /** The leg that was reported to talk with the caller; empty for none. */
  String talkingLeg = "";

  boolean parked;

  /** Whether it led anywhere: to another device, to a queue. */
  boolean reachedOut;

  /** All events reported of it, for a call that it may join; null if incomplete. */
  private @Nullable List<CanonicalEvent> told = new ArrayList<>();

  private final Set<String> marks = new LinkedHashSet<>();

  /** A caller's stay in a queue. */
  static final class Visit {
    final String queue;
    final String leg;

    /** When the caller left; null while waiting. */
    @Nullable Instant leftAt;

    /** The phone system calls it abandoned, which it does for other ends too. */
    boolean saidAbandoned;

    Visit(String queue, String leg) {
      this.queue = queue;
      this.leg = leg;
    }

    /** The same stay, for another channel. */
    Visit of(String otherLeg) {
      Visit other = new Visit(queue, otherLeg);
      other.leftAt = leftAt;
      other.saidAbandoned = saidAbandoned;
      return other;
    }
  }

  /** An agent who took a caller from a queue. */
  record Connect(String queue, String agent, String leg) {}

  Conversation(String ref, Instant startedAt) {
    this.ref = ref;
    this.startedAt = startedAt;
    this.lastAt = startedAt;
    linkedIds.add(ref);
  }

  void mark(String kind, String word) {
    if (!word.isEmpty() && marks.size() < MOST_MARKS) {
      marks.add(kind + ":" + word);
    }
  }

  Set<String> marks() {
    return marks;
  }

  /** The phone system's clock steps back by a millisecond or two; the first leg stays the first. */
  Instant notBeforeStart(Instant at) {
    return at.isBefore(startedAt) ? startedAt.plus(1, ChronoUnit.MICROS) : at;
  }

  void heard(Instant at) {
    lastAt = at.isAfter(lastAt) ? at : lastAt;
  }

  boolean isInbound() {
    return direction.equals("inbound");
  }

  /** Keeps a reported event, as long as the call may join another. */
  void keep(CanonicalEvent event) {
    if (told != null) {
      told.add(event);
      if (isInbound() || told.size() > MOST_KEPT) {
        forgetTold();
      }
    }
  }

  /** Earlier events are in the database only. */
  void forgetTold() {
    told = null;
  }

  /** All events reported of it, oldest first; null if they are no longer known. */
  @Nullable List<CanonicalEvent> told() {
    return told;
  }

  /** Another leg talks with the caller, or none; earlier requests to hang up no longer count. */
  void nowWith(@Nullable Leg leg) {
    nowWith(leg, leg == null ? "" : leg.id);
  }

  /**
   * The same.
   *
   * @param toldAs the leg that was reported to talk, which may be half of a Local pair
   */
  void nowWith(@Nullable Leg leg, String toldAs) {
    partner = leg;
    talkingLeg = toldAs;
    hungUpBy = "";
  }

  /** The call is over; frees what it holds, because maps may still refer to it. */
  void over() {
    told = null;
    visit = null;
    connect = null;
    partner = null;
  }

  /** A leg has gone; if it was the talking one, nobody talks with the caller. */
  void ended(String leg) {
    if (talkingLeg.equals(leg)) {
      talkingLeg = "";
      partner = null;
    }
  }
}
