package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** How one connection fares, as it goes on; stored when its state changes, and now and then. */
final class Pulse {

  private static final Logger log = LoggerFactory.getLogger(Pulse.class);
  private static final Duration STORE_EVERY = Duration.ofSeconds(5);

  private final SourceId source;
  private final Link link;
  private final LinkMemory memory;
  private final Handover handover;
  private final PlatformClock clock;
  private Health health;
  private Instant storedAt;
  private long storedMessages;
  private Duration ahead = Duration.ZERO;
  private List<String> advice = List.of();
  private long dropped;
  private Duration behind = Duration.ZERO;

  Pulse(SourceId source, Link link, LinkMemory memory, Handover handover, PlatformClock clock) {
    this.source = source;
    this.link = link;
    this.memory = memory;
    this.handover = handover;
    this.clock = clock;
    this.storedAt = clock.now();
    this.health = Health.begun(storedAt);
  }

  /** A try to connect begins. */
  void connecting() {
    health = health.in(Health.State.CONNECTING, clock.now());
    store();
  }

  /**
   * It is connected and heard.
   *
   * @param clockAhead the phone system's lead over our clock
   * @param told what isn't as it should be, in words
   */
  void connected(String version, Duration clockAhead, List<String> told) {
    ahead = clockAhead;
    advice = List.copyOf(told);
    dropped = 0;
    health = health.in(Health.State.CONNECTED, clock.now()).of(version, clockAhead);
    store();
  }

  /**
   * It failed.
   *
   * @param known whether it had been connected, so that there is nothing to hide from its reseller
   */
  void failed(Health.State state, IOException failure, boolean known) {
    String said = Trouble.said(failure, link);
    log.warn("No connection to {}: {}", link, said);
    health =
        health
            .in(state, clock.now())
            .because(known ? said : Trouble.shown(failure, link), said, clock.now());
    store();
  }

  /** A message came. */
  void beat() {
    health = health.counting(health.messages() + 1);
  }

  /** A message came that was made at that instant of the phone system's clock. */
  void madeAt(Instant theirs) {
    behind = longer(behind, Duration.between(theirs, theirNow()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Something isn't as it should be, which is said once for each connection. */
  void advise(String sentence) {
    if (!advice.contains(sentence)) {
      List<String> more = new ArrayList<>(advice);
      more.add(sentence);
      advice = List.copyOf(more);
    }
  }

  /** So many messages of this connection were too long to be read. */
  void dropped(long messages) {
    dropped = messages;
  }

  /** The phone system's time, as far as it is known. */
  Instant theirNow() {
    return clock.now().plus(ahead);
  }

  boolean isDue() {
    return Duration.between(storedAt, clock.now()).compareTo(STORE_EVERY) >= 0;
  }

  /** Stores how it fares. What can't be stored now is stored the next time. */
  void store() {
    Instant now = clock.now();
    double seconds = Math.max(0.001, Duration.between(storedAt, now).toMillis() / 1000.0);
    boolean connected = health.state() == Health.State.CONNECTED;
    health =
        health.measured(
            connected ? (health.messages() - storedMessages) / seconds : 0,
            connected ? longer(behind, handover.lag(theirNow())) : Duration.ZERO,
            handover.waiting(),
            handover.storedUntil().orElse(null),
            advice());
    storedAt = now;
    behind = Duration.ZERO;
    storedMessages = health.messages();
    try {
      memory.save(source, health);
    } catch (DataAccessException gone) {
      // The connection lives on: what it tells waits in the hand-over until it can be stored.
      log.warn("How the connection to {} fares can't be stored: {}", link, gone.getMessage());
    }
  }

  private List<String> advice() {
    List<String> all = new ArrayList<>(advice);
    if (dropped > 0) {
      all.add(
          "%d of its messages were too long to be read; they were left out.".formatted(dropped));
    }
    handover.trouble().ifPresent(all::add);
    return all;
  }
}
