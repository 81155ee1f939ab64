package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.ResellerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
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

  private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
  private final AtomicLong nanos = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Writers writers = writers(MOST, this::writeWhenTold);

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private Writers writers(int most, Writers.Work work) {
    return new Writers(most, work, Duration.ofSeconds(10), nanos::get);
  }

  private void writeWhenTold(List<Parcel> parcels) {
    Turn turn = new Turn(parcels, new CountDownLatch(1));
    turns.add(turn);
    await(turn.over());
    parcels.forEach(WritersTest::stored);
  }

  private static void stored(Parcel parcel) {
    parcel.done(new Parcel.Stored(1, 0, List.of(), Instant.EPOCH));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static Parcel parcel(int share) {
    return parcel(share, 1);
  }

  private static Parcel parcel(int share, int events) {
    OpenSource source =
        new OpenSource(new SourceId(new UUID(0, share)), new ResellerId(new UUID(0, 0)), Map.of());
    Piece.Read piece =
        (Piece.Read)
            new CanonicalEvent("e", "CallEnded", Instant.EPOCH, "", Map.of("callRef", "c"))
                .piece(1);
    return new Parcel(share, source, false, Collections.nCopies(events, piece), Map.of());
  }

  private Future<Parcel.Stored> send(Writers to, Parcel parcel) {
    return threads.submit(() -> {
      to.take(parcel);
      return parcel.result();
    });
  }

  /** Sends so that it waits behind those who wait already. */
  private Future<Parcel.Stored> queue(Writers to, Parcel parcel) {
    int before = to.waiting();
    Future<Parcel.Stored> sender = send(to, parcel);
    while (to.waiting() == before) {
      Thread.onSpinWait();
    }
    return sender;
  }

  /** Occupies a writer; its sender ends with the turn. */
  private Turn begun(List<Future<Parcel.Stored>> senders) throws InterruptedException {
    Parcel parcel = parcel(0);
    senders.add(send(writers, parcel));
    Turn turn = turns.take();
    assertThat(turn.parcels()).containsExactly(parcel);
    return turn;
  }

  private static void end(List<Future<Parcel.Stored>> senders, Turn... all) throws Exception {
    for (Turn turn : all) {
      turn.over().countDown();
    }
    for (Future<Parcel.Stored> sender : senders) {
      assertThat(sender.get().accepted()).isOne();
    }
  }

  @Test
  @DisplayName("A few write at a time; who waits meanwhile is written together, by share")
  void together() throws Exception {
    List<Future<Parcel.Stored>> senders = new ArrayList<>();
    Turn first = begun(senders);
    Turn second = begun(senders);
    Parcel a = parcel(0);
    Parcel b = parcel(1);
    Parcel c = parcel(0);
    for (Parcel parcel : List.of(a, b, c)) {
      senders.add(queue(writers, parcel));
    }
    assertThat(turns).isEmpty();

    first.over().countDown();
    Turn third = turns.take();
    assertThat(third.parcels()).containsExactly(a, c);
    assertThat(turns).isEmpty();
    second.over().countDown();
    Turn fourth = turns.take();
    assertThat(fourth.parcels()).containsExactly(b);

    end(senders, third, fourth);
  }

  @Test
  @DisplayName("Two turns that end together are followed by two, of whichever shares")
  void invited() throws Exception {
    List<Future<Parcel.Stored>> senders = new ArrayList<>();
    Turn first = begun(senders);
    Turn second = begun(senders);
    Parcel a = parcel(0);
    Parcel b = parcel(0);
    Parcel c = parcel(1);
    for (Parcel parcel : List.of(a, b, c)) {
      senders.add(queue(writers, parcel));
    }

    first.over().countDown();
    second.over().countDown();
    Turn third = turns.take();
    Turn fourth = turns.take();

    assertThat(List.of(third.parcels(), fourth.parcels()))
        .containsExactlyInAnyOrder(List.of(a, b), List.of(c));
    end(senders, third, fourth);
  }

  @Test
  @DisplayName("A transaction has as many events as fit into its time, 500 at first")
  void noMoreThanFit() throws Exception {
    List<Future<Parcel.Stored>> senders = new ArrayList<>();
    Turn first = begun(senders);
    Turn second = begun(senders);
    for (int i = 0; i < 3; i++) {
      senders.add(queue(writers, parcel(0, 200)));
    }

    first.over().countDown();
    Turn third = turns.take();
    assertThat(third.parcels()).hasSize(2);
    second.over().countDown();
    Turn fourth = turns.take();
    assertThat(fourth.parcels()).hasSize(1);

    end(senders, third, fourth);
  }

  @Test
  @DisplayName("One whose customer is held is tried again, and fails when its patience is over")
  void held() throws Exception {
    Parcel held = parcel(0);
    List<List<Parcel>> tries = new ArrayList<>();
    Writers one =
        writers(
            1,
            parcels -> {
              tries.add(parcels);
              nanos.addAndGet(Duration.ofSeconds(4).toNanos());
              if (parcels.contains(held)) {
                throw new CannotAcquireLockException("held");
              }
              parcels.forEach(WritersTest::stored);
            });

    Future<?> sender = send(one, held);

    assertThatThrownBy(sender::get).hasCauseInstanceOf(CannotAcquireLockException.class);
    assertThat(tries).hasSize(3);
    assertThat(send(one, parcel(0)).get().accepted()).isOne();
  }

  @Test
  @DisplayName("What is held keeps one writer at most from the others")
  void heldKeepsOne() throws Exception {
    Parcel one = parcel(0);
    Parcel other = parcel(0);
    Set<Parcel> held = Set.of(one, other);
    Set<Parcel> tried = ConcurrentHashMap.newKeySet();
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch again = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Writers two =
        writers(
            MOST,
            parcels -> {
              if (parcels.stream().noneMatch(held::contains)) {
                parcels.forEach(WritersTest::stored);
                return;
              }
              if (parcels.stream().allMatch(tried::add)) {
                both.countDown();
                // Else the first of them would be tried again before the second one comes.
                await(both);
              } else {
                again.countDown();
                await(release);
              }
              throw new CannotAcquireLockException("held");
            });
    List<Future<?>> blocked = new ArrayList<>();
    for (Parcel parcel : held) {
      blocked.add(send(two, parcel));
    }
    await(again);

    assertThat(send(two, parcel(0)).get().accepted()).isOne();
    assertThat(send(two, parcel(1)).get().accepted()).isOne();

    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    release.countDown();
    for (Future<?> sender : blocked) {
      assertThatThrownBy(sender::get).hasCauseInstanceOf(CannotAcquireLockException.class);
    }
  }

  @Test
  @DisplayName("One that can't be written keeps no other out")
  void spoilt() throws Exception {
    Parcel bad = parcel(0);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Writers one =
        writers(
            1,
            parcels -> {
              busy.countDown();
              await(go);
              if (parcels.contains(bad)) {
                throw new IllegalArgumentException("bad");
              }
              parcels.forEach(WritersTest::stored);
            });
    Future<Parcel.Stored> first = send(one, parcel(0));
    await(busy);
    Future<?> spoils = queue(one, bad);
    Future<Parcel.Stored> other = queue(one, parcel(0));
    go.countDown();

    end(List.of(first, other));
    assertThatThrownBy(spoils::get).hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("What is thrown past all that leaves nobody waiting")
  void broken() throws Exception {
    Parcel bad = parcel(0);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Writers one =
        writers(
            1,
            parcels -> {
              busy.countDown();
              await(go);
              if (parcels.contains(bad)) {
                throw new AssertionError("for the test");
              }
              parcels.forEach(WritersTest::stored);
            });
    Future<Parcel.Stored> first = send(one, parcel(0));
    await(busy);
    Future<?> breaks = queue(one, bad);
    Future<?> together = queue(one, parcel(0));
    Future<Parcel.Stored> behind = queue(one, parcel(1));
    go.countDown();

    end(List.of(first, behind));
    assertThatThrownBy(breaks::get).hasCauseInstanceOf(AssertionError.class);
    assertThatThrownBy(together::get)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Not known to be stored");
  }
}
