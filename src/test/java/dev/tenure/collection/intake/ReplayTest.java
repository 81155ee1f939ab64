package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.Source;
import dev.tenure.collection.asterisk.RecordedEvents;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Recorded streams of a phone system, sent in every which way. */
class ReplayTest {

  private final CollectionWorld world = new CollectionWorld();
  private final CustomerId acme = world.customer("Acme");
  private final Source.WithKey pbx = world.source(acme);

  @AfterEach
  void close() {
    world.obeysLaws();
    world.close();
  }

  private List<String> replay(List<CanonicalEvent> events, Random batches, int most) {
    world.forgetFacts();
    for (int i = 0; i < events.size(); ) {
      int size = Math.min(1 + batches.nextInt(most), events.size() - i);
      world.the(EventDoor.class).take(pbx.source().id(), events.subList(i, i + size));
      i += size;
    }
    return StoredFacts.of(world);
  }

  @Test
  @DisplayName(
      "C5: 400 calls shuffled, repeated, delayed and batched anew are stored the same, byte for"
          + " byte")
  void anyOrder() {
    world.later(Duration.ofDays(60));
    List<CanonicalEvent> told = RecordedEvents.of("load-400.ami");
    List<String> plain = replay(told, new Random(0), 500);
    assertThat(plain).filteredOn(f -> f.startsWith("queue_visit")).hasSize(400);

    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      List<CanonicalEvent> mixed = new ArrayList<>(told);
      mixed.addAll(told.subList(0, told.size() / 4));
      Collections.shuffle(mixed, random);
      assertThat(replay(mixed, random, 900)).as("seed %d", seed).isEqualTo(plain);
    }
    // As it came, but some a good while late.
    Random random = new Random(9);
    List<CanonicalEvent> delayed = new ArrayList<>();
    List<CanonicalEvent> late = new ArrayList<>();
    told.forEach(event -> (random.nextInt(10) == 0 ? late : delayed).add(event));
    delayed.addAll(late);
    assertThat(replay(delayed, random, 50)).isEqualTo(plain);
  }

  @Test
  @DisplayName("the quarters in which facts begin and end are noted, of the new and of the old")
  void touched() {
    world.later(Duration.ofDays(60));
    replay(RecordedEvents.of("scenarios.ami"), new Random(0), 100);

    assertThat(
            world.read(
                """
                SELECT DISTINCT date_bin('15 min', at, 'epoch')
                FROM (
                  SELECT entered_at FROM queue_visit
                  UNION ALL SELECT until - interval '1 us' FROM queue_visit
                  UNION ALL SELECT offered_at FROM agent_offer
                  UNION ALL SELECT until - interval '1 us' FROM agent_offer
                  UNION ALL SELECT started_at FROM call
                  UNION ALL SELECT until - interval '1 us' FROM call
                  UNION ALL SELECT started_at FROM agent_interval
                  UNION ALL SELECT until - interval '1 us' FROM agent_interval) AS f(at)
                EXCEPT
                SELECT quarter FROM fact_touched
                """))
        .isEmpty();
    world.database.jdbc().sql("DELETE FROM fact_touched").update();
    world.terminate(acme);
    assertThat(
            world.read(
                """
                SELECT DISTINCT date_bin('15 min', started_at, 'epoch')
                FROM call
                WHERE ended_by = 'TERMINATION'
                EXCEPT
                SELECT quarter FROM fact_touched
                """))
        .isEmpty();
  }
}
