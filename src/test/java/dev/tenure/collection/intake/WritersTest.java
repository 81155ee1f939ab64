package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.collection.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

/** Who writes when, and what becomes of parcels that can't be written. */
class WritersTest {

  private static final int MOST = 2;

  /** A transaction under way, which the test ends. */
  private record Turn(List<Parcel> parcels, CountDownLatch over) {}

  private final List<Future<?>> occupying = new ArrayList<>();

  private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
  private final AtomicLong nanos = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Writers writers =
      new Writers(MOST, this::write, Duration.ofSeconds(10), nanos::get);

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private void write(List<Parcel> parcels) {
    Turn turn = new Turn(parcels, new CountDownLatch(1));
    turns.add(turn);
    try {
      turn.over().await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    parcels.forEach(WritersTest::stored);
  }

  private static void stored(Parcel parcel) {
    parcel.done(new Parcel.Stored(1, 0, List.of(), Instant.EPOCH));
  }

  private static Parcel parcel(int share) {
    OpenSource source = new OpenSource(new SourceId(new UUID(0, share)), Map.of());
    return new Parcel(share, source, false, List.of(), Map.of());
  }

  private Future<Parcel.Stored> send(Parcel parcel) {
    return send(writers, parcel);
  }

  private Future<Parcel.Stored> send(Writers to, Parcel parcel) {
    return threads.submit(() -> {
      to.take(parcel);
      return parcel.result();
    });
  }

  /** Occupies a writer. */
  private Turn begun(int share) throws InterruptedException {
    Parcel parcel = parcel(share);
    occupying.add(send(parcel));
    Turn turn = turns.take();
    assertThat(turn.parcels()).containsExactly(parcel);
    return turn;
  }

  private void await(Future<?>... senders) throws Exception {
    for (Future<?> sender : senders) {
      sender.get();
    }
  }

  /** Sends so that it waits behind whoever waits already. */
  private Future<Parcel.Stored> queue(Parcel parcel, int waiting) {
    Future<Parcel.Stored> sender = send(parcel);
    while (writers.waiting() < waiting) {
      Thread.onSpinWait();
    }
    return sender;
  }

  @Test
  @DisplayName("A few write at a time; who waits meanwhile is written together, by share")
  void together() throws Exception {
    Turn first = begun(0);
    Turn second = begun(1);
    Parcel a = parcel(0);
    Parcel b = parcel(1);
    Parcel c = parcel(0);
    Future<?> sendsA = queue(a, 1);
    Future<?> sendsB = queue(b, 2);
    Future<?> sendsC = queue(c, 3);
    assertThat(turns).isEmpty();

    first.over().countDown();
    Turn third = turns.take();
    assertThat(third.parcels()).containsExactly(a, c);
    assertThat(turns).isEmpty();
    second.over().countDown();
    Turn fourth = turns.take();
    assertThat(fourth.parcels()).containsExactly(b);

    third.over().countDown();
    fourth.over().countDown();
    await(sendsA, sendsB, sendsC);
    for (Future<?> sender : occupying) {
      sender.get();
    }
  }

  @Test
  @DisplayName(
      "One whose customer is held goes back to the end, and fails when its patience is over")
  void held() throws Exception {
    Parcel held = parcel(0);
    List<List<Parcel>> tries = new ArrayList<>();
    Writers one =
        new Writers(
            1,
            parcels -> {
              tries.add(parcels);
              nanos.addAndGet(Duration.ofSeconds(4).toNanos());
              if (parcels.contains(held)) {
                throw new CannotAcquireLockException("held");
              }
              parcels.forEach(WritersTest::stored);
            },
            Duration.ofSeconds(10),
            nanos::get);

    assertThatThrownBy(() -> send(one, held).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CannotAcquireLockException.class);
    assertThat(tries).hasSize(3);
    assertThat(send(one, parcel(0)).get().accepted()).isOne();
  }

  @Test
  @DisplayName("One that can't be written keeps no other out")
  void spoilt() throws Exception {
    Parcel bad = parcel(0);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Writers one =
        new Writers(
            1,
            parcels -> {
              busy.countDown();
              try {
                go.await();
              } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
              }
              if (parcels.contains(bad)) {
                throw new IllegalArgumentException("bad");
              }
              parcels.forEach(WritersTest::stored);
            },
            Duration.ofSeconds(10),
            nanos::get);
    Future<?> first = send(one, parcel(0));
    busy.await();
    Future<?> spoils = send(one, bad);
    Future<?> other = send(one, parcel(0));
    while (one.waiting() < 2) {
      Thread.onSpinWait();
    }
    go.countDown();

    await(first, other);
    assertThatThrownBy(spoils::get).hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("What is thrown past all that leaves nobody waiting")
  void broken() {
    Writers one =
        new Writers(
            1,
            parcels -> {
              throw new OutOfMemoryError("for the test");
            },
            Duration.ofSeconds(10),
            nanos::get);

    assertThatThrownBy(() -> send(one, parcel(0)).get()).hasCauseInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(() -> send(one, parcel(1)).get()).hasCauseInstanceOf(OutOfMemoryError.class);
  }
}
