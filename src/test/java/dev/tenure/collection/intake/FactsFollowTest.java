package dev.tenure.collection.intake;

import static dev.tenure.collection.intake.CollectionWorld.ended;
import static dev.tenure.collection.intake.CollectionWorld.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.Source;
import dev.tenure.collection.asterisk.RecordedEvents;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Facts come after the answer, and come for certain. */
class FactsFollowTest {

  private final CollectionWorld world = new CollectionWorld();
  private final CustomerId acme = world.customer("Acme");
  private final Source.WithKey pbx = world.source(acme);

  @BeforeEach
  void serve() {
    world.later(Duration.ofMinutes(10));
  }

  @AfterEach
  void close() {
    world.obeysLaws();
    world.close();
  }

  private static String started(String call, Instant at) {
    return event(call + "-s", "LegStarted", at, "callRef", call, "legRef", "l", "from", call);
  }

  private List<String> calls() {
    return world.read("SELECT call_ref || ' ' || state FROM call ORDER BY started_at, call_ref");
  }

  private List<String> waiting() {
    return world.read("SELECT lanes FROM intake_unfolded");
  }

  /** Journals as a process does that dies before it gets to the facts. */
  private void sendAndDie(List<CanonicalEvent> events) {
    OpenSource open = world.open(pbx);
    List<Piece.Read> pieces = new ArrayList<>();
    for (CanonicalEvent event : events) {
      if (event.piece(pieces.size() + 1) instanceof Piece.Read read) {
        pieces.add(read);
      }
    }
    world.inTransaction(
        () -> world.journal().write(List.of(new Parcel(0, open, false, pieces, new HashMap<>()))));
  }

  private static CanonicalEvent canonical(String id, String type, Instant at, String call) {
    return new CanonicalEvent(id, type, at, "", java.util.Map.of("callRef", call));
  }

