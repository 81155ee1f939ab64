package dev.tenure.collection.connect;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A phone system at which happens what a recorded one told, each thing at its time, whether anybody
 * listens or not. Its clock begins to run, shortly before the recording, when somebody first
 * connects.
 */
public final class ReplayedAsterisk implements AutoCloseable {

  private static final Duration LEAD = Duration.ofSeconds(3);
  private static final int PORTION = 500;

  private final RecordedExchange exchange;
  private final AsteriskDouble asterisk;
  private volatile @Nullable Long began;
  private volatile int happened;

  /** It is there, and nothing has happened yet. */
  public ReplayedAsterisk(RecordedExchange exchange) throws IOException {
    this.exchange = exchange;
    this.asterisk = AsteriskDouble.plain(this::now);
    asterisk.beforeSnapshot(() -> exchange.show(asterisk, now()));
  }

  /** Where it listens, on the loopback interface. */
  public int port() {
    return asterisk.port();
  }

  /** Its clock. */
  public Instant now() {
    Long first = began;
    if (first == null) {
      first = System.nanoTime();
      began = first;
    }
    return exchange.instant(0).minus(LEAD).plusNanos(System.nanoTime() - first);
  }

  /** Everything happens, as soon as somebody listens; returns when it has. */
  public void play() throws InterruptedException {
    asterisk.listener();
    int size = exchange.size();
    while (happened < size) {
      Instant now = now();
      int to = happened;
      while (to < size && !exchange.instant(to).isAfter(now)) {
        to++;
      }
      happen(to);
      Thread.sleep(5);
    }
  }

  /**
   * The same at once, by a clock that doesn't run; of an undisturbed listener it makes the same.
   */
  public void tellAll() throws InterruptedException {
    asterisk.listener();
    while (happened < exchange.size()) {
      happen(Math.min(exchange.size(), happened + PORTION));
    }
  }

  private void happen(int to) {
    int from = happened;
    if (to > from) {
      asterisk.happen(() -> exchange.next(from, to));
      happened = to;
    }
  }

  /** How many messages have been made. */
  public int happened() {
    return happened;
  }

  /** How many there will be. */
  public int size() {
    return exchange.size();
  }

  /** When the last of all is made, by its clock. */
  public Instant end() {
    return exchange.instant(exchange.size() - 1);
  }

  /** How many times somebody began to listen. */
  public long beginnings() {
    return asterisk.snapshots();
  }

  /** Ends all connections without a goodbye. */
  public void cut() throws IOException {
    asterisk.cut();
  }

  @Override
  public void close() throws IOException {
    asterisk.close();
  }
}
