package dev.tenure.collection.asterisk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call in progress: all channels of one Linkedid. */
final class Conversation {

  private static final int MOST_MARKS = 100;

  final String ref;
  final Instant startedAt;
  final Map<String, Leg> legs = new LinkedHashMap<>();
  String firstLeg = "";

  /** A word of docs/intake.md. */
  String direction = "unknown";

  Instant lastAt;

  /** Who asked for the end since the last talk began: a word of docs/intake.md, empty for none. */
  String hungUpBy = "";

  /** The caller's stay in a queue, null when there is none. */
  @Nullable Visit visit;

  /** The talk that came from a queue and goes on, null when there is none. */
  @Nullable Connect connect;

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
  }

  /** An agent who took a caller from a queue. */
  record Connect(String queue, String agent, String leg) {}

  Conversation(String ref, Instant startedAt) {
    this.ref = ref;
    this.startedAt = startedAt;
    this.lastAt = startedAt;
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
}
