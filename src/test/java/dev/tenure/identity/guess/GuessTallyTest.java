package dev.tenure.identity.guess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** B9 without a database: how delays grow and decay, and whose turn it is. */
class GuessTallyTest {

  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

  @ParameterizedTest
  @EnumSource(GuessRule.class)
  @DisplayName("B9: delays never shrink with more wrong passwords, are capped, and decay")
  void delayFunction(GuessRule rule) {
    Map<GuessRule, Duration> caps = new EnumMap<>(GuessRule.class);
    caps.put(GuessRule.ACCOUNT, Duration.ofMinutes(15));
    caps.put(GuessRule.ADDRESS, Duration.ofMinutes(15));
    caps.put(GuessRule.BROWSER, Duration.ofSeconds(30));
    caps.put(GuessRule.SESSION, Duration.ofSeconds(30));
    Duration before = Duration.ZERO;
    for (int wrong = 0; wrong < 10_000; wrong++) {
      Duration delay = rule.delay(wrong);
      assertThat(delay).isBetween(before, caps.get(rule));
      before = delay;
    }
    assertThat(before).isEqualTo(caps.get(rule));

    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      GuessTally tally = GuessTally.NONE;
      Instant now = START;
      for (int i = 0; i < 60; i++) {
        now = now.plusMillis(random.nextInt(60_000));
        if (tally.waitsUntil(rule, now).isEmpty()) {
          tally = tally.wrong(rule, now);
          assertThat(tally.wrongAt(rule, now)).isPositive();
        }
      }
      int last = tally.wrongAt(rule, now);
      for (int hour = 0; hour < 24 * 60; hour++) {
        now = now.plus(Duration.ofMinutes(1));
        int left = tally.wrongAt(rule, now);
        assertThat(left).isBetween(0, last);
        last = left;
      }
      assertThat(last).as("after a day").isZero();
      assertThat(tally.waitsUntil(rule, now)).isEmpty();
    }
  }

  @Test
  @DisplayName("B9: one who sends very much takes only a share of turns, and known ones come first")
  void fairTurns() throws Exception {
    Turns turns = new Turns(1, Duration.ofMinutes(1), 8);
    CountDownLatch hold = new CountDownLatch(1);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      CountDownLatch held = new CountDownLatch(1);
      running.add(
          threads.submit(() ->
              turns.take(
                  new Turns.Who("first", false),
                  () -> {
                    held.countDown();
                    awaits(hold);
                    return true;
                  })));
      held.await();
      int waiting = 0;
      for (int i = 0; i < 8; i++) {
        running.add(enter(threads, turns, order, "hammer", false));
        waits(turns, ++waiting);
      }
      assertThatThrownBy(() -> turns.take(new Turns.Who("hammer", false), () -> true))
          .isInstanceOf(Turns.Busy.class);
      for (String other : List.of("one", "two")) {
        running.add(enter(threads, turns, order, other, false));
        waits(turns, ++waiting);
      }
      running.add(enter(threads, turns, order, "known", true));
      waits(turns, ++waiting);
      hold.countDown();
      for (Future<?> each : running) {
        each.get();
      }
    }
    assertThat(order).startsWith("known", "hammer", "one", "two", "hammer").hasSize(11);
    assertThat(turns.take(new Turns.Who("later", false), () -> "done")).isEqualTo("done");
  }

  private static Future<?> enter(
      ExecutorService threads, Turns turns, List<String> order, String name, boolean known) {
    return threads.submit(() -> turns.take(new Turns.Who(name, known), () -> order.add(name)));
  }

  private static void waits(Turns turns, int number) {
    while (turns.waiting() < number) {
      Thread.onSpinWait();
    }
  }

  private static void awaits(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("B9: a turn that doesn't come in time is given up, and nobody waits behind it")
  void givenUp() throws Exception {
    Turns turns = new Turns(1, Duration.ofMillis(1), 8);
    assertThatThrownBy(() ->
            turns.take(
                new Turns.Who("a", false),
                () -> {
                  try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    return threads
                        .submit(() -> turns.take(new Turns.Who("b", false), () -> true))
                        .get();
                  } catch (Exception e) {
                    throw new IllegalStateException(e.getCause());
                  }
                }))
        .hasCauseInstanceOf(Turns.Busy.class);
    assertThat(turns.waiting()).isZero();
    assertThat(turns.take(new Turns.Who("c", false), () -> true)).isTrue();
  }
}
