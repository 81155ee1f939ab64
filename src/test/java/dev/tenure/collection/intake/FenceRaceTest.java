package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.intake.FenceRace.Findings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FenceRaceTest {

  private static final int ROUND = 250;

  @Test
  @DisplayName(
      "C1, C3: 10,000 terminations under two writers leave nothing from T on, lose nothing")
  void withFence() {
    try (var world = new CollectionWorld(FenceRace.SETTLEMENT, 8, false)) {
      world.commitWithoutWaiting();
      var race = new FenceRace(world, world.the(PeriodStore.class));
      int removed = 0;
      int acknowledged = 0;
      for (int round = 0; round < 10_000 / ROUND; round++) {
        Findings found = race.round(ROUND, FenceRace.bySteps(world), round);
        assertThat(found.beyondT()).isEmpty();
        assertThat(found.lost()).isEmpty();
        assertThat(found.refusedByTheWall()).isZero();
        removed += found.removedAtT();
        acknowledged += found.acknowledged();
        world.forgetFacts();
      }
      // Otherwise nothing was raced for.
      assertThat(removed).isPositive();
      assertThat(acknowledged).isGreaterThan(10_000);
    }
  }

  @Test
  @DisplayName("the same with the account module's commands")
  void withCommands() {
    try (var world = new CollectionWorld(FenceRace.SETTLEMENT, 8, false)) {
      world.commitWithoutWaiting();
      var race = new FenceRace(world, world.the(PeriodStore.class));
      Findings found = race.round(ROUND, FenceRace.byCommands(world), 1);
      assertThat(found.isClean()).as("%s", found).isTrue();
    }
  }

  @Test
  @DisplayName(
      "without the fence it goes wrong: the wall refuses batches, the journal keeps beyond T")
  void withoutFence() {
    try (var world = new CollectionWorld(FenceRace.SETTLEMENT, 8, false)) {
      world.commitWithoutWaiting();
      PeriodStore periods = world.the(PeriodStore.class);
      var race = new FenceRace(world, (journey, customers) -> () -> periods.read(customers));
      int refused = 0;
      int beyond = 0;
      for (int round = 0; round < 40 && (refused == 0 || beyond == 0); round++) {
        Findings found = race.round(ROUND, FenceRace.bySteps(world), round);
        refused += found.refusedByTheWall();
        beyond += found.beyondT().size();
        world.forgetFacts();
      }
      assertThat(refused).isPositive();
      assertThat(beyond).isPositive();
    }
  }
}
