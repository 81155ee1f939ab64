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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps a connection to one Asterisk, on one thread: it connects, takes a snapshot, reads on until
 * the connection is lost, marks the gap, waits and connects again.
 */
final class AsteriskConnector implements PhoneConnector {

  private static final Logger log = LoggerFactory.getLogger(AsteriskConnector.class);
  private static final int PORTION = 500;
  private static final Set<String> EVENT_CLASSES = Set.of("call,all", "agent,all", "dialplan,all");

  /** More than any phone system has in progress; beyond it, somebody wants to fill our memory. */
  private static final int MOST_HELD = 50_000;

  private final SourceId source;
  private final Link link;
  private final Wire.Dialer dialer;
  private final Handover handover;
  private final LinkMemory memory;
  private final PlatformClock clock;
  private final Pulse pulse;
  private final Retries retries;
  private final Pause pause;

  private volatile boolean stopped;
  private volatile @Nullable Wire wire;
  private Belonging belonging;
  private AsteriskTranslation translation = new AsteriskTranslation();

  AsteriskConnector(
      SourceId source,
      Link link,
      Wire.Dialer dialer,
      Handover handover,
      LinkMemory memory,
      PlatformClock clock,
      Retries retries,
      Pause pause) {
    this.source = source;
    this.link = link;
    this.dialer = dialer;
    this.handover = handover;
    this.memory = memory;
    this.clock = clock;
    this.retries = retries;
    this.pause = pause;
    this.belonging = new Belonging(memory.rules(source));
    this.pulse = new Pulse(source, link, memory, handover, clock);
  }

  @Override
  public void run() throws InterruptedException {
    while (!stopped) {
      Duration wait = Duration.ZERO;
      try {
        connection();
      } catch (LoginRefused refused) {
        wait = retries.afterRefusal();
        failed(Health.State.REFUSED, refused);
      } catch (IOException lost) {
        wait = retries.afterFailure();
        failed(Health.State.WAITING, lost);
      } catch (DataAccessException gone) {
        // Without the database nobody knows where to begin.
        wait = retries.afterFailure();
        failed(Health.State.WAITING, new IOException("the database is gone", gone));
      }
      if (!stopped) {
        pause.of(wait);
      }
    }
  }

  @Override
  public void stop() {
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
    pulse.connecting();
    boolean listening = false;
    try (Wire open = dialer.open(link)) {
      wire = open;
      Start start = Start.of(open, link, clock);
      Duration ahead = start.clockAhead();
      resume(start, clock.now().plus(ahead));
      listening = true;
      retries.succeeded();
      pulse.connected(start.session().version(), ahead, start.advice());
      log.info("Connected to {}, Asterisk manager {}", link, start.session().version());
      listen(start.session());
    } finally {
      wire = null;
      if (listening) {
        handover.awaitStored();
        heardUntil().ifPresent(until -> memory.gap(source, until, null));
        pulse.store();
      }
    }
  }

  private void resume(Start start, Instant at) throws Overfull, InterruptedException {
    // What is stored must be all that was read before.
    handover.awaitStored();
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
      events.addAll(belonging.route(heard(message, at)));
    }
    handover.put(events, at);
    before.ifPresent(from -> memory.gap(source, from, at.isAfter(from) ? at : from));
  }

  private Optional<Instant> heardUntil() {
    return handover.storedUntil().or(() -> memory.heardUntil(source));
  }

  private void listen(Session session) throws IOException, InterruptedException {
    List<CanonicalEvent> events = new ArrayList<>();
    Instant until = pulse.theirNow();
    while (!stopped) {
      AmiMessage message = session.next();
      events.addAll(belonging.route(heard(message, pulse.theirNow())));
      Instant stamp = stamped(message);
      until = until.isBefore(stamp) ? stamp : until;
      if (!session.hasMore() || events.size() >= PORTION) {
        // By its own time: what it tells of its past isn't overtaken by the present.
        events.addAll(belonging.route(translation.due(stamp)));
        handover.put(events, until);
        events.clear();
        pulse.dropped(session.dropped());
        nowAndThen();
      }
    }
  }

  private Instant stamped(AmiMessage message) {
    Optional<Instant> stamp = AsteriskTranslation.stamp(message);
    stamp.ifPresent(pulse::madeAt);
    if (stamp.isEmpty() && EVENT_CLASSES.contains(message.get("Privilege"))) {
      pulse.advise(
          "Its events don't say when they happened: set timestampevents = yes in manager.conf, else"
              + " the time of their arrival stands for it.");
    }
    return stamp.orElseGet(pulse::theirNow);
  }

  private List<Told> heard(AmiMessage message, Instant theirNow) throws Overfull {
    pulse.beat();
    List<Told> told = translation.take(message, theirNow);
    if (translation.held() + belonging.held() > MOST_HELD) {
      throw new Overfull();
    }
    return told;
  }

  private void nowAndThen() {
    if (pulse.isDue()) {
      pulse.store();
      try {
        belonging.change(memory.rules(source));
      } catch (DataAccessException gone) {
        log.warn("Whose the calls of {} are can't be read: {}", link, gone.getMessage());
      }
    }
  }

  private void failed(Health.State state, IOException failure) {
    if (!stopped) {
      pulse.failed(state, failure);
    }
  }
}
