package dev.tenure.collection.intake;

import static dev.tenure.collection.intake.CollectionWorld.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.Source;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A termination that takes its time. */
class BlockedLaneTest {

  @Test
  @DisplayName("C6: who waits for a termination is tried again, and others of the lane go on")
  void triedAgain() throws Exception {
    try (CollectionWorld world = new CollectionWorld();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CustomerId held = world.customer("Held");
      Source.WithKey source = world.source(held);
      CustomerId other = world.customer("Other");
      Source.WithKey others = world.source(other);
      world.later(Duration.ofMinutes(10));
      CountDownLatch holding = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      Future<?> holder =
          threads.submit(() ->
              world.inTransaction(() -> {
                world.the(PeriodStore.class).enterAlone(List.of(held));
                holding.countDown();
                await(release);
                return true;
              }));
      Future<Answer> waiting;
      try {
        await(holding);
        waiting = threads.submit(() -> world.send(source, line(world, "a")));
        // Each try is a transaction of its own.
        Set<String> tries = new HashSet<>();
        while (tries.size() < 3) {
          tries.addAll(
              world.read(
                  """
                  SELECT xact_start::text
                  FROM pg_stat_activity
                  WHERE datname = current_database()
                    AND wait_event_type = 'Lock'
                  """));
        }
        assertThat(world.send(others, line(world, "b")).accepted()).isOne();
        assertThat(waiting.isDone()).isFalse();
      } finally {
        release.countDown();
      }

      assertThat(waiting.get().accepted()).isOne();
      holder.get();
    }
  }

  private static String line(CollectionWorld world, String call) {
    return event(call, "CallEnded", world.now(), "callRef", call);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
