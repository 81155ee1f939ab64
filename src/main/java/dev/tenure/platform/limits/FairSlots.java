package dev.tenure.platform.limits;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * So many at once in all, and so many at once of each owner. Who must wait stands in their owner's
 * own line, and the lines are served in turn: an owner with many waiting delays nobody else by more
 * than one turn.
 */
public final class FairSlots {

  private final int ofOne;
  private final int mostWaiting;
  private final Map<Object, Integer> held = new HashMap<>();

  /** Owners with somebody waiting, the one whose turn it is first. */
  private final Map<Object, Deque<Waiter>> lines = new LinkedHashMap<>();

  private int free;

  private static final class Waiter {
    final CountDownLatch served = new CountDownLatch(1);
    boolean granted;
  }

  /**
   * Slots that are all free.
   *
   * @param all at once
   * @param ofOne at once of one owner
   * @param mostWaiting of one owner; who comes then is turned away
   */
  public FairSlots(int all, int ofOne, int mostWaiting) {
    this.free = all;
    this.ofOne = Math.min(all, ofOne);
    this.mostWaiting = mostWaiting;
  }

  /** One slot; closing it lets the next one in. */
  public final class Slot implements AutoCloseable {

    private final Object owner;
    private boolean open = true;

    private Slot(Object owner) {
      this.owner = owner;
    }

    @Override
    public void close() {
      synchronized (FairSlots.this) {
        if (open) {
          open = false;
          release(owner);
        }
      }
    }
  }

  /** A slot, as soon as there is one within that time. */
  public Optional<Slot> take(Object owner, Duration patience) throws InterruptedException {
    Waiter waiter = new Waiter();
    synchronized (this) {
      Deque<Waiter> line = lines.get(owner);
      int waiting = line == null ? 0 : line.size();
      if (waiting >= mostWaiting && !canServe(owner)) {
        return Optional.empty();
      }
      lines.computeIfAbsent(owner, o -> new ArrayDeque<>()).add(waiter);
      serve();
    }
    try {
      boolean inTime = waiter.served.await(patience.toNanos(), TimeUnit.NANOSECONDS);
      return inTime || leave(owner, waiter) ? Optional.of(new Slot(owner)) : Optional.empty();
    } catch (InterruptedException e) {
      if (leave(owner, waiter)) {
        new Slot(owner).close();
      }
      throw e;
    }
  }

  /** Whether the owner has as many slots as one may have: that it waits is its own doing. */
  public synchronized boolean isFull(Object owner) {
    return held.getOrDefault(owner, 0) >= ofOne;
  }

  private boolean canServe(Object owner) {
    return free > 0 && held.getOrDefault(owner, 0) < ofOne;
  }

  private void serve() {
    boolean served = true;
    while (free > 0 && served) {
      served = serveNext();
    }
  }

  /** Lets one in, of the first line that may have another; that line is the last one then. */
  private boolean serveNext() {
    Iterator<Map.Entry<Object, Deque<Waiter>>> turns = lines.entrySet().iterator();
    while (turns.hasNext()) {
      Map.Entry<Object, Deque<Waiter>> turn = turns.next();
      Object owner = turn.getKey();
      Deque<Waiter> line = turn.getValue();
      if (canServe(owner)) {
        turns.remove();
        Waiter next = line.remove();
        if (!line.isEmpty()) {
          lines.put(owner, line);
        }
        free--;
        held.merge(owner, 1, Integer::sum);
        next.granted = true;
        next.served.countDown();
        return true;
      }
    }
    return false;
  }

  private void release(Object owner) {
    free++;
    held.computeIfPresent(owner, (who, count) -> count == 1 ? null : count - 1);
    serve();
  }

  /** Ends the waiting; whether the slot came in the last moment. */
  private synchronized boolean leave(Object owner, Waiter waiter) {
    if (waiter.granted) {
      return true;
    }
    Deque<Waiter> line = lines.get(owner);
    if (line != null) {
      line.remove(waiter);
      if (line.isEmpty()) {
        lines.remove(owner);
      }
    }
    return false;
  }
}
