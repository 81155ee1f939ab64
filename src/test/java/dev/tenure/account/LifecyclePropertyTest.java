package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random lives: commands by anybody, clock moves, and what must hold after each of them. */
class LifecyclePropertyTest {

  private static final int LIVES = 60;
  private static final int STEPS = 30;
  private static final List<Command> COMMANDS = List.of(Command.values());

  @Test
  @DisplayName("A2–A7, C1: over random lives every promise holds after every step")
  void randomLives() {
    try (AccountWorld world = new AccountWorld()) {
      var reseller = world.reseller("North");
      Actor[] actors = {AccountWorld.dana(reseller), AccountWorld.support(), AccountWorld.policy()};
      for (int seed = 0; seed < LIVES; seed++) {
        Random random = new Random(seed);
        world.database.moveClock(AccountWorld.START);
        CustomerId customer = world.customer(reseller, "Acme " + seed);
        Instant now = AccountWorld.START;
        for (int step = 0; step < STEPS; step++) {
          now = now.plus(Duration.ofMinutes(1L + random.nextInt(3 * 24 * 60)));
          world.database.moveClock(now);
          Account before = world.account(customer);
          Actor actor = actors[random.nextInt(actors.length)];
          Command command = COMMANDS.get(random.nextInt(COMMANDS.size()));
          boolean done = give(world, command, customer, actor, now, random);
          Account after = world.account(customer);
          String where =
              "seed %d, step %d: %s by %s at %s".formatted(seed, step, command, actor.name(), now);
          check(world, before, after, command, actor, done, now, where);
        }
      }
    }
  }

  private static boolean give(
      AccountWorld world,
      Command command,
      CustomerId customer,
      Actor actor,
      Instant now,
      Random random) {
    String date =
        LocalDateTime.ofInstant(now, ZoneOffset.UTC)
            .plusHours(random.nextInt(200) - 20)
            .withNano(0)
            .toString();
    try {
      return world.give(command, customer, actor, date) instanceof Outcome.Done;
    } catch (Refused refused) {
      return false;
    }
  }

  private static void check(
      AccountWorld world,
      Account before,
      Account after,
      Command command,
      Actor actor,
      boolean done,
      Instant now,
      String where) {
    // A6: terminated is absorbing but for Support's reinstatement.
    if (before.status() == Status.TERMINATED
        && !(command == Command.REINSTATE && actor.level() == Level.SUPPORT)) {
      assertThat(after.state()).as(where).isEqualTo(before.state());
      assertThat(done).as(where).isFalse();
    }
    // A10, A11: a version for each intent, none for what was not done.
    assertThat(after.version() > before.version()).as(where).isEqualTo(done);
    // A3: the columns are the fold of the intents.
    assertThat(storedFold(world, after.id())).as(where).isEqualTo(after.timeline().fold());
    // A4: the dials in SQL are those of the table.
    assertThat(storedDials(world, after.id())).as(where).isEqualTo(after.status().dials());
    // C1: periods never overlap and are those of the timeline.
    assertThat(world.the(PeriodStore.class).of(after.id()))
        .as(where)
        .isEqualTo(after.timeline().periods());
    Instant end = Instant.MIN;
    for (Period period : after.timeline().periods()) {
      assertThat(period.from()).as(where).isAfterOrEqualTo(end);
      end = period.until() == null ? Instant.MAX : period.until();
    }
    // A2: the past stays the past: what state(t) said of an earlier instant, it says still.
    Instant earlier = before.readAt().minusSeconds(1);
    assertThat(after.timeline().at(earlier).map(State::status))
        .as(where)
        .isEqualTo(before.timeline().at(earlier).map(State::status));
    assertThat(after.readAt()).isEqualTo(now);
  }

