package dev.tenure.platform.server;

import java.time.Duration;

/**
 * How long a peer may still keep us waiting. Waiting spends it, each byte earns some of it back,
 * and never is there more than the full patience: so a body has that time in total, and longer only
 * while bytes come at the least rate or faster. Not for several threads at once.
 */
final class Allowance {

  private final long full;
  private final long perByte;
  private long left;

  /**
   * A full allowance.
   *
   * @param patience waiting without any byte
   * @param bytesPerSecond the rate that earns as much as it spends
   */
  Allowance(Duration patience, int bytesPerSecond) {
    this.full = patience.toNanos();
    this.perByte = Duration.ofSeconds(1).toNanos() / bytesPerSecond;
    this.left = full;
  }

  void refill() {
    left = full;
  }

  void spend(long nanos) {
    left -= nanos;
  }

  void exhaust() {
    left = 0;
  }

  void earn(long bytes) {
    left = Math.min(full, left + bytes * perByte);
  }

  boolean isSpent() {
    return left <= 0;
  }

  /** What is left, in milliseconds and at least one, since sockets take 0 for ever. */
  long millis() {
    return Math.max(1, left / 1_000_000);
  }
}
