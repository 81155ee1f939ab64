package dev.tenure.collection.model;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service period {@code [from, until)} as a fold sees it.
 *
 * @param until T, null while none is set
 * @param over whether T has passed, so that what is still open was cut at it (C4)
 * @param imported whether it is history from before the customer existed (C10)
 */
public record Service(Instant from, @Nullable Instant until, boolean over, boolean imported) {

  /** Refuses a period that is over without an end. */
  public Service {
    if (over && until == null) {
      throw new IllegalStateException("A service period from " + from + " is over and has no end");
    }
  }

  /** A period of the customer's own. */
  public Service(Instant from, @Nullable Instant until, boolean over) {
    this(from, until, over, false);
  }

  /** The period as it stands at an instant. */
  public static Service at(Instant now, Instant from, @Nullable Instant until) {
    return new Service(from, until, until != null && !until.isAfter(now));
  }

  /** Whether facts of that instant belong to it. */
  public boolean contains(Instant at) {
    return !at.isBefore(from) && (until == null || at.isBefore(until));
  }

  /** Where open facts are cut; empty while the service lasts. */
  public Optional<Instant> cutAt() {
    return over ? Optional.ofNullable(until) : Optional.empty();
  }
}
