package dev.tenure.collection.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a connection fares.
 *
 * @param since when the state began
 * @param error why the last connection ended, in words; empty if none has
 * @param detail the same as only Support may know it
 * @param heardUntil until when all that the phone system told is stored, by its own clock
 * @param clockAhead its clock's lead over ours; null before it is known
 * @param advice what isn't as it should be, in words
 * @param perSecond messages a second, lately
 * @param lag how far what is stored is behind what happens
 * @param waiting events that are read and not stored yet
 */
record Health(
    State state,
    Instant since,
    String error,
    String detail,
    @Nullable Instant errorAt,
    String version,
    @Nullable Instant heardUntil,
    @Nullable Duration clockAhead,
    List<String> advice,
    double perSecond,
    Duration lag,
    int waiting,
    long messages) {

  /** What it is doing. */
  enum State {
    CONNECTING,
    CONNECTED,
    /** It failed and will be tried again. */
    WAITING,
    /** The log-in was refused; it will be tried again, seldom. */
    REFUSED
  }

  static Health begun(Instant at) {
    return new Health(
        State.CONNECTING, at, "", "", null, "", null, null, List.of(), 0, Duration.ZERO, 0, 0);
  }

  /** In another state from then on. */
  Health in(State next, Instant at) {
    return new Health(
        next,
        next == state ? since : at,
        error,
        detail,
        errorAt,
        version,
        heardUntil,
        clockAhead,
        advice,
        perSecond,
        lag,
        waiting,
        messages);
  }

  Health of(String told, Duration ahead) {
    return new Health(
        state,
        since,
        error,
        detail,
        errorAt,
        told,
        heardUntil,
        ahead,
        advice,
        perSecond,
        lag,
        waiting,
        messages);
  }

  Health because(String shown, String said, Instant at) {
    return new Health(
        state,
        since,
        shown,
        said,
        at,
        version,
        heardUntil,
        clockAhead,
        advice,
        perSecond,
        lag,
        waiting,
        messages);
  }

  Health counting(long count) {
    return new Health(
        state,
        since,
        error,
        detail,
        errorAt,
        version,
        heardUntil,
        clockAhead,
        advice,
        perSecond,
        lag,
        waiting,
        count);
  }

  Health measured(
      double rate, Duration behind, int unstored, @Nullable Instant heard, List<String> told) {
    return new Health(
        state,
        since,
        error,
        detail,
        errorAt,
        version,
        heard == null ? heardUntil : heard,
        clockAhead,
        told,
        rate,
        behind,
        unstored,
        messages);
  }
}
