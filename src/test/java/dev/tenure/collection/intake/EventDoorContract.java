package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.Source;
import dev.tenure.collection.asterisk.RecordedEvents;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every way for events to the folds has to keep, be it the lanes of this process or another
 * log whose partitions are lanes.
 */
abstract class EventDoorContract {

  private static final List<CanonicalEvent> TOLD = RecordedEvents.of("scenarios2.ami");

  final CollectionWorld world = new CollectionWorld();
  private final CustomerId acme = world.customer("Acme");
  private final Source.WithKey pbx = world.source(acme);

  /** The adapter under test, on the world's database. */
  abstract EventDoor door();

  @BeforeEach
  void later() {
    world.later(Duration.ofDays(60));
  }

  @AfterEach
  void close() {
    world.obeysLaws();
    world.close();
  }

  private int take(List<CanonicalEvent> events) {
    return door().take(pbx.source().id(), events).accepted();
  }

  private List<String> expected() {
    world.the(EventDoor.class).take(pbx.source().id(), TOLD);
    List<String> facts = StoredFacts.of(world);
    world.forgetFacts();
    return facts;
  }

  @Test
  @DisplayName("C6: what is acknowledged can be read by everybody, with its facts")
  void durable() {
    List<String> facts = expected();
    assertThat(take(TOLD)).isEqualTo(TOLD.size());
    assertThat(world.read("SELECT count(*) FROM intake_event"))
        .containsExactly(String.valueOf(TOLD.size()));
    assertThat(StoredFacts.of(world)).isEqualTo(facts);
  }

  @Test
  @DisplayName("C5: order, batches and repetition change nothing")
  void order() {
    List<String> facts = expected();
    Random random = new Random(7);
    List<CanonicalEvent> mixed = new ArrayList<>(TOLD);
    mixed.addAll(TOLD.subList(0, TOLD.size() / 2));
    Collections.shuffle(mixed, random);
    int accepted = 0;
    for (int i = 0; i < mixed.size(); ) {
      int size = Math.min(1 + random.nextInt(60), mixed.size() - i);
      accepted += take(mixed.subList(i, i + size));
      i += size;
    }
    assertThat(accepted).isEqualTo(TOLD.size());
    assertThat(StoredFacts.of(world)).isEqualTo(facts);
  }

  @Test
  @DisplayName("C5: four who give the same events at once: each is taken from one of them")
  void together() throws Exception {
    List<String> facts = expected();
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> givers = new ArrayList<>();
      for (int giver = 0; giver < 4; giver++) {
        givers.add(() -> {
          int accepted = 0;
          for (int i = 0; i < TOLD.size(); i += 20) {
            accepted += take(TOLD.subList(i, Math.min(i + 20, TOLD.size())));
          }
          return accepted;
        });
      }
      int accepted = 0;
      for (Future<Integer> one : threads.invokeAll(givers)) {
        accepted += one.get();
      }
      assertThat(accepted).isEqualTo(TOLD.size());
    }
    assertThat(StoredFacts.of(world)).isEqualTo(facts);
  }

  @Test
  @DisplayName("C7: a bad event keeps no other out, and is counted")
  void malformed() {
    CanonicalEvent bad = new CanonicalEvent("x", "Teleported", world.now(), "", Map.of());
    CanonicalEvent good =
        new CanonicalEvent("y", "CallEnded", world.now(), "", Map.of("callRef", "c"));
    EventDoor.Tally tally = door().take(pbx.source().id(), List.of(bad, good, good));

    assertThat(tally).isEqualTo(new EventDoor.Tally(1, 1, Map.of("malformed", 1)));
    assertThat(world.read("SELECT reason || ' ' || n FROM intake_count ORDER BY reason"))
        .containsExactly("accepted 1", "duplicate 1", "malformed 1");
  }

  @Test
  @DisplayName("C3: once service has ended nothing from then on is taken")
  void afterT() {
    world.terminate(acme);
    assertThat(
            door()
                .take(
                    pbx.source().id(),
                    List.of(
                        new CanonicalEvent(
                            "y", "CallEnded", world.now(), "", Map.of("callRef", "c")))))
        .isEqualTo(new EventDoor.Tally(0, 0, Map.of("outside-service", 1)));
  }
}
