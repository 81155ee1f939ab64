package dev.tenure.collection.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole call within one service period, as its events tell it.
 *
 * @param caller number, empty if unknown; likewise {@code called}
 * @param queue the last queue that it reached, empty for none
 * @param agent reference of the last agent who took it, empty for none
 * @param waitingFrom when the caller entered the first queue, or the start
 * @param answeredAt when somebody first took it; null if nobody did
 * @param endedAt exclusive; null while it is open
 * @param until end of what is known of it, exclusive, always after {@code startedAt}
 * @param endedBy and {@code outcome}: null while it is open
 * @param held sum of the completed holds
 * @param heldSince start of the present hold, null for none
 */
public record Call(
    Happening.Direction direction,
    String caller,
    String called,
    String queue,
    String agent,
    Instant startedAt,
    Instant waitingFrom,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    Instant until,
    @Nullable EndedBy endedBy,
    @Nullable Outcome outcome,
    State state,
    Instant stateSince,
    Duration held,
    @Nullable Instant heldSince,
    List<Segment> segments) {

  /** Copies the segments. */
  public Call {
    segments = List.copyOf(segments);
  }

  /** What became of a call. */
  public enum Outcome {
    /** Somebody took it. */
    ANSWERED,
    /** The caller gave up in a queue. */
    ABANDONED,
    /** The queue didn't take it. */
    REFUSED,
    /** It ended before somebody took it. */
    UNANSWERED,
    /** Service ended before somebody took it (C4). */
    CUT_OFF
  }

  /** What a call is doing. */
  public enum State {
    RINGING,
    WAITING,
    CONNECTED,
    ON_HOLD,
    PARKED,
    ENDED
  }

  /** Who or what ended a call; the word is what the database keeps. */
  public enum EndedBy {
    CALLER("caller"),
    AGENT("agent"),
    SYSTEM("system"),
    UNKNOWN("unknown"),
    /** C4: it was open at T. */
    TERMINATION("termination");

    private final String word;

    EndedBy(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    static EndedBy of(Happening.Party party) {
      return switch (party) {
        case CALLER -> CALLER;
        case AGENT -> AGENT;
        case SYSTEM -> SYSTEM;
        case UNKNOWN -> UNKNOWN;
      };
    }
  }
}
