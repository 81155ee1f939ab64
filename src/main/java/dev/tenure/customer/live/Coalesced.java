package dev.tenure.customer.live;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs an action soon after it is asked for, on a thread of its own and never twice at once. Asked
 * while it runs, however often, it runs once more: what made somebody ask is always seen.
 */
final class Coalesced {

  private final String name;
  private final Runnable action;
  private final AtomicInteger asked = new AtomicInteger();

  Coalesced(String name, Runnable action) {
    this.name = name;
    this.action = action;
  }

  void ask() {
    if (asked.getAndIncrement() == 0) {
      Thread.ofVirtual().name(name).start(this::run);
    }
  }

  private void run() {
    int seen;
    do {
      seen = asked.get();
      action.run();
    } while (asked.addAndGet(-seen) > 0);
  }
}
