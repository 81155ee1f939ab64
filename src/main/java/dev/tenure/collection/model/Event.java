package dev.tenure.collection.model;

import java.time.Instant;
import java.util.Comparator;

/**
 * One thing that a phone system told.
 *
 * @param id unique within its source; a repeated one is the same event (C5)
 * @param at by the phone system's clock, in whole microseconds; T is compared with this (C3)
 */
public record Event(String id, Instant at, Happening what) {

  /** The one order in which events are folded, whatever the order of their arrival (C5). */
  public static final Comparator<Event> ORDER =
      Comparator.comparing(Event::at).thenComparing(Event::id);
}
