package dev.tenure.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.Bell;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoopTest {

  private final BlockingQueue<String> turns = new LinkedBlockingQueue<>();

  private String next() throws InterruptedException {
    return String.valueOf(turns.poll(Bell.LONGEST_SLEEP.toSeconds() / 3, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("A12: work is taken up when somebody rings, long before the loop looks by itself")
  void rung() throws InterruptedException {
    Loop loop =
        new Loop(
            "test",
            () -> {
              turns.add("turn");
              return Duration.ofDays(1);
            });
    loop.start();
    try {
      assertThat(next()).isEqualTo("turn");
      loop.ring();
      assertThat(next()).isEqualTo("turn");
    } finally {
      loop.stop();
    }
    assertThat(loop.running()).isFalse();
  }

  @Test
  @DisplayName("A12: what is due in a moment is taken up then, and not before")
  void due() throws InterruptedException {
    AtomicLong due = new AtomicLong();
    Loop loop =
        new Loop(
            "test",
            () -> {
              long now = System.nanoTime();
              if (due.compareAndSet(0, now + Duration.ofNanos(20_400_000).toNanos())) {
                turns.add("told when");
                return Duration.ofNanos(due.get() - now);
              }
              turns.add(now < due.get() ? "early" : "due");
              return Duration.ofDays(1);
            });
    loop.start();
    try {
      assertThat(next()).isEqualTo("told when");
      assertThat(next()).isEqualTo("due");
    } finally {
      loop.stop();
    }
  }

  @Test
  @DisplayName("A turn that fails is tried again without anybody's ringing")
  void failing() throws InterruptedException {
    Loop loop =
        new Loop(
            "test",
            () -> {
              turns.add("turn");
              throw new IllegalStateException("no database");
            });
    loop.start();
    try {
      assertThat(next()).isEqualTo("turn");
      assertThat(next()).isEqualTo("turn");
    } finally {
      loop.stop();
    }
  }
}
