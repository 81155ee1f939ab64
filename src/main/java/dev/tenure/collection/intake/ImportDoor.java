package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes events of a source's past by the same way as all others: fence, gate, journal and counts,
 * in one transaction, which calls and agent statuses follow. Each event that isn't kept is named.
 */
public interface ImportDoor {

  /** The account codes, or rules, of the source's customers (C8). */
  Set<String> accounts(SourceId source);

  /**
   * Stores what is to be kept, and answers when it is durable (C6). Repeating does no harm (C5).
   */
  Outcome take(SourceId source, List<CanonicalEvent> events);

  /**
   * Those of the calls of which the source told otherwise than by events with that prefix.
   *
   * @param prefix of the ids of imported events
   */
  Set<String> toldCalls(SourceId source, String prefix, Collection<String> calls);

  /** The accounts of those of the calls of which anything is stored. */
  Map<String, String> storedCalls(SourceId source, Collection<String> calls);

  /** How many of these events of agents are stored. */
  int storedOfAgents(SourceId source, Collection<CanonicalEvent> events);

  /** Likewise those of the agents, between two instants. */
  Set<String> toldAgents(
      SourceId source, String prefix, Collection<String> agents, Instant from, Instant to);

  /** What became of a batch. */
  record Outcome(int accepted, int duplicates, List<Refused> refused) {
    /** Copies the list. */
    public Outcome {
      refused = List.copyOf(refused);
    }
  }

  /**
   * An event that isn't kept.
   *
   * @param position in its batch, from 1
   * @param reason a word of docs/intake.md
   */
  record Refused(int position, String reason, String sentence) {}
}
