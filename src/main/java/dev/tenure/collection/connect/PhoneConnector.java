package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.told.Belonging;
import dev.tenure.collection.told.Known;
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
 * Keeps a connection to one phone system, on one thread: it connects, takes a snapshot, reads on
 * until the connection is lost, marks the gap, waits and connects again.
 */
final class PhoneConnector {

  private static final Logger log = LoggerFactory.getLogger(PhoneConnector.class);
  private static final int PORTION = 500;

  /** More than any phone system has in progress; beyond it, somebody wants to fill our memory. */
  private static final int MOST_HELD = 50_000;

  private final SourceId source;
  private final Link link;
  private final Dialect dialect;
  private final Wire.Dialer dialer;
  private final Handover handover;
  private final LinkMemory memory;
  private final PlatformClock clock;
  private final Pulse pulse;
  private final Retries retries;
  private final Pause pause;

  private volatile boolean stopped;
  private volatile @Nullable Wire wire;
  private boolean connected;
  private volatile @Nullable Conversation heard;
  private volatile boolean receiversChanged;
  private final Receivers receivers;
  private Belonging belonging;
  private @Nullable Instant lostSince;

  PhoneConnector(
      SourceId source,
      Link link,
      Dialect dialect,
      Wire.Dialer dialer,
      Handover handover,
      LinkMemory memory,
      PlatformClock clock,
      Retries retries,
      Pause pause) {
    this.source = source;
    this.link = link;
    this.dialect = dialect;
    this.dialer = dialer;
    this.handover = handover;
    this.memory = memory;
    this.clock = clock;
    this.retries = retries;
    this.pause = pause;
    this.receivers = new Receivers(source, memory);
    this.belonging = new Belonging(receivers.customers());
    this.pulse = new Pulse(source, link, memory, handover, clock);
  }

  /** Runs until it is stopped, or the thread is interrupted. */
  void run() throws InterruptedException {
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

  /**
   * The customers that get its events may have changed: new ones get the statuses of logged-in
   * agents immediately, as from a snapshot. Harmless when nothing has changed.
   */
  void receiversChanged() {
    lookAtReceivers();
    Conversation open = heard;
    if (open != null) {
      try {
        open.nudge();
      } catch (IOException broken) {
        log.debug("The connection to {} can't be nudged", link, broken);
      }
    }
  }

  /** The same, with the next message. */
  void lookAtReceivers() {
    receiversChanged = true;
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
    pulse.connecting();
    connected = false;
    boolean listening = false;
    try (Wire open = dialer.open(link)) {
      wire = open;
      Conversation begun = dialect.begin(open, link, clock);
      connected = true;
      Duration ahead = begun.clockAhead();
      Instant at = clock.now().plus(ahead);
      resume(begun, at);
      listening = true;
      retries.succeeded();
      pulse.connected(begun.version(), ahead, begun.advice());
      log.info("Connected to {}, {}", link, begun.version());
      heard = begun;
      listen(begun, at);
    } catch (EventsLost lost) {
      lostSince = lost.since();
      throw lost;
    } finally {
      wire = null;
      heard = null;
      if (listening) {
        handover.awaitStored();
        gapBegan().ifPresent(since -> memory.gap(source, since, null));
        pulse.store();
      }
    }
  }

  private void resume(Conversation begun, Instant at) throws IOException, InterruptedException {
    // What is known must be all that was read before.
    handover.awaitStored();
    handover.awaitFacts();
    Optional<Instant> before = heardUntil();
    Known known = memory.known(source, before.filter(at::isAfter).orElse(at));
    // What waited for a rule to fit is in the gap, or told anew by the snapshot.
    receivers.begin(at);
    belonging = new Belonging(receivers.customers());
    known
        .agents()
        .forEach(agent ->
            belonging.agentOf(agent.ref(), agent.account(), agent.status(), agent.reason()));
    known.calls().forEach(call -> belonging.decided(call.ref(), call.account()));
    List<CanonicalEvent> events = new ArrayList<>(belonging.route(begun.resume(known, at)));
    // By the stored events an agent may be logged in for one customer and not for another.
    events.addAll(belonging.route(begun.restate(at), known.heardUntil()));
    roomFor(begun);
    // Marked first: what is stored after it counts as heard, also for whoever comes after a crash.
    gapBegan().ifPresent(from -> memory.gap(source, from, at.isAfter(from) ? at : from));
    lostSince = null;
    handover.put(events, at);
    if (before.isEmpty()) {
      // From now on there is something that can be lost.
      handover.awaitStored();
    }
  }

  /** When the time began of which not all is known; empty if nothing was ever heard. */
  private Optional<Instant> gapBegan() {
    Instant lost = lostSince;
    return heardUntil().map(until -> lost != null && lost.isBefore(until) ? lost : until);
  }

  private Optional<Instant> heardUntil() {
    return handover.storedUntil().or(() -> memory.heardUntil(source));
  }

  /** All is heard until the snapshot, and then as far as messages say: more may be under way. */
  private void listen(Conversation begun, Instant at) throws IOException, InterruptedException {
    List<CanonicalEvent> events = new ArrayList<>();
    Instant until = at;
    boolean stamped = false;
    while (!stopped) {
      events.addAll(belonging.route(begun.hear(pulse.theirNow())));
      pulse.beat();
      roomFor(begun);
      Optional<Instant> madeAt = begun.stamp();
      madeAt.ifPresent(pulse::madeAt);
      begun.complaint().ifPresent(pulse::advise);
      Instant stamp = madeAt.orElseGet(pulse::theirNow);
      stamped |= madeAt.isPresent();
      if (until.isBefore(stamp) && (madeAt.isPresent() || !stamped)) {
        until = stamp;
      }
      events.addAll(belonging.route(begun.moved(stamp)));
      if (!begun.hasMore() || events.size() >= PORTION) {
        // By its own time: what it tells of its past isn't overtaken by the present.
        events.addAll(belonging.route(begun.due(stamp)));
        if (receiversChanged) {
          events.addAll(newReceivers(begun, pulse.theirNow()));
        }
        handover.put(events, begun.untoldSince(until).filter(until::isAfter).orElse(until));
        events.clear();
        pulse.dropped(begun.dropped());
        nowAndThen();
      }
    }
  }

  private void roomFor(Conversation begun) throws Overfull {
    if (begun.held() + belonging.held() > MOST_HELD) {
      throw new Overfull();
    }
  }

  private void nowAndThen() {
    if (pulse.isDue()) {
      pulse.store();
    }
  }

  /** The statuses of its agents for customers that are new, or have new rules. */
  private List<CanonicalEvent> newReceivers(Conversation begun, Instant theirNow) {
    receiversChanged = false;
    try {
      Receivers.News news = receivers.look(theirNow);
      belonging.change(receivers.customers());
      news.begun().forEach(belonging::forget);
      return news.any() ? belonging.route(begun.restate(theirNow)) : List.of();
    } catch (DataAccessException gone) {
      log.warn("Whose the calls of {} are can't be read: {}", link, gone.getMessage());
      return List.of();
    }
  }

  private void failed(Health.State state, IOException failure) {
    if (!stopped) {
      pulse.failed(state, failure, connected);
    }
  }
}
