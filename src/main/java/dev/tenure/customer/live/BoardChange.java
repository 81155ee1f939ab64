package dev.tenure.customer.live;

import dev.tenure.customer.live.BoardView.Part;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of a board has changed since an earlier one: new and changed parts, and the keys of gone
 * ones.
 */
public record BoardChange(
    ZoneId zone,
    List<BoardView.Tile> tiles,
    List<BoardView.AgentRow> agents,
    List<BoardView.QueueRow> queues,
    List<BoardView.CallRow> calls,
    Gone gone) {

  /** Copies the lists. */
  public BoardChange {
    tiles = List.copyOf(tiles);
    agents = List.copyOf(agents);
    queues = List.copyOf(queues);
    calls = List.copyOf(calls);
  }

  /** Keys of rows that are no more. */
  public record Gone(List<String> agents, List<String> queues, List<String> calls) {

    /** Copies the lists. */
    public Gone {
      agents = List.copyOf(agents);
      queues = List.copyOf(queues);
      calls = List.copyOf(calls);
    }
  }

  /** Empty where the boards are not made of the same parts, so that only the whole tells. */
  static Optional<BoardChange> between(BoardView before, BoardView now) {
    boolean same =
        before.connected() == now.connected()
            && before.zone().equals(now.zone())
            && before.about().equals(now.about())
            && keys(before.tiles()).equals(keys(now.tiles()));
    return same
        ? Optional.of(
            new BoardChange(
                now.zone(),
                changed(before.tiles(), now.tiles()),
                changed(before.agents(), now.agents()),
                changed(before.queues(), now.queues()),
                changed(before.calls(), now.calls()),
                new Gone(
                    gone(before.agents(), now.agents()),
                    gone(before.queues(), now.queues()),
                    gone(before.calls(), now.calls()))))
        : Optional.empty();
  }

  private static <P extends Part> List<P> changed(List<P> before, List<P> now) {
    Map<String, P> known =
        before.stream().collect(Collectors.toMap(Part::key, Function.identity()));
    return now.stream().filter(part -> !part.equals(known.get(part.key()))).toList();
  }

  private static <P extends Part> List<String> gone(List<P> before, List<P> now) {
    Set<String> there = Set.copyOf(keys(now));
    return keys(before).stream().filter(key -> !there.contains(key)).toList();
  }

  private static List<String> keys(List<? extends Part> parts) {
    return parts.stream().map(Part::key).toList();
  }
}
