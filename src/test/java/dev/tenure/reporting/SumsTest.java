package dev.tenure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CustomerSettings;
import dev.tenure.collection.Measures;
import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.FactBook.Call;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Over the end of October, in which London has a day of 25 hours. */
class SumsTest {

  private static ReportingWorld world;

  @BeforeAll
  static void start() {
    world = new ReportingWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  @DisplayName(
      "Reports are what the facts add up to: untouched, touched, summed up, and in between")
  void alwaysExact() {
    for (long seed = 1; seed <= 4; seed++) {
      Scene scene = new Scene(world, "Exact " + seed, seed);
      scene.addCalls(60);
      for (int i = 0; i < 6; i++) {
        scene.rewriteAgent();
      }
      scene.check("before anything is summed up");
      assertThat(summedUpTo(scene))
          .as("says from when on the facts themselves are read")
          .hasValueSatisfying(
              until -> assertThat(until).isEqualTo(firstTouched(scene)).isBefore(Scene.NOW));
      assertThat(world.sumUp()).isPositive();
      assertThat(
              world.count(
                  "SELECT count(*) FROM report_day_done WHERE customer_id = ? AND agents",
                  scene.customer))
          .as("the days up to yesterday")
          .isEqualTo(scene.daysOver());
      scene.check("summed up");
      assertThat(summedUpTo(scene)).as("nothing to be said").isEmpty();
      scene.addCalls(8);
      scene.dropCalls(5);
      scene.rewriteAgent();
      scene.check("touched again");
      world.sumUp();
      scene.check("summed up again");
      assertThat(world.sumUp()).as("nothing is left to do").isZero();
    }
  }

  private static Optional<Instant> summedUpTo(Scene scene) {
    LocalDate today = LocalDate.ofInstant(Scene.NOW, ZoneOffset.UTC);
    return world
        .the(Reports.class)
        .summedUpTo(scene.customer, new DayRange(today.minusYears(1), today.plusDays(1)));
  }

  private static Instant firstTouched(Scene scene) {
    return world
        .database
        .jdbc()
        .sql("SELECT min(quarter) FROM fact_touched WHERE customer_id = ?")
        .param(scene.customer.value())
        .query(Timestamp.class)
        .single()
        .toInstant();
  }

  private static void set(CustomerId customer, String column, String value) {
    world
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO customer_measures (customer_id, %1$s, version)
            VALUES (?, %2$s, 1)
            ON CONFLICT (customer_id) DO UPDATE
            SET %1$s = EXCLUDED.%1$s
            """
                .formatted(column, value))
        .param(customer.value())
        .update();
  }

  @Test
  @DisplayName(
      "The customer's own wrap-up time counts in agents' time as Agents has it, at once when it is"
          + " changed, and is summed up anew without any news")
  void ownWrapUp() {
    Scene scene = new Scene(world, "Own wrap-up", 41);
    scene.addCalls(120);
    for (int i = 0; i < 6; i++) {
      scene.rewriteAgent();
    }
    world.sumUp();
    AgentSums without = scene.agentTime();
    for (int seconds : List.of(45, 3_600)) {
      set(scene.customer, "wrap_up", String.valueOf(seconds));
      AgentSums with = scene.agentTime();
      assertThat(with.wrapUp()).as("with %d s", seconds).isGreaterThan(without.wrapUp());
      assertThat(with.available()).as("with %d s", seconds).isLessThan(without.available());
      scene.check("not yet summed up with %d s".formatted(seconds));
      world.sumUp();
      assertThat(
              world.count(
                  """
                  SELECT count(*)
                  FROM report_day_done
                  WHERE customer_id = ?
                    AND agents
                    AND wrap_up = %d
                  """
                      .formatted(seconds),
                  scene.customer))
          .as("days by the new setting")
          .isEqualTo(scene.daysOver());
      scene.check("summed up with %d s".formatted(seconds));
    }
  }

  @Test
  @DisplayName(
      "What counts as internal holds in reports by direction at once when it is changed, and is"
          + " summed up anew without any news")
  void internal() {
    Scene scene = new Scene(world, "Internal", 51);
    scene.addCalls(120);
    world.sumUp();
    scene.check("summed up by the usual rule");
    for (int digits : List.of(2, 9)) {
      for (String prefix : List.of("", "0207", "sip:")) {
        List<String> prefixes = prefix.isEmpty() ? List.of() : List.of("+99", prefix);
        set(scene.customer, "internal_digits", String.valueOf(digits));
        set(
            scene.customer,
            "internal_prefixes",
            prefixes.isEmpty() ? "'{}'" : "'{\"+99\",\"%s\"}'".formatted(prefix));
        scene.book.measures = measures(digits, prefixes);
        scene.check("%d digits, %s, not yet summed up".formatted(digits, prefixes));
        world.sumUp();
        assertThat(
                world.count(
                    """
                    SELECT count(*)
                    FROM (
                      SELECT customer_id, dimension, rule
                      FROM report_quarter
                      UNION ALL
                      SELECT customer_id, dimension, rule
                      FROM report_day
                    ) AS s
                    JOIN customer_rule r USING (customer_id)
                    WHERE customer_id = ?
                      AND dimension = 'DIRECTION'
                      AND rule <> internal
                    """,
                    scene.customer))
            .as("sums by the rule of before")
            .isZero();
        scene.check("%d digits, %s, summed up".formatted(digits, prefixes));
      }
    }
  }

  @Test
  @DisplayName("What SQL calls internal, and which way a call goes, is what Measures says")
  void sameRule() {
    RandomFacts facts = new RandomFacts(61, ReportingWorld.START, Scene.NOW);
    List<Measures> rules =
        List.of(
            measures(0, List.of()),
            measures(3, List.of()),
            measures(8, List.of("0207", "+44")),
            measures(6, List.of("sip", "2")));
    for (int i = 0; i < 400; i++) {
      FactBook.Call call = facts.call();
      Measures rule = rules.get(i % rules.size());
      String said =
          world
              .database
              .jdbc()
              .sql("SELECT call_direction(?, ?, ?, ?, CAST(? AS text[]))")
              .params(
                  call.direction(),
                  call.caller(),
                  call.called(),
                  rule.internalDigits(),
                  rule.internalPrefixes().toArray(String[]::new))
              .query(String.class)
              .single();
      assertThat(said)
          .as("%s from %s to %s by %s", call.direction(), call.caller(), call.called(), rule)
          .isEqualTo(
              rule.direction(CallDirection.valueOf(call.direction()), call.caller(), call.called())
                  .name());
    }
    CustomerId nothingSet = world.customer("Nothing set");
    assertThat(
            world.count(
                """
                SELECT count(*)
                FROM customer_rule
                WHERE customer_id = ?
                  AND wrap_up = %d
                  AND internal_digits = %d
                  AND internal_prefixes = '{}'
                """
                    .formatted(
                        Measures.usual().wrapUp().toSeconds(), Measures.usual().internalDigits()),
                nothingSet))
        .as("the usual settings")
        .isEqualTo(1);
  }

  @Test
  @DisplayName(
      "C13: a queue's own wrap-up counts for its visits and its agents' time, immediately when"
          + " changed, whether or not sums are made again")
  void wrapUpOfQueues() {
    Scene scene = new Scene(world, "Wrap-up of queues", 43);
    scene.addCalls(120);
    for (int i = 0; i < 6; i++) {
      scene.rewriteAgent();
    }
    world.sumUp();
    CustomerSettings settings = world.the(CustomerSettings.class);
    for (Map<String, Integer> wrapUps :
        List.of(
            Map.of("queue1", 60, "queue2", 0), Map.of("queue1", 60), Map.<String, Integer>of())) {
      CustomerSettings.Present present = settings.of(scene.customer);
      Measures usual = Measures.usual();
      Map<String, Duration> byQueue = new HashMap<>();
      wrapUps.forEach((queue, seconds) -> byQueue.put(queue, Duration.ofSeconds(seconds)));
      settings.setMeasures(
          scene.customer,
          new Measures(
              usual.serviceLevel(),
              usual.shortAbandon(),
              Duration.ofSeconds(10),
              usual.dayStart(),
              usual.internalDigits(),
              usual.internalPrefixes(),
              byQueue),
          present.version(),
          world.dana());
      scene.book.queueWrapUps.clear();
      scene.book.queueWrapUps.putAll(wrapUps);
      scene.check("not yet summed up with " + wrapUps);
      world.sumUp();
      scene.check("summed up with " + wrapUps);
    }
  }

  private static Measures measures(int digits, List<String> prefixes) {
    Measures usual = Measures.usual();
    return new Measures(
        usual.serviceLevel(),
        usual.shortAbandon(),
        usual.wrapUp(),
        usual.dayStart(),
        digits,
        prefixes);
  }

  /** In a queue, where it rings at the agent all the time until the agent talks. */
  private static Call lasting(String agent, Instant begin, Instant answered, Instant end) {
    return new Call(
        UUID.randomUUID(),
        begin,
        answered,
        end,
        "INBOUND",
        "07700900001",
        "0800",
        "queue1",
        agent,
        List.of(
            new FactBook.Visit(
                "queue1", begin, answered, "ANSWERED", agent, end, Duration.ZERO, false)),
        List.of(new FactBook.Offer("queue1", agent, begin, answered, "ANSWERED")),
        List.of(new FactBook.Talk(agent, "queue1", answered, end)));
  }

  @Test
  @DisplayName("What lasts for hours counts in each day into which it reaches, to the microsecond")
  void lasting() {
    Scene scene = new Scene(world, "Lasting", 37);
    scene.addCalls(30);
    // First: wrap-up is looked for behind talks of up to four hours only.
    for (int i = 0; i < 3; i++) {
      scene.rewriteAgent();
    }
    Instant midnight = Instant.parse("2026-10-26T00:00:00Z");
    Instant evening = midnight.minus(Duration.ofHours(4));
    Duration instant = Duration.ofNanos(1_000);
    scene.add(
        lasting(
            "a0",
            midnight.minus(Duration.ofHours(9)),
            midnight.plus(Duration.ofHours(1)),
            midnight.plus(Duration.ofHours(26))));
    scene.add(lasting("a1", evening.minusSeconds(9), evening, midnight.plus(instant)));
    scene.add(
        lasting("a2", evening.minusSeconds(9), evening.minus(instant), midnight.plus(instant)));
    scene.add(lasting("a3", evening, midnight.plus(instant), midnight.plusSeconds(60)));
    scene.add(
        lasting("a3", evening.minus(instant), midnight.plus(instant), midnight.plusSeconds(90)));
    scene.check("not yet summed up");
    world.sumUp();
    scene.check("summed up");
  }

  @Test
  @DisplayName("Other thresholds hold at once, for what was summed up before as well")
  void thresholdsChange() {
    Scene scene = new Scene(world, "Thresholds", 21);
    scene.addCalls(60);
    world.sumUp();
    for (String limits : List.of("1, 0, 0", "33, 12, 9", "79, 60, 0", "3600, 600, 30")) {
      world
          .database
          .jdbc()
          .sql(
              """
              INSERT INTO customer_measures (customer_id, service_level, short_abandon, wrap_up, version)
              VALUES (?, %s, 1)
              ON CONFLICT (customer_id) DO UPDATE
              SET service_level = EXCLUDED.service_level,
                  short_abandon = EXCLUDED.short_abandon,
                  wrap_up = EXCLUDED.wrap_up
              """
                  .formatted(limits))
          .param(scene.customer.value())
          .update();
      scene.check("with " + limits);
    }
  }

  @Test
  @DisplayName(
      "With another day start the old days are no days: reports are exact before and after")
  void dayStartChanges() {
    Scene scene = new Scene(world, "Day start", 31);
    scene.addCalls(60);
    scene.rewriteAgent();
    world.sumUp();
    world
        .database
        .jdbc()
        .sql(
            "INSERT INTO customer_measures (customer_id, day_start, version) VALUES (?, '05:30',"
                + " 1)")
        .param(scene.customer.value())
        .update();
    scene.check("with days of another kind");
    scene.addCalls(1);
    world.sumUp();
    assertThat(
            world.count(
                """
                SELECT count(*)
                FROM report_day_done
                WHERE customer_id = ?
                  AND since AT TIME ZONE 'Europe/London' <> date_trunc('day', since AT TIME ZONE 'Europe/London')
                                                            + interval '330 minutes'
                """,
                scene.customer))
        .as("days of the old kind")
        .isZero();
    scene.check("summed up by the new days");
  }
}
