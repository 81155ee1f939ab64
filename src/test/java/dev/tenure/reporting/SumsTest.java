package dev.tenure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.FactBook.Call;
import dev.tenure.reporting.FactBook.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Over the end of October, in which London has a day of 25 hours. */
class SumsTest {

  private static final Instant FROM = ReportingWorld.START.plus(Duration.ofHours(1));
  private static final Instant NOW = Instant.parse("2026-10-27T10:07:33.5Z");
  private static final DayRange DAYS =
      new DayRange(LocalDate.parse("2026-10-23"), LocalDate.parse("2026-10-28"));

  private static ReportingWorld world;

  @BeforeAll
  static void start() {
    world = new ReportingWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /** A customer with facts, in the test's book and in the database alike. */
  private static final class Scene {
    final CustomerId customer;
    final FactBook book = new FactBook();
    final FactWriter writer;
    final RandomFacts facts;

    Scene(String name, long seed) {
      world.database.moveClock(ReportingWorld.START);
      customer = world.customer(name);
      writer =
          new FactWriter(world.database, customer, world.source(customer), ReportingWorld.START);
      world.database.moveClock(NOW);
      facts = new RandomFacts(seed, FROM, NOW.minusSeconds(6_000));
      for (int i = 0; i < 4; i++) {
        writer.agent("a" + i);
      }
    }

    void addCalls(int n) {
      for (int i = 0; i < n; i++) {
        Call call = facts.call();
        book.calls.add(call);
        writer.write(call);
      }
    }

    void dropCalls(int n) {
      for (int i = 0; i < n && !book.calls.isEmpty(); i++) {
        writer.remove(book.calls.remove(facts.random.nextInt(book.calls.size())));
      }
    }

    /** From some instant on an agent was something else than we knew. */
    void rewriteAgent() {
      String agent = facts.agent();
      Instant since = facts.anytime();
      List<Status> gone =
          new ArrayList<>(
              book.statuses.stream()
                  .filter(s -> s.agent().equals(agent) && !s.start().isBefore(since))
                  .toList());
      gone.forEach(writer::remove);
      book.statuses.removeAll(gone);
      Instant begin =
          book.statuses.stream()
              .filter(s -> s.agent().equals(agent))
              .map(s -> s.end() == null ? s.start().plusSeconds(1) : s.end())
              .max(Instant::compareTo)
              .orElse(since);
      List<Status> open =
          book.statuses.stream().filter(s -> s.agent().equals(agent) && s.end() == null).toList();
      for (Status status : open) {
        writer.remove(status);
        book.statuses.remove(status);
        Status closed = new Status(agent, status.status(), status.start(), begin);
        book.statuses.add(closed);
        writer.write(closed);
      }
      for (Status status : facts.statuses(agent, begin, book)) {
        book.statuses.add(status);
        writer.write(status);
      }
    }

    Thresholds thresholds() {
      return world.the(Reports.class).rules(customer).thresholds();
    }

    Calendar calendar() {
      return world.the(Reports.class).rules(customer).calendar();
    }

    void check(String when) {
      for (Grain grain : List.of(Grain.DAY, Grain.HALF, Grain.WEEK)) {
        Report report =
            world.ask(
                customer, new ReportQuestion(DAYS, new Rows.Times(grain), Dimension.ALL, "", true));
        for (Report.Line line : report.lines()) {
          Bucket bucket = java.util.Objects.requireNonNull(line.bucket());
          assertThat(line.figures())
              .as("%s, %s %s", when, grain, bucket)
              .isEqualTo(book.figures(bucket, Dimension.ALL, "", thresholds(), NOW));
        }
      }
      for (Dimension dimension :
          List.of(Dimension.QUEUE, Dimension.AGENT, Dimension.NUMBER, Dimension.DIRECTION)) {
        Report report =
            world.ask(
                customer,
                new ReportQuestion(DAYS, new Rows.Keys(dimension), Dimension.ALL, "", true));
        Map<String, Figures> found = new TreeMap<>();
        report.lines().forEach(line -> found.put(line.key(), line.figures()));
        for (Map.Entry<String, Figures> each : found.entrySet()) {
          assertThat(each.getValue())
              .as("%s, %s %s", when, dimension, each.getKey())
              .isEqualTo(
                  book.figures(
                      calendar().whole(DAYS), dimension, each.getKey(), thresholds(), NOW));
        }
        Figures whole = book.figures(calendar().whole(DAYS), Dimension.ALL, "", thresholds(), NOW);
        assertThat(report.total().visits()).as("%s, %s", when, dimension).isEqualTo(whole.visits());
        assertThat(report.total().calls()).as("%s, %s", when, dimension).isEqualTo(whole.calls());
      }
      String queue = facts.queue();
      Report narrowed =
          world.ask(
              customer,
              new ReportQuestion(DAYS, new Rows.Times(Grain.DAY), Dimension.QUEUE, queue, false));
      for (Report.Line line : narrowed.lines()) {
        assertThat(line.figures())
            .as("%s, of %s", when, queue)
            .isEqualTo(
                book.figures(
                    java.util.Objects.requireNonNull(line.bucket()),
                    Dimension.QUEUE,
                    queue,
                    thresholds(),
                    NOW));
      }
    }
  }

  @Test
  @DisplayName(
      "Reports are what the facts add up to: untouched, touched, summed up, and in between")
  void alwaysExact() {
    for (long seed = 1; seed <= 4; seed++) {
      Scene scene = new Scene("Exact " + seed, seed);
      scene.addCalls(60);
      for (int i = 0; i < 6; i++) {
        scene.rewriteAgent();
      }
      scene.check("before anything is summed up");
      assertThat(world.sumUp()).isPositive();
      assertThat(
              world.count(
                  "SELECT count(*) FROM report_day_done WHERE customer_id = ? AND agents",
                  scene.customer))
          .as("the days up to yesterday")
          .isEqualTo(4);
      scene.check("summed up");
      scene.addCalls(8);
      scene.dropCalls(5);
      scene.rewriteAgent();
      scene.check("touched again");
      world.sumUp();
      scene.check("summed up again");
      assertThat(world.sumUp()).as("nothing is left to do").isZero();
    }
  }

  @Test
  @DisplayName("Other thresholds hold at once, for what was summed up before as well")
  void thresholdsChange() {
    Scene scene = new Scene("Thresholds", 21);
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
    Scene scene = new Scene("Day start", 31);
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
