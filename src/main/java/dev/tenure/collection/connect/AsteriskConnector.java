package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.asterisk.AsteriskTranslation;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.told.Belonging;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Told;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps a connection to one Asterisk, on one thread: it connects, takes a snapshot, reads on until
 * the connection is lost, marks the gap, waits and connects again.
 */
final class AsteriskConnector {

  private static final Logger log = LoggerFactory.getLogger(AsteriskConnector.class);
  private static final Duration REPORT = Duration.ofSeconds(5);
  private static final int PORTION = 500;

  private final SourceId source;
  private final Link link;
  private final Wire.Dialer dialer;
  private final Handover handover;
  private final LinkMemory memory;
  private final PlatformClock clock;
  private final Backoff backoff;
  private final Pause pause;

  private volatile boolean stopped;
  private volatile @Nullable Wire wire;
  private Belonging belonging;
  private AsteriskTranslation translation = new AsteriskTranslation();
  private Health health;
  private Instant reportedAt;
  private long reportedMessages;
  private Duration ahead = Duration.ZERO;

  AsteriskConnector(
      SourceId source,
      Link link,
      Wire.Dialer dialer,
      Handover handover,
      LinkMemory memory,
      PlatformClock clock,
      Backoff backoff,
      Pause pause) {
    this.source = source;
    this.link = link;
    this.dialer = dialer;
    this.handover = handover;
    this.memory = memory;
    this.clock = clock;
    this.backoff = backoff;
    this.pause = pause;
    this.belonging = new Belonging(memory.rules(source));
    this.reportedAt = clock.now();
    this.health =
        new Health(Health.State.CONNECTING, reportedAt, "", null, "", null, null, List.of(), 0, 0);
  }

  /** Runs until it is stopped, or the thread is interrupted. */
  void run() throws InterruptedException {
    while (!stopped) {
      Duration wait = Duration.ZERO;
      try {
        connection();
      } catch (LoginRefused refused) {
        wait = backoff.afterRefusal();
        failed(Health.State.REFUSED, refused);
      } catch (IOException lost) {
        wait = backoff.afterFailure();
        failed(Health.State.WAITING, lost);
      }
      if (!stopped) {
        pause.of(wait);
      }
    }
  }

  /** Ends the connection; what was read is still stored. */
  void stop() {
    stopped = true;
    Wire open = wire;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyBroken) {
        log.debug("Closing the connection to {}", link, alreadyBroken);
      }
    }
  }

  private void connection() throws IOException, InterruptedException {
    become(Health.State.CONNECTING, List.of());
    boolean listening = false;
    try (Wire open = dialer.open(link)) {
      wire = open;
      Start start = Start.of(open, link, clock);
      ahead = start.clockAhead();
      health = told(start);
      resume(start);
      listening = true;
      backoff.succeeded();
      become(Health.State.CONNECTED, start.advice());
      log.info("Connected to {}, Asterisk manager {}", link, start.session().version());
      listen(start.session());
    } finally {
      wire = null;
      if (listening) {
        handover.awaitStored();
        heardUntil().ifPresent(until -> memory.gap(source, until, null));
        report();
      }
    }
  }

  private void resume(Start start) throws InterruptedException {
    // What is stored must be all that was read before.
    handover.awaitStored();
    Instant at = clock.now().plus(ahead);
    Optional<Instant> before = heardUntil();
    Known known = memory.known(source, before.filter(at::isAfter).orElse(at));
    translation = new AsteriskTranslation();
    // What waited for a rule to fit is in the gap, or told anew by the snapshot.
    belonging = new Belonging(memory.rules(source));
    known.agents().forEach(agent -> belonging.agentOf(agent.ref(), agent.account()));
    known.calls().forEach(call -> belonging.decided(call.ref(), call.account()));
    List<CanonicalEvent> events =
        new ArrayList<>(belonging.route(translation.resume(start.snapshot(), known, at)));
    for (AmiMessage message : start.meanwhile()) {
      events.addAll(belonging.route(heard(message)));
    }
    handover.put(events, at);
    before.ifPresent(from -> memory.gap(source, from, at.isAfter(from) ? at : from));
  }

  private Optional<Instant> heardUntil() {
    return handover.storedUntil().or(() -> memory.heardUntil(source));
  }

  private void listen(Session session) throws IOException, InterruptedException {
    List<CanonicalEvent> events = new ArrayList<>();
    Instant until = clock.now().plus(ahead);
    while (!stopped) {
      AmiMessage message = session.next();
      events.addAll(belonging.route(heard(message)));
      Instant stamp = AsteriskTranslation.stamp(message).orElse(until);
      until = stamp.isAfter(until) ? stamp : until;
      if (!session.hasMore() || events.size() >= PORTION) {
        events.addAll(belonging.route(translation.due(clock.now().plus(ahead))));
        handover.put(events, until);
        events.clear();
        reportNowAndThen();
      }
    }
  }

  private List<Told> heard(AmiMessage message) {
    health = counted();
    return translation.take(message, clock.now().plus(ahead));
  }

  private void reportNowAndThen() {
    if (Duration.between(reportedAt, clock.now()).compareTo(REPORT) >= 0) {
      report();
    }
  }

  private void failed(Health.State state, IOException failure) {
    if (!stopped) {
      String said = Trouble.said(failure, link);
      log.warn("No connection to {}: {}", link, said);
      Health h = health;
      health =
          new Health(
              state,
              clock.now(),
              said,
              clock.now(),
              h.version(),
              h.heardUntil(),
              h.clockAhead(),
              h.advice(),
              0,
              h.messages());
      report();
    }
  }

  private void become(Health.State state, List<String> advice) {
    Health h = health;
    health =
        new Health(
            state,
            clock.now(),
            h.error(),
            h.errorAt(),
            h.version(),
            h.heardUntil(),
            h.clockAhead(),
            advice,
            0,
            h.messages());
    report();
  }

  private Health told(Start start) {
    Health h = health;
    return new Health(
        h.state(),
        h.since(),
        h.error(),
        h.errorAt(),
        start.session().version(),
        h.heardUntil(),
        start.clockAhead(),
        start.advice(),
        h.perSecond(),
        h.messages());
  }

  private Health counted() {
    Health h = health;
    return new Health(
        h.state(),
        h.since(),
        h.error(),
        h.errorAt(),
        h.version(),
        h.heardUntil(),
        h.clockAhead(),
        h.advice(),
        h.perSecond(),
        h.messages() + 1);
  }

  private void report() {
    Instant now = clock.now();
    double seconds = Math.max(0.001, Duration.between(reportedAt, now).toMillis() / 1000.0);
    Health h = health;
    double rate =
        h.state() == Health.State.CONNECTED ? (h.messages() - reportedMessages) / seconds : 0;
    health =
        new Health(
            h.state(),
            h.since(),
            h.error(),
            h.errorAt(),
            h.version(),
            heardUntil().orElse(null),
            h.clockAhead(),
            h.advice(),
            rate,
            h.messages());
    reportedAt = now;
    reportedMessages = h.messages();
    try {
      memory.save(source, health);
      belonging.change(memory.rules(source));
    } catch (DataAccessException gone) {
      // The connection lives on: what it tells waits in the hand-over until it can be stored.
      log.warn("How the connection to {} fares can't be stored: {}", link, gone.getMessage());
    }
  }
}