  @Test
  @DisplayName("C6: an answer needn't wait for facts that somebody keeps from being written")
  void answerFirst() throws Exception {
    CollectionWorld.Node node = world.nodeAhead(world.the(PeriodStore.class));
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> holder =
          threads.submit(() ->
              world.inTransaction(() -> {
                world.the(LaneStore.class).enter(LaneStore.lanes(List.of(acme)));
                holding.countDown();
                await(release);
                return true;
              }));
      try {
        await(holding);
        Instant at = world.now().minusSeconds(60);
        assertThat(world.send(node.intake(), pbx, started("c", at)).accepted()).isOne();
        assertThat(calls()).isEmpty();
        assertThat(waiting()).hasSize(1);
        // Verifying tells what is missing from what is still to come.
        world.obeysLaws();
      } finally {
        release.countDown();
      }
      holder.get();
    }
    settle(node.folds());
    assertThat(calls()).containsExactly("c RINGING");
    assertThat(waiting()).isEmpty();
  }

  /** Also past a pause after a lock that wasn't given. */
  private static void settle(Folds folds) {
    while (!folds.ids().isEmpty()) {
      folds.look();
      folds.settle();
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  @DisplayName("C6: what a dead process journalled gets the facts that an undisturbed one makes")
  void deadProcess() {
    world.later(Duration.ofDays(60));
    List<CanonicalEvent> told = RecordedEvents.of("scenarios2.ami");
    world.the(EventDoor.class).take(pbx.source().id(), told);
    List<String> facts = StoredFacts.of(world);
    world.forgetFacts();

    // It dies after every seventh event; some of its batches another process goes on with.
    for (int i = 0; i < told.size(); i += 7) {
      List<CanonicalEvent> batch = told.subList(i, Math.min(i + 7, told.size()));
      if (i % 3 == 0) {
        world.the(EventDoor.class).take(pbx.source().id(), batch);
      } else {
        sendAndDie(batch);
      }
    }
    assertThat(StoredFacts.of(world)).isNotEqualTo(facts);
    world.obeysLaws();

    world.the(Leftovers.class).takeAll();

    assertThat(StoredFacts.of(world)).isEqualTo(facts);
    assertThat(waiting()).isEmpty();
  }

  @Test
  @DisplayName("C6: what is young is left to the node that journalled it")
  void youngOnes() {
    sendAndDie(List.of(canonical("a", "CallEnded", world.now(), "c")));
    world.later(Duration.ofSeconds(4));
    // Whoever looks needn't look again before there is something to be taken up.
    assertThat(world.the(Leftovers.class).look()).contains(Duration.ofSeconds(1));
    world.the(Folds.class).settle();
    assertThat(calls()).isEmpty();

    world.later(Duration.ofSeconds(1));
    assertThat(world.the(Leftovers.class).look()).contains(Duration.ZERO);
    world.the(Folds.class).settle();
    assertThat(calls()).containsExactly("c ENDED");
    assertThat(waiting()).isEmpty();
    assertThat(world.the(Leftovers.class).look()).isEmpty();
  }

  @Test
  @DisplayName("C3, C9: what T took out of the journal before it got facts gets none, ever")
  void takenOut() {
    Instant fast = world.now().plusSeconds(2);
    sendAndDie(List.of(canonical("a", "CallEnded", fast, "c")));
    world.terminate(acme);
    assertThat(world.read("SELECT 1 FROM intake_event")).isEmpty();
    world.later(Duration.ofSeconds(1));
    world.reinstate(acme);
    world.the(Leftovers.class).takeAll();

    assertThat(calls()).isEmpty();
    assertThat(waiting()).isEmpty();
  }

  @Test
  @DisplayName("C3, C9: nor if the node that journalled it gets to its facts only then")
  void takenOutLate() throws Exception {
    CollectionWorld.Node node = world.nodeAhead(world.the(PeriodStore.class));
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Instant fast = world.now().plusSeconds(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> holder =
          threads.submit(() ->
              world.inTransaction(() -> {
                world.the(LaneStore.class).enter(LaneStore.lanes(List.of(acme)));
                holding.countDown();
                await(release);
                return true;
              }));
      try {
        await(holding);
        world.send(
            node.intake(),
            pbx,
            started("c", world.now().minusSeconds(1)),
            started("d", fast),
            ended("d", fast));
        world.terminate(acme);
        world.later(Duration.ofSeconds(1));
        world.reinstate(acme);
      } finally {
        release.countDown();
      }
      holder.get();
    }
    settle(node.folds());

    assertThat(world.read("SELECT call_ref || ' ' || ended_by FROM call"))
        .containsExactly("c TERMINATION");
  }

  @Test
  @DisplayName("a call that can't be written keeps no other from it, and is written once it can")
  void setAside() {
    world
        .database
        .jdbc()
        .sql("ALTER TABLE call ADD CONSTRAINT test_refusal CHECK (caller <> 'bad')")
        .update();
    Instant at = world.now().minusSeconds(60);
    CustomerId other = world.customer("Other");
    Source.WithKey others = world.source(other);
    world.later(Duration.ofMinutes(10));

    assertThat(
            world
                .send(pbx, started("good", at), started("bad", at), started("fine", at))
                .accepted())
        .isEqualTo(3);
    world.send(others, started("elsewhere", world.now()));
    assertThat(calls()).containsExactly("fine RINGING", "good RINGING", "elsewhere RINGING");
    assertThat(waiting()).hasSize(1);
    world.send(pbx, ended("good", at.plusSeconds(5)), ended("bad", at.plusSeconds(5)));
    assertThat(calls()).containsExactly("fine RINGING", "good ENDED", "elsewhere RINGING");
    world.obeysLaws();

    world.database.jdbc().sql("ALTER TABLE call DROP CONSTRAINT test_refusal").update();
    settle(world.the(Folds.class));
    assertThat(calls())
        .containsExactly("bad ENDED", "fine RINGING", "good ENDED", "elsewhere RINGING");
    assertThat(waiting()).isEmpty();
  }
}
