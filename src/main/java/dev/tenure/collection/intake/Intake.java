package dev.tenure.collection.intake;

import dev.tenure.collection.intake.Answer.Rejection;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Use;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a request's events: each is written with others of its customer's share, and fence, gate,
 * journal and counts are one transaction. It answers after the commits, so what is acknowledged is
 * durable (C6); the facts follow at once.
 */
@Component
class Intake {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Up to which a transaction's time is counted; percentiles would need a library more. */
  private static final Duration[] BOUNDS =
      LongStream.of(5, 10, 25, 50, 100, 250).mapToObj(Duration::ofMillis).toArray(Duration[]::new);

  private final TransactionTemplate transaction;
  private final Transactions transactions;
  private final JournalWriter writer;
  private final PeriodStore periods;
  private final CountStore counts;
  private final Folds folds;
  private final boolean waitsForFacts;
  private final Timer timer;
  private final Timer waits;
  private final Writers writers;

  /** When an answer is given. */
  enum AnswerWhen {
    DURABLE,
    FOLDED
  }

  /**
   * Writers for what is sent to this node.
   *
   * @param answer whether to answer as soon as events are durable, or once their facts are there
   */
  Intake(
      TransactionTemplate transaction,
      JournalWriter writer,
      PeriodStore periods,
      CountStore counts,
      Folds folds,
      MeterRegistry meters,
      @Value("${tenure.intake.answer:durable}") AnswerWhen answer) {
    this.transaction = transaction;
    this.transactions = new Transactions(transaction);
    this.writer = writer;
    this.periods = periods;
    this.counts = counts;
    this.folds = folds;
    this.waitsForFacts = answer == AnswerWhen.FOLDED;
    this.timer =
        Timer.builder("tenure.intake.batch")
            .description("Transactions that store events, from their beginning to their commit")
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
    this.waits =
        Timer.builder("tenure.intake.wait")
            .description("How long what was sent waits before a transaction of its share begins")
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
    this.writers = new Writers(folds.size(), this::write, PATIENCE, System::nanoTime);
  }

  /** The transaction of some parcels of one share. */
  private void write(List<Parcel> parcels) {
    long begin = System.nanoTime();
    parcels.forEach(parcel -> waits.record(begin - parcel.takenAt(), TimeUnit.NANOSECONDS));
    JournalWriter.Written written = written(parcels);
    timer.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    writer.remember(written);
    if (!written.news().items().isEmpty()) {
      folds.share(parcels.getFirst().share()).add(written.news());
    }
    written.results().forEach(Parcel::done);
  }

  private JournalWriter.Written written(List<Parcel> parcels) {
    try {
      return transactions.within(() -> writer.write(parcels));
    } catch (DuplicateKeyException repeated) {
      // Rare: whoever never heard an answer sends again, or another node was told of the same
      // calls.
      return transactions.within(() -> writer.writeAgain(parcels));
    } catch (RuntimeException failed) {
      // It may be committed and only its answer lost.
      folds.inTrouble();
      throw failed;
    }
  }

  Answer take(OpenSource source, List<Piece> pieces) {
    return take(source, pieces, false, false);
  }

  /** Stores what an import brings: it may lie in imported history as well (C10). */
  Answer takePast(OpenSource source, List<Piece> pieces) {
    return take(source, pieces, false, true);
  }

  /**
   * Stores what is to be kept.
   *
   * @param remembered whether the source is as it was some time ago, and is to be looked at again
   * @throws StaleSource if it is remembered and has changed; ask it anew and give the events again
   */
  Answer take(OpenSource source, List<Piece> pieces, boolean remembered) {
    return take(source, pieces, remembered, false);
  }

  private Answer take(OpenSource source, List<Piece> pieces, boolean remembered, boolean past) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("Events are acknowledged after a commit, not within another");
    }
    List<Rejection> rejections = new ArrayList<>();
    Map<Integer, List<Piece.Read>> byShare = new TreeMap<>();
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
            byShare.computeIfAbsent(folds.shareOf(customer), share -> new ArrayList<>()).add(read);
          }
        }
      }
    }
    Map<String, Integer> turned = new HashMap<>();
    rejections.forEach(r -> turned.merge(r.reason(), 1, Integer::sum));
    if (byShare.isEmpty() && !turned.isEmpty()) {
      Use.INTAKE.run(() ->
          transaction.executeWithoutResult(
              status -> counts.add(periods.read(List.of()).now(), Map.of(source.id(), turned))));
    }
    int accepted = 0;
    int duplicates = 0;
    Map<String, Integer> uncounted = turned;
    for (Map.Entry<Integer, List<Piece.Read>> each : byShare.entrySet()) {
      int share = each.getKey();
      Parcel parcel = new Parcel(share, source, remembered, past, each.getValue(), uncounted);
      uncounted = Map.of();
      folds.share(share).awaitRoom();
      writers.take(parcel);
      Parcel.Stored stored = parcel.result();
      accepted += stored.accepted();
      duplicates += stored.duplicates();
      rejections.addAll(stored.rejections());
    }
    if (waitsForFacts) {
      byShare.keySet().forEach(share -> folds.share(share).settle());
    }
    rejections.sort(Comparator.comparingInt(Rejection::position));
    return Answer.of(accepted, duplicates, rejections);
  }

  private static String unknown(String account) {
    return account.isEmpty()
        ? "The source has several customers; name one in the field \"account\"."
        : "The source has no customer for account \"%s\".".formatted(account);
  }
}
