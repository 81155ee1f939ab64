package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Receiver;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What outlives a connection. */
interface LinkMemory {

  /** What is in progress by what is stored. */
  Known known(SourceId source, Instant heardUntil);

  /** Until when the phone system was heard, by its clock; empty if it never was. */
  Optional<Instant> heardUntil(SourceId source);

  /** By which rules its events are whose (C8). */
  Map<String, Receiver> receivers(SourceId source);

  /** An event of it could not be stored, and was given up. */
  void givenUp(SourceId source);

  void save(SourceId source, Health health);

  /**
   * Nobody listened; {@code to} is null as long as that lasts. When it is over, so are all others.
   */
  void gap(SourceId source, Instant from, @Nullable Instant to);
}
