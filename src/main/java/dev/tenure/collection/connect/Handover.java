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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between what reads a phone system and what stores: so many events and no more. When the intake is
 * slower than the phone system, the reader waits, and with it, by TCP, the phone system. What could
 * not be stored is tried again until it can.
 */
final class Handover {

  private static final Logger log = LoggerFactory.getLogger(Handover.class);
  private static final int MOST = 10_000;
  private static final int BATCH = 1_000;

  private final SourceId source;
  private final EventDoor door;
  private final Pause pause;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<CanonicalEvent> events = new ArrayDeque<>();
  private @Nullable Instant heard;
  private @Nullable Instant stored;
  private int underWay;
  private boolean closed;

  Handover(SourceId source, EventDoor door, Pause pause) {
    this.source = source;
    this.door = door;
    this.pause = pause;
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
      stored = events.size() + underWay == 0 ? until : stored;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
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

  /** Waits until all that was put is stored. */
  void awaitStored() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && events.size() + underWay > 0) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What is stored after this is only the batch that is under way. */
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
        store(batch);
        lock.lock();
        try {
          underWay = 0;
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
      underWay = batch.size();
      changed.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void store(List<CanonicalEvent> batch) throws InterruptedException {
    for (int failures = 0; ; failures++) {
      try {
        door.take(source, batch);
        return;
      } catch (RuntimeException failed) {
        if (failures == 0) {
          log.warn("Events of source {} can't be stored yet: {}", source, failed.getMessage());
        }
        pause.of(Duration.ofMillis(Math.min(5_000, 100L << Math.min(failures, 10))));
      }
    }
  }
}
