package dev.tenure.collection.model;

import dev.tenure.collection.CallDirection;
import java.time.Instant;
import java.util.Comparator;

/**
 * One thing that a phone system told.
 *
 * @param id unique within its call, and of an agent's events within their source; a repeated one is
 *     the same event (C5)
 * @param at by the phone system's clock, in whole microseconds; T is compared with this (C3)
 */
public record Event(String id, Instant at, Happening what) {

  /** The one order in which events are folded, whatever the order of their arrival (C5). */
  public static final Comparator<Event> ORDER =
      Comparator.comparing(Event::at).thenComparing(Event::id);

  /** Prefix of the ids of events imported from a queue_log. */
  public static final String LOGGED = "ql-";

  /** Whether it was imported from a queue_log. */
  public boolean isLogged() {
    return id.startsWith(LOGGED);
  }

  /** Whether it begins its call: only the originator's leg tells a direction. */
  public boolean beginsCall() {
    return what instanceof Happening.LegStarted leg && leg.direction() != CallDirection.UNKNOWN;
  }
}
