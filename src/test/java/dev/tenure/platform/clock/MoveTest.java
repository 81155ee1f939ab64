package dev.tenure.platform.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.clock.Move.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveTest {

  private static final Duration LEAP = Duration.ofMinutes(1);
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private static Sight seen(long seconds, Instant clock) {
    long counter = Duration.ofSeconds(seconds).toNanos();
    return new Sight(counter, clock, counter + 1_000_000);
  }

  private static Kept kept(Instant clock, Instant known) {
    return new Kept(clock, known, false, 0, null, null);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.2", "-0.2", "3", "59.9"})
  @DisplayName("A16: what clocks are corrected by day by day is no step")
  void steady(double extra) {
    Instant clock = NOON.plusMillis(1_000 + (long) (extra * 1_000));
    Move move = Move.of(seen(0, NOON), seen(1, clock), kept(clock, NOON), LEAP);
    assertThat(move.act()).isNull();
    assertThat(move.from().clock()).isEqualTo(clock);
  }

  @Test
  @DisplayName("A16: a clock that is more than a minute ahead of what was counted is in doubt")
  void leaps() {
    Instant clock = NOON.plusSeconds(62);
    assertThat(Move.of(seen(0, NOON), seen(1, clock), kept(clock, NOON), LEAP).act())
        .isEqualTo(new Act.Doubt(NOON.plusSeconds(1)));
  }

  @Test
  @DisplayName("A16: a node that was paused, or waited long for its answer, sees no leap")
  void paused() {
    Instant clock = NOON.plusSeconds(3_600);
    assertThat(Move.of(seen(0, NOON), seen(3_600, clock), kept(clock, NOON), LEAP).act()).isNull();
    Sight slow = new Sight(0, clock, Duration.ofHours(1).toNanos());
    assertThat(Move.of(seen(0, NOON), slow, kept(clock, NOON), LEAP).act()).isNull();
  }

  @Test
  @DisplayName("A15: a clock that was set back stands still where the counter is")
  void back() {
    Instant clock = NOON.minusSeconds(3_600);
    assertThat(Move.of(seen(0, NOON), seen(1, clock), kept(clock, NOON), LEAP).act())
        .isEqualTo(new Act.StandStill(NOON.plusSeconds(1)));
  }

  @Test
  @DisplayName(
      "A15: a start finds a clock that was set back meanwhile, and believes one that went on")
  void start() {
    Instant back = NOON.minusSeconds(60);
    assertThat(Move.of(null, seen(0, back), kept(back, NOON), LEAP).act())
        .isEqualTo(new Act.StandStill(NOON));
    Instant week = NOON.plus(Duration.ofDays(7));
    assertThat(Move.of(null, seen(0, week), kept(week, week), LEAP).act()).isNull();
    Kept doubt = new Kept(week, NOON, true, 3, null, Duration.ofDays(7));
    Move inDoubt = Move.of(null, seen(0, week), doubt, LEAP);
    assertThat(inDoubt.act()).isNull();
    assertThat(inDoubt.from().clock()).as("counts on from what is known").isEqualTo(NOON);
  }

  @Test
  @DisplayName("A16: a clock in doubt that is moved again is in doubt for another leap, or is back")
  void movedInDoubt() {
    Instant day = NOON.plus(Duration.ofDays(1)).plusSeconds(1);
    Kept same = new Kept(day, NOON.plusSeconds(1), true, 0, null, Duration.ofDays(1));
    assertThat(Move.of(seen(0, NOON), seen(1, day), same, LEAP).act()).isNull();
    Instant two = day.plus(Duration.ofDays(1));
    Kept moved = new Kept(two, NOON.plusSeconds(1), true, 0, null, Duration.ofDays(1));
    assertThat(Move.of(seen(0, NOON), seen(1, two), moved, LEAP).act())
        .isEqualTo(new Act.DoubtAnew(NOON.plusSeconds(1)));
    Instant right = NOON.plusSeconds(1);
    Kept returned = new Kept(right, right, true, 0, null, Duration.ofDays(1));
    assertThat(Move.of(seen(0, NOON), seen(1, right), returned, LEAP).act())
        .isEqualTo(new Act.Returned());
  }

  /**
   * What the database makes of heartbeats, in memory, with several nodes and a clock that jumps.
   */
  private static final class Play {
    private final Random random;
    private Duration offset = Duration.ZERO;
    private long counter;
    private Instant kept = Instant.MIN;
    private boolean doubt;
    private long settled;
    private @Nullable Instant back;
    private @Nullable Duration ahead;
    private final List<@Nullable Sight> last = new ArrayList<>();
    private final List<Long> known = new ArrayList<>();

    Play(long seed) {
      random = new Random(seed);
      for (int node = 0; node < 3; node++) {
        last.add(null);
        known.add(-1L);
      }
    }

    Instant clock() {
      return NOON.plusNanos(counter).plus(offset);
    }

    Instant now() {
      return doubt || kept.isAfter(clock()) ? kept : clock();
    }

    void pass() {
      counter += 1_000_000L * random.nextInt(1, 1_500);
    }

    void beat(int node) {
      long before = counter;
      Sight seen = last.get(node);
      boolean resumed = seen != null && known.get(node) != settled;
      Instant counted = seen == null || resumed ? kept : seen.latest(before);
      boolean believed = seen == null || !clock().isAfter(counted.plus(LEAP));
      Instant lift = doubt ? counted : believed ? clock() : kept;
      kept = kept.isAfter(lift) ? kept : lift;
      Kept found = new Kept(clock(), kept, doubt, settled, back, ahead);
      counter += 1_000_000L * random.nextInt(0, 30);
      Sight now = new Sight(before, found.clock(), counter);
      Move move =
          Move.of(resumed ? new Sight(before, found.known(), counter) : seen, now, found, LEAP);
      last.set(node, move.from());
      known.set(node, settled);
      switch (move.act()) {
        case Act.StandStill(Instant at) -> {
          kept = kept.isAfter(at) ? kept : at;
          back = at;
        }
        case Act.CaughtUp caughtUp -> {
          back = null;
          settled++;
        }
        case Act.Doubt(Instant at) -> doubt(at, found.clock());
        case Act.DoubtAnew(Instant at) -> {
          settled++;
          doubt(at, found.clock());
        }
        case Act.Returned returned -> {
          doubt = false;
          ahead = null;
          settled++;
        }
        case null -> {}
      }
    }

    private void doubt(Instant at, Instant clock) {
      kept = kept.isAfter(at) ? kept : at;
      doubt = true;
      ahead = Duration.between(at, clock);
    }

    /** As Support does. */
    void confirm() {
      doubt = false;
      ahead = null;
      settled++;
      kept = kept.isAfter(clock()) ? kept : clock();
    }

    void beatAll() {
      for (int node = 0; node < 3; node++) {
        beat(node);
      }
    }
  }

  @Test
  @DisplayName(
      "A16: a clock is in doubt if and only if it leapt by more than a minute, until it is back")
  void doubtIffLeapt() {
    for (long seed = 0; seed < 2_000; seed++) {
      Play play = new Play(seed);
      play.beatAll();
      play.pass();
      play.beatAll();
      Duration jump = Duration.ofMillis(play.random.nextInt(-180_000, 180_000));
      if (jump.minus(LEAP).abs().compareTo(Duration.ofMillis(200)) < 0) {
        continue;
      }
      play.offset = jump;
      play.pass();
      play.beatAll();
      boolean leapt = jump.compareTo(LEAP) > 0;
      assertThat(play.doubt).as("seed %d, by %s", seed, jump).isEqualTo(leapt);
      play.pass();
      play.beatAll();
      assertThat(play.doubt).as("seed %d, by %s", seed, jump).isEqualTo(leapt);
      if (leapt) {
        assertThat(play.kept).as("counted, not leapt").isBefore(play.clock().minus(LEAP));
        play.offset = Duration.ZERO;
        play.pass();
        play.beatAll();
        assertThat(play.doubt).as("seed %d, back from %s", seed, jump).isFalse();
        assertThat(Duration.between(play.kept, play.clock()).abs())
            .as("nothing stands still for having leapt")
            .isLessThan(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  @DisplayName(
      "A15, A16: however the clock jumps, kept time never goes back, and leaps stay in doubt")
  void whateverHappens() {
    for (long seed = 0; seed < 300; seed++) {
      Play play = new Play(seed);
      play.beatAll();
      Instant before = play.kept;
      for (int step = 0; step < 200; step++) {
        play.pass();
        if (play.random.nextInt(15) == 0) {
          play.offset = Duration.ofSeconds(play.random.nextInt(-7_200, 7_200));
        }
        if (play.random.nextInt(40) == 0) {
          // A node starts again and has nothing to compare with.
          play.last.set(play.random.nextInt(3), null);
        }
        play.beatAll();
        assertThat(play.kept).as("seed %d step %d", seed, step).isAfterOrEqualTo(before);
        before = play.kept;
      }
      // Set right again, all is well in the end.
      play.offset = Duration.ofHours(2);
      play.beatAll();
      play.confirm();
      play.beatAll();
      play.pass();
      play.beatAll();
      play.pass();
      play.beatAll();
      assertThat(play.back).as("seed %d", seed).isNull();
      assertThat(play.now()).isEqualTo(play.clock());
    }
  }
}
