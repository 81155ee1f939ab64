package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.intake.EventDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Between what reads a phone system and what stores: so many events and no more. When the intake is
 * slower than the phone system, the reader waits, and with it, by TCP, the phone system.
 */
final class Handover {

  private static final int MOST = 10_000;
  private static final int BATCH = 1_000;

  private final Storing storing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<CanonicalEvent> events = new ArrayDeque<>();
  private List<CanonicalEvent> underWay = List.of();
  private @Nullable Instant heard;
  private @Nullable Instant stored;
  private boolean closed;

  Handover(SourceId source, EventDoor door, LinkMemory memory, Pause pause) {
    this.storing = new Storing(source, door, memory, pause);
  }

  /**
   * Takes events; waits while there is no room.
   *
   * @param until the phone system's instant up to which these are all
   */
  void put(List<CanonicalEvent> more, Instant until) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && events.size() >= MOST) {
        changed.await();
      }
      events.addAll(more);
      heard = until;
      stored = isIdle() ? until : stored;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isIdle() {
    return events.isEmpty() && underWay.isEmpty();
  }

  /** The instant up to which all is stored; empty before the first. */
  Optional<Instant> storedUntil() {
    lock.lock();
    try {
      return Optional.ofNullable(stored);
    } finally {
      lock.unlock();
    }
  }

  /** How far the oldest event that isn't stored lies back; nothing when there is none. */
  Duration lag(Instant theirNow) {
    lock.lock();
    try {
      if (isIdle()) {
        return Duration.ZERO;
      }
      Instant oldest = underWay.isEmpty() ? events.getFirst().at() : underWay.getFirst().at();
      return oldest.isBefore(theirNow) ? Duration.between(oldest, theirNow) : Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  /** How many events aren't stored yet. */
  int waiting() {
    lock.lock();
    try {
      return events.size() + underWay.size();
    } finally {
      lock.unlock();
    }
  }

  /** What went wrong with storing, in words. */
  Optional<String> trouble() {
    return storing.trouble();
  }

  /** Waits until all that was put is stored. */
  void awaitStored() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && !isIdle()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until calls and agent statuses tell of all that is stored. */
  void awaitFacts() {
    storing.settle();
  }

  /** No more is taken; what was put is still stored. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Stores until it is closed and empty, or interrupted. */
  void run() {
    try {
      while (true) {
        List<CanonicalEvent> batch = batch();
        if (batch.isEmpty()) {
          return;
        }
        storing.store(batch);
        lock.lock();
        try {
          underWay = List.of();
          stored = events.isEmpty() ? heard : stored;
          changed.signalAll();
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private List<CanonicalEvent> batch() throws InterruptedException {
    lock.lock();
    try {
      while (events.isEmpty() && !closed) {
        changed.await();
      }
      List<CanonicalEvent> batch = new ArrayList<>();
      while (!events.isEmpty() && batch.size() < BATCH) {
        batch.add(events.removeFirst());
      }
      underWay = batch;
      changed.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }
}
