package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.intake.EventDoor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Stores batches, again and again as long as it is the database that isn't there (C6). A batch that
 * fails for itself is halved until the event is found that can't be stored; that one is given up
 * after a while, counted and logged, so that it doesn't keep all that comes after it from being
 * stored.
 */
final class Storing {

  private static final Logger log = LoggerFactory.getLogger(Storing.class);
  private static final int TRIES_OF_MANY = 5;
  private static final int TRIES_OF_ONE = 10;
  private static final long LONGEST_PAUSE = 5_000;

  private final SourceId source;
  private final EventDoor door;
  private final LinkMemory memory;
  private final Pause pause;
  private volatile String gone = "";
  private final AtomicLong givenUp = new AtomicLong();

  Storing(SourceId source, EventDoor door, LinkMemory memory, Pause pause) {
    this.source = source;
    this.door = door;
    this.memory = memory;
    this.pause = pause;
  }

  /** What is wrong, in words; empty when nothing is. */
  Optional<String> trouble() {
    if (!gone.isEmpty()) {
      return Optional.of("What it tells can’t be stored at the moment; it waits.");
    }
    return givenUp.get() == 0
        ? Optional.empty()
        : Optional.of(
            "%d of its events couldn’t be stored and were given up; Tenure’s log says why."
                .formatted(givenUp.get()));
  }

  /** Waits until calls and agent statuses tell of all that is stored. */
  void settle() {
    door.settle();
  }

  void store(List<CanonicalEvent> batch) throws InterruptedException {
    int failures = 0;
    int tries = batch.size() == 1 ? TRIES_OF_ONE : TRIES_OF_MANY;
    for (int own = 0; own < tries; failures++) {
      try {
        door.take(source, batch);
        gone = "";
        return;
      } catch (RuntimeException failed) {
        if (failures == 0) {
          log.warn("Events of source {} can't be stored yet: {}", source, failed.toString());
        }
        gone = failed.toString();
        own = isNotTheirs(failed) ? 0 : own + 1;
      }
      pause.of(Duration.ofMillis(Math.min(LONGEST_PAUSE, 100L << Math.min(failures, 10))));
    }
    if (batch.size() == 1) {
      giveUp(batch.getFirst());
    } else {
      store(batch.subList(0, batch.size() / 2));
      store(batch.subList(batch.size() / 2, batch.size()));
    }
  }

  /** The database is gone, or had too much to do: the same events may well be stored later. */
  private static boolean isNotTheirs(RuntimeException failed) {
    return failed instanceof TransientDataAccessException
        || failed instanceof RecoverableDataAccessException
        || failed instanceof NonTransientDataAccessResourceException
        || failed instanceof TransactionException;
  }

  private void giveUp(CanonicalEvent event) {
    log.error(
        "Event {} ({}) of source {} can't be stored and is given up: {}",
        event.id(),
        event.type(),
        source,
        gone);
    givenUp.incrementAndGet();
    gone = "";
    try {
      memory.givenUp(source);
    } catch (RuntimeException alsoNot) {
      log.warn("That it was given up can't be counted: {}", alsoNot.getMessage());
    }
  }
}
