package dev.tenure.collection.model;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.model.Happening.CallEnded;
import dev.tenure.collection.model.Happening.CallJoined;
import dev.tenure.collection.model.Happening.LegEnded;
import dev.tenure.collection.model.Happening.LegFailed;
import dev.tenure.collection.model.Happening.LegStarted;
import dev.tenure.collection.model.Happening.OfBranch;
import dev.tenure.collection.model.Happening.OnCall;
import dev.tenure.collection.model.Happening.Party;
import dev.tenure.collection.model.Happening.QueueCallEnded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Folds one call's events. The result depends on the set of events alone, not on the order or the
 * batches in which they came, nor on repetitions (C5).
 */
public final class CallModel {

  private CallModel() {}

  /**
   * The call within the service period; empty if none of its events lies in it, or if it became
   * part of another call (C11). Of a period that is over it tells nothing from T on, and a call
   * that was open then ends at T (C3, C4).
   */
  public static Optional<Call> fold(Collection<Event> events, Service service) {
    List<Event> ordered = ordered(events, service);
    if (ordered.isEmpty() || ordered.stream().anyMatch(e -> e.what() instanceof CallJoined)) {
      return Optional.empty();
    }
    Instant begin =
        ordered.stream()
            .filter(e -> !(e.what() instanceof OfBranch))
            .map(Event::at)
            .findFirst()
            .orElse(null);
    if (begin == null) {
      // Only events of a branch from before the call began.
      return Optional.empty();
    }
    Instant end = end(ordered);
    CallFolding folding = new CallFolding(begin);
    for (Event event : ordered) {
      // Clocks step back by a millisecond or two: what trails the end changes nothing.
      if (end == null || !event.at().isAfter(end)) {
        folding.take(event.at(), (OnCall) event.what());
      }
    }
    if (end != null) {
      return Optional.of(folding.ended(end, ending(endedBy(ordered))));
    }
    return Optional.of(
        service
            .cutAt()
            .map(cut -> folding.ended(cut, CallEnding.TERMINATION))
            .orElseGet(folding::open));
  }

  private static List<Event> ordered(Collection<Event> events, Service service) {
    List<Event> within = new ArrayList<>(events.size());
    boolean inOrder = true;
    for (Event event : LoggedCall.told(events, service)) {
      if (event.what() instanceof OnCall && service.contains(event.at())) {
        inOrder = inOrder && (within.isEmpty() || Event.ORDER.compare(within.getLast(), event) < 0);
        within.add(event);
      }
    }
    if (inOrder) {
      return within;
    }
    NavigableSet<Event> sorted = new TreeSet<>(Event.ORDER);
    sorted.addAll(within);
    return List.copyOf(sorted);
  }

  /** A call ends by an explicit end, or with the last of its legs; never by silence. */
  private static @Nullable Instant end(List<Event> events) {
    Instant explicit = null;
    Instant lastLeg = null;
    Set<String> begun = new HashSet<>();
    Set<String> over = new HashSet<>();
    for (Event event : events) {
      switch (event.what()) {
        case CallEnded ended -> explicit = event.at();
        case LegStarted started -> begun.add(started.leg());
        case LegEnded ended -> {
          over.add(ended.leg());
          lastLeg = event.at();
        }
        case LegFailed failed -> {
          over.add(failed.leg());
          lastLeg = event.at();
        }
        case OnCall other -> {}
        case Happening.OnAgent other -> {}
      }
    }
    if (explicit != null) {
      return explicit;
    }
    return !begun.isEmpty() && over.containsAll(begun) ? lastLeg : null;
  }

  /** The event that knows best: the call's end, else the queue's word, else the first leg to go. */
  private static Party endedBy(List<Event> events) {
    Party call = Party.UNKNOWN;
    Party queue = Party.UNKNOWN;
    Party leg = Party.UNKNOWN;
    for (Event event : events) {
      switch (event.what()) {
        case CallEnded ended -> call = ended.by();
        case QueueCallEnded ended -> queue = ended.by();
        case LegEnded ended -> leg = leg == Party.UNKNOWN ? ended.party() : leg;
        case OnCall other -> {}
        case Happening.OnAgent other -> {}
      }
    }
    if (call != Party.UNKNOWN) {
      return call;
    }
    return queue != Party.UNKNOWN ? queue : leg;
  }

  static CallEnding ending(Party party) {
    return switch (party) {
      case CALLER -> CallEnding.CALLER;
      case AGENT -> CallEnding.AGENT;
      case SYSTEM -> CallEnding.SYSTEM;
      case UNKNOWN -> CallEnding.UNKNOWN;
    };
  }

  /** As results are written. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
