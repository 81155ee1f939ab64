package dev.tenure.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.Effect;
import dev.tenure.account.EffectHandler;
import dev.tenure.account.EffectQueue;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EffectWorkerTest {

  private DeliveryWorld world;
  private ResellerId north;

  @BeforeEach
  void begin() {
    world = new DeliveryWorld();
    north = world.reseller("North");
  }

  @AfterEach
  void end() {
    world.close();
  }

  /** Notes what it was given; fails for the accounts it is told to. */
  private static final class Recorder implements EffectHandler {
    private final String kind;
    final ConcurrentLinkedQueue<Effect> done = new ConcurrentLinkedQueue<>();
    final Set<UUID> failing = new HashSet<>();
    final List<Integer> batches = new ArrayList<>();

    Recorder(String kind) {
      this.kind = kind;
    }

    @Override
    public String kind() {
      return kind;
    }

    @Override
    public boolean irreversible() {
      return !kind.equals("close-sessions");
    }

    @Override
    public Map<UUID, String> carryOut(List<Effect> batch) {
      synchronized (batches) {
        batches.add(batch.size());
      }
      for (Effect effect : batch) {
        if (failing.contains(effect.account())) {
          throw new IllegalArgumentException("no luck with " + effect.account());
        }
      }
      done.addAll(batch);
      return batch.stream().collect(Collectors.toMap(Effect::id, e -> "recorded"));
    }
  }

  @Test
  @DisplayName("A12: an effect is carried out once, and says what was done and how late")
  void once() {
    CustomerId acme = world.customer(north, "Acme");
    world.database.advanceClock(Duration.ofSeconds(1));
    world.disable(acme, DeliveryWorld.dana(north));
    Recorder sessions = new Recorder("close-sessions");
    world.database.advanceClock(Duration.ofMillis(40));

    assertThat(world.worker(sessions).drain()).isEqualTo(1);
    assertThat(world.worker(sessions).drain()).isZero();

    assertThat(sessions.done).hasSize(1);
    EffectQueue.Line line = world.effects(acme).getFirst();
    assertThat(line.outcome()).isEqualTo("recorded");
    assertThat(Duration.between(line.effect().dueAt(), line.doneAt())).hasMillis(40);
    assertThat(line.attempts()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "A16: while the clock is in doubt sessions are closed, and what can't be undone waits")
  void clockInDoubt() {
    CustomerId acme = world.customer(north, "Acme");
    world.terminate(acme, DeliveryWorld.dana(north));
    Recorder sessions = new Recorder("close-sessions");
    Recorder cut = new Recorder("cut-facts");
    Recorder letter = new Recorder("notify-reseller");
    EffectWorker worker = world.worker(sessions, cut, letter);
    world
        .database
        .jdbc()
        .sql("UPDATE clock_kept SET in_doubt = true, kept = tenure_clock()")
        .update();
    assertThat(worker.drain()).isEqualTo(1);
    assertThat(sessions.done).hasSize(1);
    world.database.jdbc().sql("UPDATE clock_kept SET in_doubt = false").update();
    assertThat(worker.drain()).isEqualTo(2);
  }

  @Test
  @DisplayName("A12: what is due at T waits for T, and is done afterwards however late")
  void dueAtT() {
    CustomerId acme = world.customer(north, "Acme");
    world.terminateOn(acme, "2026-11-30", DeliveryWorld.dana(north));
    Recorder cut = new Recorder("cut-facts");

    assertThat(world.worker(cut).drain()).isZero();
    world.goTo("2026-11-30T00:00:03Z");
    assertThat(world.worker(cut).drain()).isEqualTo(1);

    EffectQueue.Line line =
        world.effects(acme).stream()
            .filter(l -> l.effect().kind().equals("cut-facts"))
            .findFirst()
            .orElseThrow();
    assertThat(Duration.between(line.effect().dueAt(), line.doneAt())).hasSeconds(3);
  }

  @Test
  @DisplayName(
      "A12: one that fails keeps none of its batch from being done, and is tried again later")
  void isolation() {
    List<CustomerId> customers = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      CustomerId customer = world.customer(north, "Customer " + i);
      world.disable(customer, DeliveryWorld.dana(north));
      customers.add(customer);
    }
    Recorder sessions = new Recorder("close-sessions");
    UUID unlucky = customers.get(3).value();
    sessions.failing.add(unlucky);
    EffectWorker worker = world.worker(sessions);

    worker.drain();

    assertThat(sessions.done).hasSize(6);
    EffectQueue.Line failed = world.effects(customers.get(3)).getFirst();
    assertThat(failed.doneAt()).isNull();
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(failed.lastError()).contains("IllegalArgumentException", "no luck");
    assertThat(world.the(EffectQueue.class).backlog())
        .satisfies(backlog -> {
          assertThat(backlog.due()).isEqualTo(1);
          assertThat(backlog.failing()).isEqualTo(1);
        });

    sessions.failing.clear();
    assertThat(worker.drain()).as("not before its next try is due").isZero();
    world.database.advanceClock(Duration.ofSeconds(1));
    assertThat(worker.drain()).isEqualTo(1);
    assertThat(world.effects(customers.get(3)).getFirst())
        .satisfies(line -> {
          assertThat(line.outcome()).isEqualTo("recorded");
          assertThat(line.attempts()).isEqualTo(2);
          assertThat(line.lastError()).isNull();
        });
  }

  @Test
  @DisplayName("A12: the pauses between tries double up to an hour")
  void backoff() {
    CustomerId acme = world.customer(north, "Acme");
    world.disable(acme, DeliveryWorld.dana(north));
    Recorder sessions = new Recorder("close-sessions");
    sessions.failing.add(acme.value());
    EffectWorker worker = world.worker(sessions);
    for (int failures = 1; failures <= 15; failures++) {
      assertThat(worker.drain()).isEqualTo(1);
      Duration pause =
          Duration.ofMillis(
              world
                  .database
                  .jdbc()
                  .sql(
                      "SELECT extract(epoch FROM next_try_at - tenure_now()) * 1000 FROM effect"
                          + " WHERE done_at IS NULL")
                  .query(Long.class)
                  .single());
      Duration most = Duration.ofSeconds(Math.min(3600, 1L << (failures - 1)));
      assertThat(pause).isBetween(most.dividedBy(2), most);
      world.database.advanceClock(pause.plusMillis(1));
    }
  }

  @Test
  @DisplayName("A12: an effect that its handler says nothing about stays undone")
  void silence() {
    CustomerId acme = world.customer(north, "Acme");
    world.disable(acme, DeliveryWorld.dana(north));
    EffectHandler silent =
        new EffectHandler() {
          @Override
          public String kind() {
            return "close-sessions";
          }

          @Override
          public boolean irreversible() {
            return true;
          }

          @Override
          public Map<UUID, String> carryOut(List<Effect> batch) {
            return Map.of();
          }
        };
    world.worker(silent).drain();
    assertThat(world.effects(acme).getFirst().doneAt()).isNull();
    assertThat(world.effects(acme).getFirst().lastError()).contains("says nothing about");
  }

  @Test
  @DisplayName("A12: a kind that nobody answers for stays undone, visible, and in nobody's way")
  void unknownKind() {
    CustomerId acme = world.customer(north, "Acme");
    world
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO effect (account_id, account_version, kind, due_at, next_try_at)
            VALUES (:acme, 1, 'unheard-of', tenure_now(), tenure_now())
            """)
        .param("acme", acme.value())
        .update();
    world.disable(acme, DeliveryWorld.dana(north));
    assertThat(world.worker(new Recorder("close-sessions")).drain()).isEqualTo(1);
    assertThat(world.the(EffectQueue.class).undone())
        .singleElement()
        .satisfies(line -> assertThat(line.effect().kind()).isEqualTo("unheard-of"));
  }

  @Test
  @DisplayName("A12: several workers at once do each effect exactly once")
  void together() throws InterruptedException {
    world
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO effect (account_id, account_version, kind, due_at, next_try_at)
            SELECT uuidv7(), 1, k.kind, tenure_now(), tenure_now()
            FROM generate_series(1, 3000), (VALUES ('a'), ('b')) AS k (kind)
            """)
        .update();
    Recorder a = new Recorder("a");
    Recorder b = new Recorder("b");
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      EffectWorker worker = world.worker(a, b);
      nodes.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  start.await();
                  worker.drain();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    start.countDown();
    for (Thread node : nodes) {
      node.join();
    }
    assertThat(a.done.stream().map(Effect::id)).hasSize(3000).doesNotHaveDuplicates();
    assertThat(b.done.stream().map(Effect::id)).hasSize(3000).doesNotHaveDuplicates();
    assertThat(world.the(EffectQueue.class).backlog().due()).isZero();
  }

  @Test
  @DisplayName(
      "A12: a started worker does what a commit leaves, and outlives an outage of the database")
  void inTheBackground() throws InterruptedException {
    CountDownLatch twice = new CountDownLatch(2);
    EffectHandler counting =
        new EffectHandler() {
          @Override
          public String kind() {
            return "close-sessions";
          }

          @Override
          public boolean irreversible() {
            return true;
          }

          @Override
          public Map<UUID, String> carryOut(List<Effect> batch) {
            batch.forEach(e -> twice.countDown());
            return batch.stream().collect(Collectors.toMap(Effect::id, e -> "done"));
          }
        };
    EffectWorker worker = world.worker(counting);
    CustomerId acme = world.customer(north, "Acme");
    CustomerId other = world.customer(north, "Other");
    worker.start();
    world.disable(acme, DeliveryWorld.dana(north));
    worker.accountChanged(acme.value());
    world.database.jdbc().sql("ALTER TABLE effect RENAME TO effect_away").update();
    worker.accountChanged(acme.value());
    world.database.jdbc().sql("ALTER TABLE effect_away RENAME TO effect").update();
    world.disable(other, DeliveryWorld.dana(north));
    assertThat(twice.await(20, TimeUnit.SECONDS)).isTrue();
    worker.stop();
    assertThat(worker.isRunning()).isFalse();
  }
}
