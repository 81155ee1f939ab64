package dev.tenure.collection.connect;

import dev.tenure.account.AccountListener;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.intake.EventDoor;
import dev.tenure.platform.Bell;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.Serving;
import dev.tenure.platform.database.Use;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The connections of this node. Which node keeps which connection is leased in the database, one
 * owner at a time; a dead node's are taken over within 15 s and a few. A source whose last customer
 * has been terminated is let go (C8).
 */
@Serving
@Component
class Connectors implements SmartLifecycle, AccountListener {

  private static final Logger log = LoggerFactory.getLogger(Connectors.class);

  /** While there are phone systems to connect to, here or on other nodes. */
  private static final Duration LOOK = Duration.ofSeconds(3);

  /** Accounts that change in close succession are looked after together. */
  private static final Duration BREATH = Duration.ofMillis(100);

  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(1);
  private static final String UNREADABLE =
      "The stored secret can't be read: it was written with another tenure.secrets.key. Enter it"
          + " again.";

  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final LinkStore store;
  private final Secrets secrets;
  private final EventDoor door;
  private final Sockets sockets;
  private final PlatformClock clock;
  private final UUID node = UUID.randomUUID();
  private final Map<SourceId, Running> running = new HashMap<>();
  private final Set<SourceId> unreadable = new HashSet<>();
  private final Bell bell = new Bell();
  private volatile @Nullable Thread thread;

  Connectors(
      LinkStore store, Secrets secrets, EventDoor door, Sockets sockets, PlatformClock clock) {
    this.store = store;
    this.secrets = secrets;
    this.door = door;
    this.sockets = sockets;
    this.clock = clock;
  }

  private record Running(
      Link link, PhoneConnector connector, Handover handover, Thread reader, Thread writer) {

    void stop() throws InterruptedException {
      connector.stop();
      if (!reader.join(LONGEST_GOODBYE)) {
        reader.interrupt();
        reader.join(LONGEST_STOP);
      }
      handover.close();
      if (!writer.join(LONGEST_STOP)) {
        writer.interrupt();
      }
    }
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("connectors").start(() -> Use.INTAKE.run(this::run));
  }

  private void run() {
    try {
      while (true) {
        boolean some = true;
        try {
          look();
          some = store.exist();
        } catch (RuntimeException failed) {
          log.warn("Can't look which phone systems to connect: {}", failed.getMessage());
        }
        if (bell.await(some ? LOOK : Bell.LONGEST_SLEEP)) {
          Thread.sleep(BREATH);
          bell.hush();
          tellReceiversChanged();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Customers who came into service get events of phone systems that are already connected. */
  private synchronized void tellReceiversChanged() {
    running.values().forEach(each -> each.connector().receiversChanged());
  }

  /** An account that ended may have been the last one of a source (C8). */
  @Override
  public void accountChanged(UUID account) {
    ring();
  }

  @Override
  public void accountsMayHaveChanged() {
    ring();
  }

  /** Asks for a look now, since there is another phone system. */
  void ring() {
    bell.ring();
  }

  /** Connects what is to be connected, and lets go what isn't any more. */
  synchronized void look() throws InterruptedException {
    Set<SourceId> due = new HashSet<>();
    for (LinkStore.Due each : store.lease(node)) {
      Optional<String> secret = secrets.open(each.source(), each.sealed());
      if (secret.isEmpty()) {
        if (unreadable.add(each.source())) {
          sayUnreadable(each.source());
        }
        continue;
      }
      unreadable.remove(each.source());
      Link l = each.link();
      Link link = new Link(l.host(), l.port(), l.tls(), l.fingerprint(), l.user(), secret.get());
      due.add(each.source());
      Running there = running.get(each.source());
      if (there == null || !there.link().equals(link) || !there.reader().isAlive()) {
        letGo(each.source());
        running.put(each.source(), connect(each.source(), each.kind(), link));
      } else {
        there.connector().lookAtReceivers();
      }
    }
    for (SourceId source : Set.copyOf(running.keySet())) {
      if (!due.contains(source)) {
        letGo(source);
      }
    }
  }

  private void sayUnreadable(SourceId source) {
    store.save(
        source,
        Health.begun(clock.now())
            .in(Health.State.REFUSED, clock.now())
            .because(UNREADABLE, UNREADABLE, clock.now()));
  }

  private Running connect(SourceId source, SourceKind kind, Link link) {
    Handover handover = new Handover(source, door, store, Thread::sleep);
    PhoneConnector connector =
        new PhoneConnector(
            source,
            link,
            Dialects.of(kind),
            sockets,
            handover,
            store,
            clock,
            new Retries(RandomGenerator.getDefault()),
            Thread::sleep);
    Thread writer =
        Thread.ofVirtual().name("store-" + source).start(() -> Use.INTAKE.run(handover::run));
    Thread reader =
        Thread.ofVirtual()
            .name("phones-" + source)
            .start(() -> Use.INTAKE.run(() -> read(connector)));
    return new Running(link, connector, handover, reader, writer);
  }

  private static void read(PhoneConnector connector) {
    try {
      connector.run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void letGo(SourceId source) throws InterruptedException {
    Running there = running.remove(source);
    if (there != null) {
      there.stop();
    }
  }

  @Override
  public void stop() {
    Thread last = thread;
    thread = null;
    try {
      if (last != null) {
        last.interrupt();
        last.join(LONGEST_STOP);
      }
      // All at once: one after the other would take its time with many.
      running.values().forEach(each -> each.connector().stop());
      long end = System.nanoTime() + LONGEST_GOODBYE.toNanos();
      for (Running each : running.values()) {
        each.reader().join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        each.reader().interrupt();
      }
      for (SourceId source : Set.copyOf(running.keySet())) {
        letGo(source);
      }
      store.release(node);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
