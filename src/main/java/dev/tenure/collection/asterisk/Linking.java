package dev.tenure.collection.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Channels whose Linkedid becomes another call's: the two were connected. If a transfer did so, its
 * event follows within a moment and knows more, so this waits for it.
 */
final class Linking {

  private static final Duration MOMENT = Duration.ofMillis(250);

  private final Calls calls;
  private final Joining joining;
  private final Map<Leg, Link> links = new LinkedHashMap<>();

  /** The one may become a part of the other. */
  private record Link(Conversation part, Conversation whole, Instant since) {}

  Linking(Calls calls, Joining joining) {
    this.calls = calls;
    this.joining = joining;
  }

  /** A channel of one call has another call's Linkedid. */
  void linked(Leg leg, String linked, Instant at) {
    Conversation with = calls.call(linked, at);
    if (Joining.isNothingOfItsOwn(with) && !with.legs.isEmpty()) {
      calls.joinWhole(with, leg.call, at);
    } else if (Joining.isNothingOfItsOwn(leg.call) && !with.legs.isEmpty()) {
      calls.joinWhole(leg.call, with, at);
    } else if (!with.legs.isEmpty() && Joining.canJoin(leg.call)) {
      links.putIfAbsent(leg, new Link(leg.call, with, at));
    } else if (!with.legs.isEmpty() && Joining.canJoin(with)) {
      links.putIfAbsent(leg, new Link(with, leg.call, at));
    } else {
      calls.move(leg, with, at);
    }
  }

  /** Joins calls for which no transfer was reported in time. */
  void due(Instant now) {
    if (links.isEmpty()) {
      return;
    }
    Map<Leg, Link> over = new LinkedHashMap<>(links);
    over.values().removeIf(link -> now.isBefore(link.since.plus(MOMENT)));
    links.keySet().removeAll(over.keySet());
    over.forEach((leg, link) -> {
      boolean there = !link.part.legs.isEmpty() && !link.whole.legs.isEmpty();
      if (there && link.part != link.whole) {
        joining.join(link.part, link.whole, "", link.since);
      }
    });
  }

  int held() {
    return links.size();
  }

  void clear() {
    links.clear();
  }
}
