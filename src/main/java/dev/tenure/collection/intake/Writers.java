package dev.tenure.collection.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * A few write at a time: whoever comes while they do, waits, and is then written together with
 * others of its share who waited with it, in one transaction. So many small requests cost little
 * more than one large one, and while one transaction waits for its commit another one writes its
 * rows. More of them than processors would only make each take longer.
 */
final class Writers {

  /** How long a transaction should take, so that a commit never keeps its senders for long. */
  private static final long AIM = Duration.ofMillis(12).toNanos();

  private static final int FEWEST_EVENTS = 150;
  private static final int MOST_EVENTS = 4_000;

  private final ReentrantLock lock = new ReentrantLock();

  /** Whose turn it isn't yet, the longest waiting first. */
  private final Set<Sender> waiting = new LinkedHashSet<>();

  /** How many write. */
  private int writing;

  /** How many events are written together, by how long they took so far. */
  private int together = 500;

  private final int most;
  private final Work work;
  private final Duration patience;
  private final LongSupplier nanoTime;

  /** Writes parcels of one share in a transaction of its own. */
  @FunctionalInterface
  interface Work {
    /** Returns when they are durable, with the results set; throws when none of them may be. */
    void write(List<Parcel> parcels);
  }

  /** A thread and its parcel. */
  private static final class Sender {
    private final Parcel parcel;

    /** Signalled when the parcel is done, or when the thread may write. */
    private final Condition changed;

    private final long deadline;
    private boolean writes;

    Sender(Parcel parcel, Condition changed, long deadline) {
      this.parcel = parcel;
      this.changed = changed;
      this.deadline = deadline;
    }
  }

  /**
   * Nobody writes yet.
   *
   * @param most how many may write at a time
   * @param patience how long a parcel is tried whose customer's rows are locked by somebody else
   */
  Writers(int most, Work work, Duration patience, LongSupplier nanoTime) {
    this.most = most;
    this.work = work;
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /** Returns when the parcel is done. */
  void take(Parcel parcel) {
    long deadline = nanoTime.getAsLong() + patience.toNanos();
    lock.lock();
    try {
      Sender sender = new Sender(parcel, lock.newCondition(), deadline);
      waiting.add(sender);
      while (!parcel.isDone()) {
        if (writing == most || !waiting.contains(sender)) {
          // Not on the lock: whoever is done needn't wait until the writer's own parcel is.
          sender.changed.awaitUninterruptibly();
        } else {
          turn(sender);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for their turn. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Writes without the lock, so that others may come meanwhile. */
  private void turn(Sender writer) {
    List<Sender> some = next();
    List<Sender> blocked = new ArrayList<>();
    writing++;
    writer.writes = true;
    invite();
    lock.unlock();
    long began = nanoTime.getAsLong();
    try {
      write(some, writer, blocked);
    } finally {
      lock.lock();
      learn(some, nanoTime.getAsLong() - began);
      writing--;
      writer.writes = false;
      waiting.addAll(blocked);
      // What was thrown past all this, say for want of memory, mustn't leave the others waiting.
      some.stream()
          .filter(one -> !one.parcel.isDone() && !blocked.contains(one))
          .forEach(one -> one.parcel.failed(new IllegalStateException("Not known to be stored")));
      some.forEach(one -> one.changed.signal());
      invite();
    }
  }

  private void invite() {
    waiting.stream()
        .filter(one -> !one.writes)
        .limit(most - writing)
        .forEach(one -> one.changed.signal());
  }

  private void learn(List<Sender> written, long nanos) {
    int events = written.stream().mapToInt(one -> one.parcel.pieces().size()).sum();
    if (events >= FEWEST_EVENTS / 2) {
      long each = Math.max(1, nanos / events);
      long fit = Math.clamp(AIM / each, FEWEST_EVENTS, MOST_EVENTS);
      together = (int) ((together * 7L + fit) / 8);
    }
  }

  /** Of the share whose parcel waits longest. */
  private List<Sender> next() {
    List<Sender> some = new ArrayList<>();
    int share = waiting.iterator().next().parcel.share();
    int events = 0;
    Iterator<Sender> all = waiting.iterator();
    while (all.hasNext()) {
      Sender one = all.next();
      if (one.parcel.share() == share) {
        events += one.parcel.pieces().size();
        if (!some.isEmpty() && events > together) {
          return some;
        }
        all.remove();
        some.add(one);
      }
    }
    return some;
  }

  private void write(List<Sender> some, Sender writer, List<Sender> blocked) {
    try {
      work.write(some.stream().map(one -> one.parcel).toList());
      return;
    } catch (RuntimeException failed) {
      if (some.size() == 1) {
        give(some.getFirst(), failed, writer, blocked);
        return;
      }
    }
    // One bad or blocked parcel never keeps the others out.
    for (Sender one : some) {
      try {
        work.write(List.of(one.parcel));
      } catch (RuntimeException alone) {
        give(one, alone, writer, blocked);
      }
    }
  }

  /**
   * Up, or back into the queue while somebody else, say a termination, holds the customer. Each
   * writer gives up its own parcel only.
   */
  private void give(Sender one, RuntimeException why, Sender writer, List<Sender> blocked) {
    if (why instanceof PessimisticLockingFailureException
        && (one != writer || nanoTime.getAsLong() < one.deadline)) {
      blocked.add(one);
    } else {
      one.parcel.failed(why);
    }
  }
}
