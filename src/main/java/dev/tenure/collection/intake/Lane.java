package dev.tenure.collection.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Two writers at a time: whoever comes while they write, waits, and is then written together with
 * all who waited with it, in one transaction. So many small requests cost little more than one
 * large one, and while one transaction waits for its commit the next one writes its rows.
 */
final class Lane {

  private static final int WRITERS = 2;

  /** How long a transaction should take, so that a commit never keeps its senders for long. */
  private static final long AIM = Duration.ofMillis(12).toNanos();

  private static final int FEWEST_EVENTS = 300;
  private static final int MOST_EVENTS = 4_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Parcel> waiting = new ArrayDeque<>();

  /** How many write. */
  private int writing;

  /** How many events are written together, by how long they took so far. */
  private int together = 500;

  private final Work work;
  private final Duration patience;
  private final LongSupplier nanoTime;

  /** Writes parcels in a transaction of its own. */
  @FunctionalInterface
  interface Work {
    /** Returns when they are durable, with the results set; throws when none of them may be. */
    void write(List<Parcel> parcels);
  }

  /**
   * A lane without parcels.
   *
   * @param patience how long a parcel is tried whose customer's rows are locked by somebody else
   */
  Lane(Work work, Duration patience, LongSupplier nanoTime) {
    this.work = work;
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /** Returns when the parcel is done. */
  void take(Parcel parcel) {
    long deadline = nanoTime.getAsLong() + patience.toNanos();
    lock.lock();
    try {
      waiting.add(parcel);
      while (!parcel.isDone()) {
        if (writing == WRITERS || !waiting.contains(parcel)) {
          // Not on the lock: whoever is done needn't wait until the writer's own parcel is.
          changed.awaitUninterruptibly();
        } else {
          writing++;
          turn(next(), parcel, deadline);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes without the lock, so that others may come meanwhile. */
  private void turn(List<Parcel> some, Parcel own, long deadline) {
    List<Parcel> blocked = new ArrayList<>();
    lock.unlock();
    long began = nanoTime.getAsLong();
    try {
      write(some, own, deadline, blocked);
    } finally {
      lock.lock();
      learn(some, nanoTime.getAsLong() - began);
      writing--;
      waiting.addAll(blocked);
      // What was thrown past all this, say for want of memory, mustn't leave the others waiting.
      some.stream()
          .filter(one -> !one.isDone() && !blocked.contains(one))
          .forEach(one -> one.failed(new IllegalStateException("Not known to be stored")));
      changed.signalAll();
    }
  }

  private void learn(List<Parcel> written, long nanos) {
    int events = written.stream().mapToInt(parcel -> parcel.pieces().size()).sum();
    if (events >= FEWEST_EVENTS / 2) {
      long each = Math.max(1, nanos / events);
      long fit = Math.clamp(AIM / each, FEWEST_EVENTS, MOST_EVENTS);
      together = (int) ((together * 7L + fit) / 8);
    }
  }

  private List<Parcel> next() {
    List<Parcel> some = new ArrayList<>();
    int events = 0;
    for (Parcel one = waiting.peek();
        one != null && (some.isEmpty() || events + one.pieces().size() <= together);
        one = waiting.peek()) {
      waiting.remove();
      some.add(one);
      events += one.pieces().size();
    }
    return some;
  }

  private void write(List<Parcel> parcels, Parcel own, long deadline, List<Parcel> blocked) {
    try {
      work.write(parcels);
      return;
    } catch (RuntimeException failed) {
      if (parcels.size() == 1) {
        give(parcels.getFirst(), failed, own, deadline, blocked);
        return;
      }
    }
    // One bad or blocked parcel never keeps the others out.
    for (Parcel parcel : parcels) {
      try {
        work.write(List.of(parcel));
      } catch (RuntimeException alone) {
        give(parcel, alone, own, deadline, blocked);
      }
    }
  }

  /** Up, or back into the queue while somebody else, say a termination, holds the customer. */
  private void give(
      Parcel parcel, RuntimeException why, Parcel own, long deadline, List<Parcel> blocked) {
    if (why instanceof PessimisticLockingFailureException
        && (parcel != own || nanoTime.getAsLong() < deadline)) {
      blocked.add(parcel);
    } else {
      parcel.failed(why);
    }
  }
}
