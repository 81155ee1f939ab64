package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.CallModel;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which calls are forgotten first. */
class RememberedCallsTest {

  private static final SourceId PBX = new SourceId(new UUID(1, 1));
  private static final CustomerId ACME = new CustomerId(new UUID(2, 2));
  private static final Service SERVICE =
      new Service(Instant.parse("2026-11-01T00:00:00Z"), null, false);
  private static final Instant AT = Instant.parse("2026-11-25T09:00:00Z");

  private final Memory memory = new Memory(20);

  private void keep(String call, boolean over) {
    List<Event> events = new ArrayList<>();
    events.add(new Event(call + "-q", AT, new Happening.QueueEntered(call, "Sales")));
    if (over) {
      events.add(
          new Event(
              call + "-e",
              AT.plusSeconds(9),
              new Happening.CallEnded(call, Happening.Party.CALLER)));
    }
    var row = new Memory.Row(new UUID(3, 3), CallModel.fold(events, SERVICE).orElseThrow());
    memory.keep(
        Map.of(ref(call), new Memory.Remembered("stamp", events, Map.of(SERVICE.from(), row))),
        Map.of());
  }

  private static CallRef ref(String call) {
    return new CallRef(PBX, ACME, call);
  }

  private List<String> remembered(String... calls) {
    return List.of(calls).stream().filter(call -> memory.of(ref(call), "stamp") != null).toList();
  }

  @Test
  @DisplayName("Calls that are over never push out one that goes on")
  void goingStays() {
    keep("going", false);
    IntStream.range(0, 40).forEach(i -> keep("over" + i, true));

    assertThat(remembered("going", "over0", "over38", "over39")).containsExactly("going", "over39");
  }

  @Test
  @DisplayName(
      "A call that comes to its end is one of those that are over, and the other way round")
  void changesSides() {
    keep("a", false);
    keep("a", true);
    keep("b", true);
    assertThat(remembered("a", "b")).containsExactly("b");

    keep("b", false);
    keep("c", true);
    assertThat(remembered("b", "c")).containsExactly("b", "c");
  }

  @Test
  @DisplayName("Of those that go on the one that was asked for longest ago is forgotten")
  void eldestFirst() {
    IntStream.range(0, 20).forEach(i -> keep("c" + i, false));
    assertThat(remembered("c0")).containsExactly("c0");
    keep("c20", false);

    assertThat(remembered("c0", "c1", "c2")).containsExactly("c0", "c2");
  }
}
