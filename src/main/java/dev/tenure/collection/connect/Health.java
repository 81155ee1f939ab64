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
 * @param heardUntil until when all that the phone system told is stored, by its own clock
 * @param clockAhead its clock's lead over ours; null before it is known
 * @param advice what isn't as it should be, in words
 * @param perSecond messages a second, lately
 */
record Health(
    State state,
    Instant since,
    String error,
    @Nullable Instant errorAt,
    String version,
    @Nullable Instant heardUntil,
    @Nullable Duration clockAhead,
    List<String> advice,
    double perSecond,
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
}