  private static Fold storedFold(AccountWorld world, CustomerId id) {
    return world
        .database
        .jdbc()
        .sql(
            """
            SELECT service_from, access_from, access_stopped_at, hold_count, terminates_at
            FROM customer
            WHERE id = :id
            """)
        .param("id", id.value())
        .query((rs, n) -> {
          var stopped = rs.getTimestamp(3);
          var ends = rs.getTimestamp(5);
          return new Fold(
              rs.getTimestamp(1).toInstant(),
              rs.getTimestamp(2).toInstant(),
              stopped == null ? null : stopped.toInstant(),
              rs.getInt(4),
              ends == null ? null : ends.toInstant());
        })
        .single();
  }

  private static Dials storedDials(AccountWorld world, CustomerId id) {
    return world
        .database
        .jdbc()
        .sql(
            "SELECT access_on, collection_on, billing_on FROM customer_dial WHERE customer_id ="
                + " :id")
        .param("id", id.value())
        .query((rs, n) -> new Dials(rs.getBoolean(1), rs.getBoolean(2), rs.getBoolean(3)))
        .single();
  }

  @Test
  @DisplayName("A3, A7: the order of unrelated intents doesn't matter")
  void orderOfUnrelatedIntents() {
    Instant start = AccountWorld.START;
    Author dana = new Author(null, "Dana", Level.RESELLER);
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<Instant> hours = new ArrayList<>();
      for (int h = 1; h <= 6; h++) {
        hours.add(start.plus(Duration.ofHours(h)));
      }
      // Three threads of one life: the reseller's hold, Support's hold, the schedule.
      List<Intent> unordered =
          List.of(
              intent(IntentKind.HOLD_PLACED, HoldOwner.RESELLER, hours.get(0), hours.get(0), dana),
              intent(IntentKind.HOLD_LIFTED, HoldOwner.RESELLER, hours.get(3), hours.get(3), dana),
              intent(IntentKind.HOLD_PLACED, HoldOwner.SUPPORT, hours.get(1), hours.get(1), dana),
              intent(IntentKind.HOLD_LIFTED, HoldOwner.SUPPORT, hours.get(4), hours.get(4), dana),
              intent(
                  IntentKind.TERMINATION_SET,
                  null,
                  hours.get(2),
                  start.plus(Duration.ofDays(9)),
                  dana),
              intent(
                  IntentKind.TERMINATION_MOVED,
                  null,
                  hours.get(5),
                  start.plus(Duration.ofDays(7)),
                  dana));
      List<Intent> byTime = number(start, unordered, dana);
      // Versions dealt out anew, each thread keeping its own order.
      List<Integer> threads = new ArrayList<>(List.of(0, 0, 2, 2, 4, 4));
      Collections.shuffle(threads, random);
      int[] taken = new int[5];
      List<Intent> dealt = new ArrayList<>();
      for (int thread : threads) {
        dealt.add(unordered.get(thread + taken[thread]++));
      }
      Timeline shuffled = Timeline.of(number(start, dealt, dana));
      Timeline straight = Timeline.of(byTime);
      for (int h = 0; h < 24 * 10; h++) {
        Instant t = start.plus(Duration.ofHours(h));
        assertThat(shuffled.at(t).orElseThrow().status())
            .as("seed %d at %s", seed, t)
            .isEqualTo(straight.at(t).orElseThrow().status());
      }
    }
  }

  private static Intent intent(
      IntentKind kind,
      @org.jspecify.annotations.Nullable HoldOwner owner,
      Instant recorded,
      Instant effective,
      Author author) {
    return new Intent(0, kind, owner, author, Reason.none(), recorded, effective, null);
  }

  private static List<Intent> number(Instant start, List<Intent> intents, Author author) {
    List<Intent> numbered = new ArrayList<>();
    numbered.add(
        new Intent(1, IntentKind.CREATED, null, author, Reason.none(), start, start, null));
    for (Intent i : intents) {
      numbered.add(
          new Intent(
              numbered.size() + 1,
              i.kind(),
              i.owner(),
              i.author(),
              i.reason(),
              i.recordedAt(),
              i.effectiveAt(),
              i.picked()));
    }
    return numbered;
  }
}
