package dev.tenure.identity.guess;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets only so many work at once, and those who wait in fair turns: one of each subject after the
 * other, and those who are known before all others. So nobody who sends very much delays anybody
 * else by more than their own share (B9).
 */
public final class Turns {

  /** The wait would be too long. */
  public static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("Too many wait for a turn", null, false, false);
    }
  }

  /**
   * Who waits.
   *
   * @param subject whose share it is: a network or a person
   * @param known whether they are believed already: a known browser, a session, a mailed link
   */
  public record Who(String subject, boolean known) {}

  private static final class Lane {
    private final Map<String, ArrayDeque<CountDownLatch>> waiting = new LinkedHashMap<>();
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Lane known = new Lane();
  private final Lane others = new Lane();
  private final Duration patience;
  private final int mostOfOne;
  private int free;

  /**
   * @param atOnce how many work at the same time
   * @param patience how long one waits for a turn
   * @param mostOfOne how many of one subject may wait
   */
  public Turns(int atOnce, Duration patience, int mostOfOne) {
    this.free = atOnce;
    this.patience = patience;
    this.mostOfOne = mostOfOne;
  }

  /**
   * Does the work when its turn has come.
   *
   * @throws Busy when it doesn't come in time, or too many of the same subject wait already
   */
  public <T> T take(Who who, Supplier<T> work) {
    enter(who);
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  private void enter(Who who) {
    CountDownLatch turn = new CountDownLatch(1);
    lock.lock();
    try {
      if (free > 0) {
        free--;
        return;
      }
      ArrayDeque<CountDownLatch> own =
          lane(who).waiting.computeIfAbsent(who.subject(), s -> new ArrayDeque<>());
      if (own.size() >= mostOfOne) {
        throw new Busy();
      }
      own.add(turn);
    } finally {
      lock.unlock();
    }
    if (!await(turn) && !granted(who, turn)) {
      throw new Busy();
    }
  }

  private Lane lane(Who who) {
    return who.known() ? known : others;
  }

  private boolean await(CountDownLatch turn) {
    try {
      return turn.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether the turn came in the last moment; otherwise nobody waits for it any more. */
  private boolean granted(Who who, CountDownLatch turn) {
    lock.lock();
    try {
      Lane lane = lane(who);
      ArrayDeque<CountDownLatch> own = lane.waiting.get(who.subject());
      boolean gaveUp = own != null && own.remove(turn);
      if (own != null && own.isEmpty()) {
        lane.waiting.remove(who.subject());
      }
      return !gaveUp;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      if (!passTo(known) && !passTo(others)) {
        free++;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Hands the turn to the first subject of the lane, which then stands behind all others. */
  private static boolean passTo(Lane lane) {
    var first = lane.waiting.entrySet().iterator();
    if (!first.hasNext()) {
      return false;
    }
    Map.Entry<String, ArrayDeque<CountDownLatch>> subject = first.next();
    ArrayDeque<CountDownLatch> own = subject.getValue();
    CountDownLatch turn = own.remove();
    first.remove();
    if (!own.isEmpty()) {
      lane.waiting.put(subject.getKey(), own);
    }
    turn.countDown();
    return true;
  }

  /** How many wait now. */
  int waiting() {
    lock.lock();
    try {
      return known.waiting.values().stream().mapToInt(ArrayDeque::size).sum()
          + others.waiting.values().stream().mapToInt(ArrayDeque::size).sum();
    } finally {
      lock.unlock();
    }
  }
}
