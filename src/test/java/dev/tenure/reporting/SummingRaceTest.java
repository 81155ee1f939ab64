package dev.tenure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.reporting.FactBook.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Writers and the worker side by side, and the worker dying wherever it can. */
class SummingRaceTest {

  private static final Instant QUARTER = Instant.parse("2026-10-24T09:00:00Z");

  private static ReportingWorld world;

  @BeforeAll
  static void start() {
    world = new ReportingWorld(new Steps());
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static int pid(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  private static void kill(int pid) {
    assertThat(
            world
                .database
                .jdbc()
                .sql("SELECT pg_terminate_backend(?, 10000)")
                .param(pid)
                .query(Boolean.class)
                .single())
        .as("killed backend %d", pid)
        .isTrue();
  }

  @Test
  @DisplayName(
      "Killed before any of its statements or commits the worker leaves reports exact, and makes"
          + " up for it")
  void killedAnywhere() {
    Scene scene = new Scene(world, "Killed", 71);
    scene.addCalls(40);
    scene.rewriteAgent();
    int last = 0;
    for (int at = 1; last == 0; at++) {
      int deadly = at;
      // Each time there is work of every kind again: quarters, days, agents' time.
      scene.addCalls(1);
      AtomicBoolean killed = new AtomicBoolean();
      Runnable turn =
          () -> {
            int steps =
                Steps.through(
                    world::sumUp,
                    (n, connection) -> {
                      if (n == deadly) {
                        killed.set(true);
                        kill(pid(connection));
                      }
                    });
            assertThat(steps).isLessThan(deadly);
          };
      try {
        turn.run();
        last = deadly;
      } catch (DataAccessException | TransactionException lost) {
        assertThat(killed).as("lost its connection by itself: %s", lost).isTrue();
      }
      scene.checkDays("killed at step " + deadly);
    }
    assertThat(last).as("steps of a whole turn").isGreaterThan(15);
    world.sumUp();
    scene.check("made up for");
    assertThat(world.sumUp()).isZero();
  }

  /** A call within the one quarter. */
  private static Call call(RandomFacts facts) {
    Call call;
    do {
      call = facts.call();
    } while (call.visits().isEmpty());
    return call;
  }

  /** How a writer goes about it, while the worker stands before one of its steps. */
  private enum Way {
    /** It has written before the worker begins, and commits now. */
    COMMITS_ONLY,
    /** It begins now, and gets as far as it can. */
    WRITES_ALL
  }

  /**
   * Lets a writer come between any two steps of the worker, in each way.
   *
   * @return where in the end facts were missing in the sums
   */
  private static List<String> interleaved(Scene scene, boolean lockingMarks)
      throws ExecutionException, InterruptedException {
    long seed = lockingMarks ? 81 : 84;
    RandomFacts facts = new RandomFacts(seed, QUARTER.plusSeconds(10), QUARTER.plusSeconds(20));
    List<String> missing = new ArrayList<>();
    scene.writer.lockMarks(lockingMarks);
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Way way : Way.values()) {
        boolean reached = true;
        for (int at = 1; reached; at++) {
          // The quarter is marked before anybody begins.
          scene.add(call(facts));
          BesideWriter writer = new BesideWriter(world, scene, call(facts), other);
          if (way == Way.COMMITS_ONLY) {
            writer.begin();
          }
          int there = at;
          int steps =
              Steps.through(
                  world::sumUp,
                  (n, connection) -> {
                    if (n == there) {
                      if (way == Way.WRITES_ALL) {
                        writer.begin();
                      }
                      writer.commit();
                    }
                  });
          reached = steps >= at;
          writer.finish();
          world.sumUp();
          if (!scene.isExact()) {
            missing.add(way + " before step " + at);
            scene.touchAll();
            world.sumUp();
          }
        }
      }
    }
    return missing;
  }

  @Test
  @DisplayName(
      "Whenever a writer comes between the worker's steps, its facts get into the sums; they would"
          + " not if a mark that is there already weren't locked")
  void betweenAnyTwoSteps() throws ExecutionException, InterruptedException {
    assertThat(interleaved(new Scene(world, "Locked", 82), true)).isEmpty();
    assertThat(interleaved(new Scene(world, "Not locked", 83), false))
        .as("with ON CONFLICT DO NOTHING")
        .isNotEmpty();
  }

  @Test
  @DisplayName(
      "Three writers, two workers and somebody who kills their connections: in the end sums are"
          + " what the facts are")
  void race() throws ExecutionException, InterruptedException {
    Scene scene = new Scene(world, "Race", 91);
    List<Call> written = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger writing = new AtomicInteger(3);
    AtomicInteger kills = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int w = 0; w < 3; w++) {
        RandomFacts facts = new RandomFacts(100 + w, QUARTER, QUARTER.plus(Duration.ofHours(30)));
        all.add(
            threads.submit(() -> {
              FactWriter writer = scene.anotherWriter();
              for (int i = 0; i < 30; i++) {
                Call call = facts.call();
                world.inTransaction(() -> writer.write(call));
                written.add(call);
              }
              writing.decrementAndGet();
            }));
      }
      for (int w = 0; w < 2; w++) {
        Random random = new Random(w);
        all.add(
            threads.submit(() -> {
              while (writing.get() > 0 || kills.get() < 5) {
                int deadly = 1 + random.nextInt(25);
                AtomicBoolean killed = new AtomicBoolean();
                try {
                  Steps.through(
                      world::sumUp,
                      (n, connection) -> {
                        if (n == deadly) {
                          killed.set(true);
                          kills.incrementAndGet();
                          kill(pid(connection));
                        }
                      });
                } catch (DataAccessException | TransactionException lost) {
                  assertThat(killed).as("lost its connection by itself: %s", lost).isTrue();
                }
              }
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    scene.book.calls.addAll(written);
    scene.check("raced");
    world.sumUp();
    scene.check("raced and summed up");
    scene.touchAll();
    scene.check("of the facts alone");
    assertThat(kills.get()).isGreaterThanOrEqualTo(5);
  }
}
