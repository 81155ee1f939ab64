package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import java.util.List;
import java.util.Map;

/**
 * Takes events of a source's connector by the same way as those that are sent: fence, gate, journal
 * and counts, in one transaction, which calls and agent statuses follow.
 */
@FunctionalInterface
public interface EventDoor {

  /**
   * Stores what is to be kept, and answers when it is durable (C6). The same events may be given
   * again, after whatever failure (C5).
   */
  Tally take(SourceId source, List<CanonicalEvent> events);

  /**
   * Waits until calls and agent statuses tell of all that was given before, but for what can't be
   * written now.
   */
  default void settle() {}

  /**
   * What became of them (C7).
   *
   * @param rejected counts by reason, a word of docs/intake.md
   */
  record Tally(int accepted, int duplicates, Map<String, Integer> rejected) {
    /** Copies the counts. */
    public Tally {
      rejected = Map.copyOf(rejected);
    }
  }
}
