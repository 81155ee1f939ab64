package dev.tenure.collection.told;

import dev.tenure.collection.intake.CanonicalEvent;
import java.util.Set;

/**
 * A canonical event, not yet anybody's.
 *
 * @param subject the call or agent that it tells of, by a word that is the same for all its events
 * @param marks what of the subject may tell whose it is: {@code queue:sales}, {@code ext:1001},
 *     {@code context:acme}, {@code account:acme}; those known so far
 * @param over whether it is the subject's last event
 */
public record Told(CanonicalEvent event, Subject subject, Set<String> marks, boolean over) {

  /** Copies the marks. */
  public Told {
    marks = Set.copyOf(marks);
  }

  /** What an event tells of. */
  public sealed interface Subject {
    /** A call, by its Linkedid. */
    record Call(String ref) implements Subject {}

    /** An agent, by name. */
    record Agent(String ref) implements Subject {}
  }
}
