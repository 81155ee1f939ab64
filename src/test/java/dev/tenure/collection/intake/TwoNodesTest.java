package dev.tenure.collection.intake;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Two nodes that take turns on the same lanes")
class TwoNodesTest extends EventDoorContract {

  private final List<EventDoor> nodes = List.of(node(), node());
  private final AtomicInteger turn = new AtomicInteger();

  private EventDoor node() {
    return world.door(world.node(world.the(PeriodStore.class)));
  }

  @Override
  EventDoor door() {
    return (source, events) ->
        nodes.get(turn.getAndIncrement() % nodes.size()).take(source, events);
  }
}
