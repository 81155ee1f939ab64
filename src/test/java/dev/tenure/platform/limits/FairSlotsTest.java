package dev.tenure.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FairSlotsTest {

  private static final Duration NOW = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Whom a slot came to, in that order. */
  private final BlockingQueue<String> served = new ArrayBlockingQueue<>(100);

  private static FairSlots.Slot taken(FairSlots slots, String owner) throws Exception {
    return slots.take(owner, NOW).orElseThrow();
  }

  private Thread waiting(FairSlots slots, String owner) throws InterruptedException {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                FairSlots.Slot slot = slots.take(owner, LONG).orElseThrow();
                served.add(owner);
                slot.close();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  @DisplayName("One owner has so many at once and no more; others have theirs meanwhile")
  void ofOne() throws Exception {
    FairSlots slots = new FairSlots(4, 2, 10);
    FairSlots.Slot first = taken(slots, "a");
    taken(slots, "a");
    assertThat(slots.take("a", NOW)).isEmpty();
    assertThat(slots.isFull("a")).isTrue();
    taken(slots, "b");
    taken(slots, "c");
    assertThat(slots.take("d", NOW)).as("all are taken").isEmpty();
    assertThat(slots.isFull("d")).isFalse();
    first.close();
    first.close();
    taken(slots, "d");
    assertThat(slots.take("e", NOW)).as("closing twice gives back once").isEmpty();
  }

  @Test
  @DisplayName("Who waits is served in turns of owners, however many one of them has waiting")
  void inTurns() throws Exception {
    FairSlots slots = new FairSlots(1, 1, 100);
    FairSlots.Slot busy = taken(slots, "x");
    List<Thread> threads =
        IntStream.range(0, 5)
            .mapToObj(i -> {
              try {
                return waiting(slots, "many");
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            })
            .toList();
    Thread one = waiting(slots, "one");
    busy.close();
    one.join();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(served).hasSize(6);
    assertThat(List.copyOf(served).indexOf("one")).isEqualTo(1);
  }

  @Test
  @DisplayName("More than so many of one owner don't wait; who gave up leaves no trace")
  void mostWaiting() throws Exception {
    FairSlots slots = new FairSlots(1, 1, 1);
    FairSlots.Slot busy = taken(slots, "a");
    Thread waiting = waiting(slots, "a");
    assertThat(slots.take("a", LONG)).as("one waits already").isEmpty();
    assertThat(slots.take("b", NOW)).isEmpty();
    busy.close();
    assertThat(served.poll(1, TimeUnit.MINUTES)).isEqualTo("a");
    waiting.join();
    Optional<FairSlots.Slot> after = slots.take("b", NOW);
    assertThat(after).isPresent();
  }

  @Test
  @DisplayName("Who is interrupted while waiting holds nothing")
  void interrupted() throws Exception {
    FairSlots slots = new FairSlots(1, 1, 1);
    FairSlots.Slot busy = taken(slots, "a");
    Thread waiting = waiting(slots, "b");
    waiting.interrupt();
    waiting.join();
    busy.close();
    assertThat(slots.take("c", NOW)).isPresent();
    assertThat(served).isEmpty();
  }

  @Test
  @DisplayName("Memory is claimed up to one's own share and up to all of it, and given back whole")
  void bytes() {
    ByteBudget budget = new ByteBudget(100);
    ByteBudget.Share a = budget.share("a", 60);
    assertThat(a.claim(40)).isEqualTo(ByteBudget.Claim.GRANTED);
    assertThat(budget.share("a", 60).claim(30)).isEqualTo(ByteBudget.Claim.OWN_SPENT);
    ByteBudget.Share b = budget.share("b", 60);
    assertThat(b.claim(60)).isEqualTo(ByteBudget.Claim.GRANTED);
    assertThat(a.claim(1)).isEqualTo(ByteBudget.Claim.ALL_SPENT);
    b.close();
    b.close();
    assertThat(budget.taken()).isEqualTo(40);
    assertThat(a.claim(20)).isEqualTo(ByteBudget.Claim.GRANTED);
    a.close();
    assertThat(budget.taken()).isZero();
  }
}
