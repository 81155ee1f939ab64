package dev.tenure.collection.intake;

import dev.tenure.collection.intake.Backlog.Waiting;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionException;

/**
 * Lets facts follow the journal, for a share of the lanes: one transaction after the other for as
 * long as there are news, on a thread that ends with them. What can't be written is set aside, so
 * that nothing else waits for it, and tried again.
 */
final class Folding {

  private static final Logger log = LoggerFactory.getLogger(Folding.class);

  /** How long a transaction should take: a termination has to wait for its end. */
  private static final long AIM = Duration.ofMillis(50).toNanos();

  private static final int FEWEST = 50;
  private static final int MOST = 4_000;

  /** How often a termination finds an instant in which nobody holds its customer. */
  private static final long FAIR = Duration.ofMillis(100).toNanos();

  /** Of how many calls and agents a fold tells that more will come soon. */
  private static final int BUSY = 10;

  /** How many events needn't be waited for. */
  private static final int ENOUGH = 1_000;

  private static final long REST = Duration.ofMillis(25).toNanos();

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final AtomicBoolean awake = new AtomicBoolean();
  private final Memory memory;
  private final Backlog backlog;
  private final Work work;
  private final Executor threads;
  private final LongSupplier nanoTime;

  /** How many calls and agents are written together, by how long they took so far. */
  private int together = 200;

  /** When that was so, or this thread began. */
  private long fairAt;

  /** Transactions. */
  interface Work {
    /** Returns when the facts are committed; throws when they aren't, or perhaps aren't. */
    void write(Portion portion, Memory memory);

    /** Lets who waits for a customer of these lanes in, be it another writer or a termination. */
    void giveWay();
  }

  Folding(Memory memory, Work work, Executor threads, LongSupplier nanoTime) {
    this.memory = memory;
    this.backlog = new Backlog(nanoTime);
    this.work = work;
    this.threads = threads;
    this.nanoTime = nanoTime;
  }

  /** Waits while so much is waiting that more shouldn't be journalled. */
  void awaitRoom() {
    backlog.awaitRoom();
  }

  /** Takes what was journalled; returns at once. */
  void add(News news) {
    backlog.add(news);
    look();
  }

  /** Goes on with what was set aside, if its time has come. */
  void look() {
    if (backlog.isDue() && awake.compareAndSet(false, true)) {
      threads.execute(this::run);
    }
  }

  /** Waits until the facts of what was taken before are written, or set aside. */
  void settle() {
    backlog.settle();
  }

  /** Which news are waiting here. */
  Set<UUID> ids() {
    return backlog.ids();
  }

  /** How many events are waiting. */
  int events() {
    return backlog.events();
  }

  private void run() {
    try {
      fairAt = nanoTime.getAsLong();
      Portion portion = backlog.next(together);
      while (!portion.isEmpty()) {
        giveWay();
        fold(portion);
        gather(portion);
        portion = backlog.next(together);
      }
    } finally {
      awake.set(false);
      // What came just now may have seen this thread still awake.
      look();
    }
  }

  /**
   * A fold of many calls costs little more than one of a few. So while they come quickly some are
   * let gather; while it is quiet none waits for others.
   */
  private void gather(Portion written) {
    if (written.waiting().size() >= BUSY && backlog.events() < ENOUGH) {
      LockSupport.parkNanos(REST);
    }
  }

  private void giveWay() {
    if (nanoTime.getAsLong() - fairAt < FAIR) {
      return;
    }
    try {
      work.giveWay();
    } catch (RuntimeException failed) {
      log.debug("Nobody was let in: {}", failed.getMessage());
    }
    fairAt = nanoTime.getAsLong();
  }

  private void fold(Portion whole) {
    long began = nanoTime.getAsLong();
    if (settled(whole)) {
      learn(whole.waiting().size(), nanoTime.getAsLong() - began);
      return;
    }
    // One that can't be written never keeps the others out: by customers, then one by one.
    for (Collection<Waiting> part : backlog.part(whole)) {
      fold(backlog.take(part));
    }
  }

  /** Writes a portion, or sets it aside; false if neither, for its parts should be tried. */
  private boolean settled(Portion portion) {
    boolean over = false;
    try {
      work.write(portion, memory);
      backlog.done(portion);
      over = true;
    } catch (TransactionException | DataAccessResourceFailureException unreachable) {
      memory.forget();
      aside(portion, unreachable);
      over = true;
    } catch (PessimisticLockingFailureException blocked) {
      over = portion.customers().size() == 1;
      if (over) {
        aside(portion, blocked);
      }
    } catch (RuntimeException failed) {
      memory.forget();
      over = portion.waiting().size() == 1;
      if (over) {
        aside(portion, failed);
      }
    } catch (Error broken) {
      // Say for want of memory: nothing that was taken out may be forgotten.
      backlog.setAside(portion, LONGEST_PAUSE);
      throw broken;
    }
    return over;
  }

  private void aside(Portion portion, RuntimeException why) {
    int failures = portion.waiting().iterator().next().failures();
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
    backlog.setAside(portion, pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    if (!(why instanceof PessimisticLockingFailureException)) {
      log.error(
          "The facts of {} and {} others aren't written yet; they are tried again",
          portion.waiting().iterator().next().of(),
          portion.waiting().size() - 1,
          why);
    }
  }

  private void learn(int written, long nanos) {
    if (written >= FEWEST / 2) {
      long each = Math.max(1, nanos / written);
      long fit = Math.clamp(AIM / each, FEWEST, MOST);
      together = (int) ((together * 7L + fit) / 8);
    }
  }
}
