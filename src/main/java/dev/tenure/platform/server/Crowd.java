package dev.tenure.platform.server;

import java.util.concurrent.ConcurrentHashMap;

/** Counts what each client network has open, and takes no more than so much of one. */
final class Crowd {

  private final ConcurrentHashMap<ClientNetwork, Integer> open = new ConcurrentHashMap<>();

  /** Counts one more, unless the network has as many as it may; whether it was counted. */
  boolean enter(ClientNetwork network, int most) {
    boolean[] entered = new boolean[1];
    open.compute(
        network,
        (key, before) -> {
          int count = before == null ? 0 : before;
          entered[0] = count < most;
          return entered[0] ? Integer.valueOf(count + 1) : before;
        });
    return entered[0];
  }

  /** Counts one less of those that entered. */
  void leave(ClientNetwork network) {
    open.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
  }

  int of(ClientNetwork network) {
    return open.getOrDefault(network, 0);
  }

  /** Networks that have anything open. */
  int networks() {
    return open.size();
  }
}
