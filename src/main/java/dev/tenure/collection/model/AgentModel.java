package dev.tenure.collection.model;

import dev.tenure.collection.model.AgentSpan.Status;
import dev.tenure.collection.model.Happening.AgentLoggedIn;
import dev.tenure.collection.model.Happening.AgentLoggedOut;
import dev.tenure.collection.model.Happening.AgentNotReady;
import dev.tenure.collection.model.Happening.AgentReady;
import dev.tenure.collection.model.Happening.OnAgent;
import dev.tenure.collection.model.Happening.QueueLogOver;
import dev.tenure.collection.model.Happening.WrapUpEnded;
import dev.tenure.collection.model.Happening.WrapUpStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Folds one agent's status events. Each event alone says what the agent is from then on, so that a
 * stretch between two events can be folded without what lies around it.
 */
public final class AgentModel {

  private AgentModel() {}

  private record Told(Status status, String reason) {}

  /** The agent's spans within the service period, oldest first; they never overlap (C5). */
  public static List<AgentSpan> fold(Collection<Event> events, Service service) {
    TreeSet<Event> ordered = new TreeSet<>(Event.ORDER);
    events.stream()
        .filter(e -> e.what() instanceof OnAgent && service.contains(e.at()))
        .forEach(ordered::add);
    giveWay(ordered);
    List<AgentSpan> spans = new ArrayList<>();
    for (Event event : ordered) {
      Event following = ordered.higher(event);
      Instant next = following == null ? null : following.at();
      // Of several events at one instant the last rules: nothing lasts no time.
      if (!event.at().equals(next)) {
        told((OnAgent) event.what())
            .ifPresent(told -> spans.add(span(told, event.at(), next, service)));
      }
    }
    return List.copyOf(spans);
  }

  /** C13: removes the assumed end of a log where the next known event comes from a log too. */
  private static void giveWay(NavigableSet<Event> ordered) {
    Event next = null;
    for (Iterator<Event> back = ordered.descendingIterator(); back.hasNext(); ) {
      Event event = back.next();
      boolean assumed = event.what() instanceof QueueLogOver;
      if (assumed && next != null && next.isLogged()) {
        back.remove();
      } else {
        next = event;
      }
    }
  }

  private static AgentSpan span(Told told, Instant from, @Nullable Instant next, Service service) {
    Instant end = next == null ? service.cutAt().orElse(null) : next;
    return new AgentSpan(
        told.status(),
        told.reason(),
        from,
        end,
        end == null ? from.plusNanos(1000) : end,
        next == null && end != null);
  }

  /** What the agent is after the event; empty when logged out. */
  private static Optional<Told> told(OnAgent what) {
    return switch (what) {
      case AgentLoggedIn in -> Optional.of(new Told(Status.READY, ""));
      case AgentReady ready -> Optional.of(new Told(Status.READY, ""));
      case WrapUpEnded wrapped -> Optional.of(new Told(Status.READY, ""));
      case WrapUpStarted wrapping -> Optional.of(new Told(Status.WRAP_UP, ""));
      case AgentNotReady(var agent, var name, var reason) ->
          Optional.of(new Told(Status.NOT_READY, reason));
      case AgentLoggedOut out -> Optional.empty();
      case QueueLogOver over -> Optional.empty();
    };
  }
}
