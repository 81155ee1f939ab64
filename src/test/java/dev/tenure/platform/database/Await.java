package dev.tenure.platform.database;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for other processes, which tell nobody when they are done, by looking again and again. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  public static void until(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not true within " + patience);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** The first value that is given without the expected failure. */
  static <T> T value(
      Duration patience, Class<? extends RuntimeException> expected, Supplier<T> source) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return source.get();
      } catch (RuntimeException failure) {
        if (!expected.isInstance(failure) || System.nanoTime() > deadline) {
          throw failure;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
