package dev.tenure.collection.intake;

import dev.tenure.collection.CallSignals;
import dev.tenure.collection.intake.Answer.Rejection;
import dev.tenure.platform.CustomerId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a request's events: each goes to its customer's lane, where fence, gate, journal, facts and
 * counts are one transaction. It answers after the commits, so what is acknowledged is durable
 * (C6).
 */
@Component
class Intake {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Up to which a transaction's time is counted; percentiles would need a library more. */
  private static final Duration[] BOUNDS =
      LongStream.of(5, 10, 25, 50, 100, 250).mapToObj(Duration::ofMillis).toArray(Duration[]::new);

  /** What a statement that waited too long for a lock fails with; Spring has no word for it. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final TransactionTemplate transaction;
  private final LaneWriter writer;
  private final PeriodStore periods;
  private final CountStore counts;
  private final CallSignals signals;
  private final Timer timer;
  private final List<Lane> lanes;

  /**
   * Lanes for this node's share of the writing.
   *
   * @param writers how many write at a time, 0 for as many as suit this machine
   * @param remembered how many calls they remember, all together
   */
  Intake(
      TransactionTemplate transaction,
      LaneWriter writer,
      PeriodStore periods,
      CountStore counts,
      CallSignals signals,
      MeterRegistry meters,
      @Value("${tenure.intake.writers:0}") int writers,
      @Value("${tenure.intake.remembered-calls:40000}") int remembered) {
    this.transaction = transaction;
    this.writer = writer;
    this.periods = periods;
    this.counts = counts;
    this.signals = signals;
    this.timer =
        Timer.builder("tenure.intake.batch")
            .description("Transactions that store events, from their beginning to their commit")
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
    int several =
        writers == 0 ? Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8) : writers;
    List<Lane> all = new ArrayList<>();
    for (int i = 0; i < several; i++) {
      all.add(new Lane(new Memory(remembered / several), this::write, PATIENCE, System::nanoTime));
    }
    this.lanes = List.copyOf(all);
  }

  /** The transaction of some parcels of one lane. */
  private void write(List<Parcel> parcels, Memory memory) {
    long begin = System.nanoTime();
    LaneWriter.Written written;
    try {
      written = transaction(() -> writer.write(parcels, memory));
    } catch (DuplicateKeyException repeated) {
      // Rare: whoever never heard an answer sends again.
      written = again(parcels, memory);
    }
    timer.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    memory.keep(written.calls(), written.left());
    written.results().forEach(Parcel::done);
  }

  private LaneWriter.Written again(List<Parcel> parcels, Memory memory) {
    try {
      return transaction(() -> writer.writeAgain(parcels, memory));
    } catch (DuplicateKeyException wrong) {
      // Then it wasn't the events: whatever is remembered is read again next time.
      memory.forget();
      throw wrong;
    }
  }

  private LaneWriter.Written transaction(Supplier<LaneWriter.Written> work) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> work.get()));
    } catch (UncategorizedSQLException failed) {
      if (failed.getCause() instanceof SQLException sql
          && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
        throw new CannotAcquireLockException("Somebody else holds the customer", failed);
      }
      throw failed;
    }
  }

  Answer take(OpenSource source, List<Piece> pieces) {
    return take(source, pieces, false);
  }

  /**
   * Stores what is to be kept.
   *
   * @param remembered whether the source is as it was some time ago, and is to be looked at again
   * @throws StaleSource if it is remembered and has changed; ask it anew and give the events again
   */
  Answer take(OpenSource source, List<Piece> pieces, boolean remembered) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("Events are acknowledged after a commit, not within another");
    }
    List<Rejection> rejections = new ArrayList<>();
    Map<Integer, List<Piece.Read>> byLane = new TreeMap<>();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Unreadable(int position, String sentence) ->
            rejections.add(new Rejection(position, Reason.MALFORMED.word(), sentence));
        case Piece.Read read -> {
          CustomerId customer = source.customers().get(read.sent().account());
          if (customer == null) {
            rejections.add(
                new Rejection(
                    read.position(),
                    Reason.UNKNOWN_ACCOUNT.word(),
                    unknown(read.sent().account())));
          } else {
            byLane
                .computeIfAbsent(LaneStore.lane(customer) % lanes.size(), lane -> new ArrayList<>())
                .add(read);
          }
        }
      }
    }
    Map<String, Integer> turned = new HashMap<>();
    rejections.forEach(r -> turned.merge(r.reason(), 1, Integer::sum));
    if (byLane.isEmpty() && !turned.isEmpty()) {
      transaction.executeWithoutResult(
          status -> counts.add(periods.read(List.of()).now(), Map.of(source.id(), turned)));
    }
    int accepted = 0;
    int duplicates = 0;
    Set<CustomerId> touched = new HashSet<>();
    Map<String, Integer> uncounted = turned;
    for (Map.Entry<Integer, List<Piece.Read>> each : byLane.entrySet()) {
      Parcel parcel = new Parcel(source, remembered, each.getValue(), uncounted);
      uncounted = Map.of();
      lanes.get(each.getKey()).take(parcel);
      Parcel.Stored stored = parcel.result();
      accepted += stored.accepted();
      duplicates += stored.duplicates();
      rejections.addAll(stored.rejections());
      touched.addAll(stored.touched());
    }
    rejections.sort(Comparator.comparingInt(Rejection::position));
    signals.tell(touched);
    return Answer.of(accepted, duplicates, rejections);
  }

  private static String unknown(String account) {
    return account.isEmpty()
        ? "The source has several customers; name one in the field \"account\"."
        : "The source has no customer for account \"%s\".".formatted(account);
  }
}
