package dev.tenure.collection.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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

  /**
   * How long a transaction should take. Where a processor is shared with others its pauses are of
   * ten and more milliseconds: with one of them a commit still is within 25.
   */
  private static final long AIM = Duration.ofMillis(6).toNanos();

  private static final int FEWEST_EVENTS = 80;
  private static final int MOST_EVENTS = 4_000;

  private final ReentrantLock lock = new ReentrantLock();

  /** Whose turn it isn't yet, the longest waiting first. */
  private final Set<Sender> waiting = new LinkedHashSet<>();

  /** How many write. */
  private int writing;

  /** Whether one of them tries again what was blocked. */
  private boolean retrying;

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

    /** Whether somebody else held the customer when it was tried. */
    private boolean blocked;

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
    Sender sender = new Sender(parcel, lock.newCondition(), deadline);
    try {
      waiting.add(sender);
      while (!parcel.isDone()) {
        if (writing == most || !waiting.contains(sender) || head().isEmpty()) {
          // Not on the lock: whoever is done needn't wait until the writer's own parcel is.
          sender.changed.awaitUninterruptibly();
        } else {
          turn(sender);
        }
      }
    } finally {
      leave(sender);
      lock.unlock();
    }
  }

  /** Who wrote for others and was thrown out by it leaves its own parcel behind. */
  private void leave(Sender sender) {
    if (waiting.remove(sender)) {
      invite();
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
    boolean again = some.getFirst().blocked;
    retrying |= again;
    writing++;
    writer.writes = true;
    invite();
    lock.unlock();
    long began = nanoTime.getAsLong();
    try {
      write(some, blocked);
    } finally {
      lock.lock();
      learn(some, nanoTime.getAsLong() - began);
      writing--;
      writer.writes = false;
      retrying &= !again;
      blocked.forEach(one -> one.blocked = true);
      waiting.addAll(blocked);
      // What was thrown past all this, say for want of memory, mustn't leave the others waiting.
      some.stream()
          .filter(one -> !one.parcel.isDone() && !blocked.contains(one))
          .forEach(one -> one.parcel.failed(new IllegalStateException("Not known to be stored")));
      some.forEach(one -> one.changed.signal());
      invite();
    }
  }

  /** As many as may write, if there is something to be written; whose it is doesn't matter. */
  private void invite() {
    if (head().isEmpty()) {
      return;
    }
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

  /** What waits longest. While one writer waits for locks again, no other one does. */
  private Optional<Sender> head() {
    return waiting.stream().filter(one -> !(one.blocked && retrying)).findFirst();
  }

  /** The head and what is like it: of its share, and blocked before or not as it was. */
  private List<Sender> next() {
    Sender head = head().orElseThrow();
    List<Sender> some = new ArrayList<>();
    int events = 0;
    Iterator<Sender> all = waiting.iterator();
    while (all.hasNext()) {
      Sender one = all.next();
      if (one.parcel.share() == head.parcel.share() && one.blocked == head.blocked) {
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

  private void write(List<Sender> some, List<Sender> blocked) {
    try {
      work.write(some.stream().map(one -> one.parcel).toList());
      return;
    } catch (RuntimeException failed) {
      if (some.size() == 1) {
        give(some.getFirst(), failed, blocked);
        return;
      }
    }
    // One bad or blocked parcel never keeps the others out.
    for (Sender one : some) {
      try {
        work.write(List.of(one.parcel));
      } catch (RuntimeException alone) {
        give(one, alone, blocked);
      }
    }
  }

  /** Up, or back into the queue while somebody else, say a termination, holds the customer. */
  private void give(Sender one, RuntimeException why, List<Sender> blocked) {
    if (why instanceof PessimisticLockingFailureException && nanoTime.getAsLong() < one.deadline) {
      blocked.add(one);
    } else {
      one.parcel.failed(why);
    }
  }
}
