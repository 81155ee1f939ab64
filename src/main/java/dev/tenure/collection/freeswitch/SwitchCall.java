package dev.tenure.collection.freeswitch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call in progress: the channel that began it, and all that came of it. */
final class SwitchCall {

  private static final int MOST_MARKS = 100;

  /** The first channel's id. */
  final String ref;

  final Instant startedAt;
  final Map<String, Channel> channels = new LinkedHashMap<>();

  /** A word of docs/intake.md. */
  String direction = "unknown";

  Instant lastAt;

  /** Who ended the talk, or the call: a word of docs/intake.md, empty for none so far. */
  String hungUpBy = "";

  /** The channel that hung up first since the last talk began; empty for none. */
  String firstToGo = "";

  /** When the talk was over; null as long as it goes on. */
  @Nullable Instant talkEndedAt;

  /** The caller's stay in a queue, null when there is none. */
  @Nullable Visit visit;

  /** The talk that came from a queue and goes on, null when there is none. */
  @Nullable Connect connect;

  /** The channel that talks with the first one; empty for none. */
  String talkingWith = "";

  boolean parked;

  private boolean talked;
  private final Set<String> marks = new LinkedHashSet<>();

  /**
   * A caller's stay in a queue.
   *
   * @param leftAt when the caller left and nobody knew why yet; null while waiting
   * @param key of the event that said that the caller left
   */
  record Visit(String queue, @Nullable Instant leftAt, String key) {}

  /** An agent who took a caller from a queue. */
  record Connect(String queue, String agent, String channel) {}

  SwitchCall(String ref, Instant startedAt) {
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

  /** The clock's ticks are coarse and may step back; the first channel stays the first. */
  Instant notBeforeStart(Instant at) {
    return at.isBefore(startedAt) ? startedAt.plus(1, ChronoUnit.MICROS) : at;
  }

  void heard(Instant at) {
    lastAt = at.isAfter(lastAt) ? at : lastAt;
  }

  /** Whether anybody has talked with the first channel so far. */
  boolean talked() {
    return talked;
  }

  /** A talk begins. */
  void talks() {
    talked = true;
    hungUpBy = "";
    firstToGo = "";
    talkEndedAt = null;
  }
}
