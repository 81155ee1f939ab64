package dev.tenure.collection.intake;

import dev.tenure.collection.CallSignals;
import dev.tenure.platform.Bell;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Journey;
import dev.tenure.platform.database.Use;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** This node's share of the folds: whatever it journals, its facts follow. */
@Component
class Folds {

  /**
   * Of the operating system's: a fold computes for some milliseconds at a time, and as a virtual
   * thread it would keep its carrier from those who wait for their acknowledgement.
   */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("facts-", 1).factory());

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Transactions transactions;
  private final FactWriter writer;
  private final LaneStore lanes;
  private final CallSignals signals;
  private final MeterRegistry meters;
  private final Timer timer;
  private final List<Folding> all;
  private final Bell trouble = new Bell();

  /**
   * Folds without anything to do.
   *
   * @param writers how many fold at a time, and how many write events; 0 for as many as suit this
   *     machine
   * @param remembered how many calls in progress they remember, all together
   */
  Folds(
      TransactionTemplate transaction,
      FactWriter writer,
      LaneStore lanes,
      CallSignals signals,
      MeterRegistry meters,
      @Value("${tenure.intake.writers:0}") int writers,
      @Value("${tenure.intake.remembered-calls:40000}") int remembered) {
    this.transactions = new Transactions(transaction);
    this.writer = writer;
    this.lanes = lanes;
    this.signals = signals;
    this.meters = meters;
    this.timer =
        Timer.builder("tenure.intake.folds")
            .description("Transactions that write facts, from their beginning to their commit")
            .register(meters);
    int several =
        writers == 0 ? Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8) : writers;
    List<Folding> foldings = new ArrayList<>();
    for (int i = 0; i < several; i++) {
      foldings.add(
          new Folding(
              new Memory(remembered / several),
              new Share(i, several),
              task -> THREADS.execute(() -> Use.INTAKE.run(task)),
              System::nanoTime));
    }
    this.all = List.copyOf(foldings);
    meters.gauge(
        "tenure.intake.unfolded", all, list -> list.stream().mapToInt(Folding::events).sum());
  }

  /** Some of the lanes. */
  private final class Share implements Folding.Work {
    private final Collection<Integer> mine = new ArrayList<>();

    Share(int first, int step) {
      for (int lane = first; lane < LaneStore.LANES; lane += step) {
        mine.add(lane);
      }
    }

    @Override
    public void write(Portion portion, Memory memory) {
      long begin = System.nanoTime();
      FactWriter.Folded folded;
      try {
        folded = fold(portion, memory, true);
      } catch (DuplicateKeyException wrong) {
        // Somebody else made facts of these events meanwhile.
        memory.forget();
        folded = fold(portion, memory, false);
      }
      timer.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
      memory.keep(folded);
      signals.tell(portion.customers());
    }

    private FactWriter.Folded fold(Portion portion, Memory memory, boolean guess) {
      try {
        return transactions.within(() -> writer.write(portion, memory, guess));
      } catch (RuntimeException failed) {
        meters
            .counter("tenure.intake.folds.failed", "cause", failed.getClass().getSimpleName())
            .increment();
        inTrouble();
        throw failed;
      }
    }

    @Override
    public void giveWay() {
      transactions.within(() -> {
        Journey pause = lanes.journey();
        lanes.pauseForWhoWaits(pause, mine, LONGEST_WAIT);
        pause.make();
        return mine;
      });
    }
  }

  /** How many shares there are. */
  int size() {
    return all.size();
  }

  /** Of which share a customer is. */
  int shareOf(CustomerId customer) {
    return LaneStore.lane(customer) % all.size();
  }

  Folding share(int number) {
    return all.get(number);
  }

  /** Takes news that some other node left, of whatever lanes; returns at once. */
  void addLeft(News news) {
    // Of one share, whose they needn't be: its transactions say when all of them have facts.
    share(0).add(news);
  }

  /** Which news are waiting here. */
  Set<UUID> ids() {
    Set<UUID> ids = new HashSet<>();
    all.forEach(share -> ids.addAll(share.ids()));
    return ids;
  }

  /** Says that something went wrong over which events may have been left without facts. */
  void inTrouble() {
    trouble.ring();
  }

  /** Waits for trouble, but no longer; answers whether there was some. */
  boolean awaitTrouble(Duration longest) throws InterruptedException {
    return trouble.await(longest);
  }

  /** Continues with what was set aside. */
  void look() {
    all.forEach(Folding::look);
  }

  /** Waits until the facts of all that was journalled here are written, or set aside. */
  @PreDestroy
  void settle() {
    all.forEach(Folding::settle);
  }
}
