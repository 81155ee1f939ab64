package dev.tenure.billing.run;

import dev.tenure.platform.ResellerId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Works on several resellers at a time, taken up in their order: while one's lines are drafted
 * here, the database reads or writes another's. What must happen in their order waits for its
 * {@link Turn}.
 */
final class Lanes {

  /** One more than the two cores that Tenure is made for: somebody always waits for the disk. */
  private static final int LANES = 3;

  /** What is done for one reseller; a failure of it is the work's own affair. */
  interface Work {
    void on(ResellerId reseller, Turn turn);
  }

  /** A reseller's place in the order. */
  interface Turn {
    /** Returns when all resellers before are done with. */
    void await();
  }

  private final List<ResellerId> resellers;
  private final BooleanSupplier goOn;
  private final Work work;
  private int next;
  private int turn;
  private boolean stopped;

  private Lanes(List<ResellerId> resellers, BooleanSupplier goOn, Work work) {
    this.resellers = resellers;
    this.goOn = goOn;
    this.work = work;
  }

  /**
   * Does the work for each reseller, once.
   *
   * @param goOn asked before each; after a no, what is under way is finished
   * @return whether it came to the end of them
   */
  static boolean each(List<ResellerId> resellers, BooleanSupplier goOn, Work work) {
    Lanes lanes = new Lanes(resellers, goOn, work);
    List<Future<?>> all = new ArrayList<>();
    // Drafting is all CPU: as virtual threads the lanes would keep pages waiting.
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            LANES, Thread.ofPlatform().name("billing-", 1).daemon().factory())) {
      for (int i = 0; i < Math.min(LANES, resellers.size()); i++) {
        all.add(threads.submit(lanes::drive));
      }
    }
    all.forEach(Lanes::demand);
    return !lanes.stopped;
  }

  private static void demand(Future<?> lane) {
    try {
      lane.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A lane of the billing run broke off", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private void drive() {
    for (int place = take(); place >= 0; place = take()) {
      int own = place;
      try {
        work.on(resellers.get(own), () -> await(own));
      } finally {
        await(own);
        done();
      }
    }
  }

  /** The next place, or -1 when there is none or somebody said to stop. */
  private synchronized int take() {
    if (!stopped && next < resellers.size() && !goOn.getAsBoolean()) {
      stopped = true;
    }
    return stopped || next == resellers.size() ? -1 : next++;
  }

  private synchronized void await(int place) {
    boolean interrupted = false;
    while (turn < place) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void done() {
    turn++;
    notifyAll();
  }
}
