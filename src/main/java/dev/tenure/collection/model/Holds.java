package dev.tenure.collection.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call is on hold from the first of its legs that is held to the last that is retrieved. */
final class Holds {

  private final Set<String> legs = new HashSet<>();
  private @Nullable Instant since;
  private Duration completed = Duration.ZERO;

  /** Whether the call's hold begins with this leg; only a talk can be put on hold. */
  boolean begins(Instant at, String leg, boolean talking) {
    boolean first = legs.isEmpty();
    legs.add(leg);
    if (first && talking) {
      since = at;
      return true;
    }
    return false;
  }

  /** Whether the call's hold is over with this leg, which is for {@link #end} to be told. */
  boolean isOverWithout(String leg) {
    legs.remove(leg);
    return legs.isEmpty() && since != null;
  }

  /** Ends the present hold and answers how long it was; nought if there was none. */
  Duration end(Instant at) {
    if (since == null) {
      return Duration.ZERO;
    }
    Duration span = Duration.between(since, at);
    completed = completed.plus(span);
    since = null;
    return span;
  }

  /** Takes over the holds of a call that became part of this one. */
  void join(Holds other) {
    completed = completed.plus(other.completed);
    since = other.since;
    legs.clear();
    legs.addAll(other.legs);
  }

  /** Forgets the legs of a talk that is over. */
  void forgetLegs() {
    legs.clear();
  }

  Duration completed() {
    return completed;
  }

  @Nullable Instant since() {
    return since;
  }
}
