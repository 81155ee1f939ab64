package dev.tenure.collection.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Compares now and then which channels a FreeSWITCH has with those that its events told of. A hole
 * in its Event-Sequence proves nothing, since numbers are given to events that nobody asked for and
 * to some that nobody ever gets; a channel that begins or ends without a word does.
 */
final class Sweep {

  static final Duration EVERY = Duration.ofSeconds(60);

  /** What happened so long ago has been told, or never will be. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(5);

  private Instant agreedAt;
  private Instant lookedAt;
  private Set<String> odd = Set.of();

  /** Both agree at the beginning. */
  Sweep(Instant begun) {
    agreedAt = begun;
    lookedAt = begun;
  }

  boolean isDue(Instant now) {
    return !now.isBefore(lookedAt.plus(EVERY));
  }

  /** When both agreed for the last time. */
  Instant agreedAt() {
    return agreedAt;
  }

  /**
   * Compares.
   *
   * @param heardUntil the instant of the newest event
   * @throws EventsLost when they have differed in the same channel for so long that its event can't
   *     be under way any more
   */
  void look(Set<String> theirs, Set<String> ours, Instant heardUntil, Instant at)
      throws EventsLost {
    Set<String> differ = new HashSet<>(ours);
    differ.removeAll(theirs);
    theirs.stream().filter(id -> !ours.contains(id)).forEach(differ::add);
    Set<String> lasting = new HashSet<>(differ);
    lasting.retainAll(odd);
    if (lasting.isEmpty()) {
      agreedAt = lookedAt;
    } else if (heardUntil.isAfter(lookedAt.plus(UNDER_WAY))) {
      throw new EventsLost(
          agreedAt,
          "Of %d of its channels it never told the beginning or the end."
              .formatted(lasting.size()));
    }
    odd = differ;
    lookedAt = at;
  }
}
