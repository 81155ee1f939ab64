package dev.tenure.audit;

import dev.tenure.audit.keys.TrailKey;
import dev.tenure.audit.keys.TrailKeys;
import dev.tenure.platform.Actor;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.Serving;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a checkpoint at the start, a while after something was written, and at the end (F4).
 * Nothing waits for it: while the disk is full or the database away, Support is shown so, and it is
 * tried again.
 */
@Serving
@Component
class TrailKeeper implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(TrailKeeper.class);

  /** How long after this node wrote something the chains of others are looked at as well. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final TrailKeys keys;
  private final CheckpointStore store;
  private final Checkpoints where;
  private final TrailBell bell;
  private final AuditTrail trail;
  private final TrailStatus status;
  private final List<CheckpointCourier> couriers;
  private final Duration sendEvery;
  private final PlatformClock clock;
  private final TransactionTemplate snapshot;
  private volatile @Nullable Thread thread;
  private CountDownLatch ending = new CountDownLatch(0);
  private @Nullable CheckpointTaking taking;
  private @Nullable Instant sentAt;
  private boolean lookDue;
  private long lookedAt = System.nanoTime() - 2 * LOOK.toNanos();

  TrailKeeper(
      TrailKeys keys,
      CheckpointStore store,
      Checkpoints where,
      TrailBell bell,
      AuditTrail trail,
      TrailStatus status,
      ObjectProvider<CheckpointCourier> couriers,
      @Value("${tenure.trail.send-every:24h}") Duration sendEvery,
      PlatformClock clock,
      PlatformTransactionManager transactions) {
    this.keys = keys;
    this.store = store;
    this.where = where;
    this.bell = bell;
    this.trail = trail;
    this.status = status;
    this.couriers = couriers.stream().toList();
    this.sendEvery = sendEvery;
    this.clock = clock;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** Before the server answers, and after it has ceased to. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void start() {
    Optional<TrailKey> key = keys.sealing();
    if (key.isEmpty()) {
      log.warn(
          "The audit trail has no key: its database's owner could rewrite it unseen. "
              + "Set tenure.trail.key (docs/operations.md).");
      return;
    }
    status.keyed(key.get().id());
    ending = new CountDownLatch(1);
    bell.ring();
    thread = Thread.ofVirtual().name("trail-keeper").start(this::run);
  }

  private void run() {
    try {
      boolean last = false;
      Duration pause = Duration.ZERO;
      while (!last) {
        boolean rung = true;
        if (lookDue) {
          rung = bell.await(LOOK);
        } else {
          bell.await();
        }
        last = ending.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        pause = where.every();
        round(bell.drain(), !rung || last || System.nanoTime() - lookedAt > LOOK.toNanos());
      }
      if (taking != null) {
        taking.close();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException closed) {
      log.debug("The lock on {} was gone", where.directory());
    }
  }

  /**
   * Takes one.
   *
   * @param chains those that this node wrote into
   * @param all to look at all chains: other nodes write too, and a transaction may have been in
   *     progress
   */
  private void round(Set<UUID> chains, boolean all) {
    try {
      CheckpointTaking open = taking;
      if (open == null) {
        open = opened();
        taking = open;
      }
      boolean whole = all || TrailBell.overfull(chains);
      Optional<Statement> taken = whole ? open.take() : open.take(chains);
      Optional<String> problem = open.problem();
      taken.ifPresentOrElse(
          statement -> {
            status.taken(statement, problem);
            send(statement);
          },
          () -> status.problem(problem.orElse("")));
      lookDue = !whole || open.moreComing();
      lookedAt = whole ? System.nanoTime() : lookedAt;
    } catch (IOException | RuntimeException failed) {
      if (status.now().problem().isEmpty()) {
        log.warn("No checkpoint of the audit trail could be taken: {}", failed.getMessage());
      }
      status.problem("the newest checkpoint couldn't be taken: " + failed.getMessage());
      lookDue = true;
      lookedAt = System.nanoTime() - 2 * LOOK.toNanos();
      bell.ring();
    }
  }

  private CheckpointTaking opened() throws IOException {
    CheckpointTaking open = CheckpointTaking.open(store, snapshot, where, keys);
    try {
      open.rotate().ifPresent(this::rotated);
      return open;
    } catch (IOException | RuntimeException failed) {
      open.close();
      throw failed;
    }
  }

  private void rotated(String before) {
    trail.record(
        new AuditEntry(
            AuditEntry.PLATFORM,
            "trail.key",
            "done",
            Actor.system("audit"),
            null,
            null,
            "Audit trail",
            "",
            before,
            status.now().key(),
            Audience.SUPPORT));
  }

  private void send(Statement statement) {
    Instant now = clock.now();
    Instant last = sentAt;
    if (last == null || !now.isBefore(last.plus(sendEvery))) {
      sentAt = now;
      couriers.forEach(courier -> courier.carry(statement));
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    ending.countDown();
    bell.ring();
    if (running != null) {
      try {
        running.join(LONGEST_STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
