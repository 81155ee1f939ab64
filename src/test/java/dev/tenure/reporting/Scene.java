package dev.tenure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.AgentDay;
import dev.tenure.collection.AgentDays;
import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.AgentTotals;
import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.FactBook.Call;
import dev.tenure.reporting.FactBook.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A customer with facts, in the test's book and in the database alike. */
final class Scene {

  static final Instant NOW = Instant.parse("2026-10-27T10:07:33.5Z");
  static final DayRange DAYS =
      new DayRange(LocalDate.parse("2026-10-23"), LocalDate.parse("2026-10-28"));
  private static final Instant FROM = ReportingWorld.START.plus(Duration.ofHours(1));

  private final ReportingWorld world;
  final CustomerId customer;
  private final UUID source;
  final FactBook book = new FactBook();
  final FactWriter writer;
  final RandomFacts facts;

  Scene(ReportingWorld world, String name, long seed) {
    this.world = world;
    world.database.moveClock(ReportingWorld.START);
    customer = world.customer(name);
    source = world.source(customer);
    writer = anotherWriter();
    world.database.moveClock(NOW);
    facts = new RandomFacts(seed, FROM, NOW.minusSeconds(6_000));
    for (int i = 0; i < 4; i++) {
      writer.agent("a" + i);
    }
  }

  FactWriter anotherWriter() {
    return new FactWriter(world.the(JdbcClient.class), customer, source, ReportingWorld.START);
  }

  void addCalls(int n) {
    for (int i = 0; i < n; i++) {
      add(facts.call());
    }
  }

  void add(Call call) {
    book.calls.add(call);
    writer.write(call);
  }

  /** From now on reports work from the facts alone, until these are summed up. */
  void touchAll() {
    world
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO fact_touched (customer_id, quarter)
            SELECT DISTINCT customer_id, date_bin('15 minutes', at, 'epoch')
            FROM (
              SELECT customer_id, started_at AS at
              FROM call
              UNION ALL
              SELECT customer_id, entered_at
              FROM queue_visit
              UNION ALL
              SELECT customer_id, offered_at
              FROM agent_offer
              UNION ALL
              SELECT customer_id, started_at
              FROM agent_interval
            ) AS fact
            WHERE customer_id = ?
            ON CONFLICT DO NOTHING
            """)
        .param(customer.value())
        .update();
  }

  /** Whether the days' figures are those of the facts. */
  boolean isExact() {
    return lines(Grain.DAY).stream()
        .allMatch(line ->
            line.figures()
                .equals(
                    book.figures(
                        java.util.Objects.requireNonNull(line.bucket()),
                        Dimension.ALL,
                        "",
                        thresholds(),
                        NOW)));
  }

  private List<Report.Line> lines(Grain grain) {
    return world
        .ask(customer, new ReportQuestion(DAYS, new Rows.Times(grain), Dimension.ALL, "", true))
        .lines();
  }

  /** Each day, and each half hour. */
  void checkDays(String when) {
    for (Grain grain : List.of(Grain.DAY, Grain.HALF)) {
      for (Report.Line line : lines(grain)) {
        Bucket bucket = java.util.Objects.requireNonNull(line.bucket());
        assertThat(line.figures())
            .as("%s, %s %s", when, grain, bucket)
            .isEqualTo(book.figures(bucket, Dimension.ALL, "", thresholds(), NOW));
      }
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

  /** How many days are over since the first call. */
  long daysOver() {
    Instant first = book.calls.stream().map(Call::start).min(Instant::compareTo).orElseThrow();
    return ChronoUnit.DAYS.between(calendar().dayOf(first), calendar().dayOf(NOW));
  }

  AgentSums agentTime() {
    return world
        .ask(customer, new ReportQuestion(DAYS, new Rows.Times(Grain.DAY), Dimension.ALL, "", true))
        .total()
        .agents();
  }

  Thresholds thresholds() {
    return world.the(Reports.class).rules(customer).thresholds();
  }

  Calendar calendar() {
    return world.the(Reports.class).rules(customer).calendar();
  }

  /** The queue's agents have what is theirs in it, and all of them together what is the queue's. */
  private void checkAgentsOf(String queue, String when) {
    Report report =
        world.ask(
            customer,
            new ReportQuestion(DAYS, new Rows.Keys(Dimension.AGENT), Dimension.QUEUE, queue, true));
    Bucket whole = calendar().whole(DAYS);
    for (Report.Line line : report.lines()) {
      assertThat(line.figures())
          .as("%s, %s in %s", when, line.key(), queue)
          .isEqualTo(book.in(queue).figures(whole, Dimension.AGENT, line.key(), thresholds(), NOW));
    }
    assertThat(report.total())
        .as("%s, all agents in %s", when, queue)
        .isEqualTo(book.figures(whole, Dimension.QUEUE, queue, thresholds(), NOW));
  }

  /** Each agent's each day is what the day view of Agents says. */
  void checkAgents(String when) {
    AgentDays view = world.the(AgentDays.class);
    for (LocalDate day : DAYS.first().datesUntil(DAYS.last().plusDays(1)).toList()) {
      Map<String, AgentSums> viewed = new TreeMap<>();
      for (AgentDay each : view.of(customer, view.frame(customer, Optional.of(day)))) {
        AgentTotals totals = each.totals();
        viewed.put(
            each.ref(),
            new AgentSums(
                micros(totals.loggedIn()),
                micros(totals.of(AgentStatus.NOT_READY)),
                micros(totals.of(AgentStatus.WRAP_UP)),
                micros(totals.handling()),
                micros(totals.available()),
                micros(totals.untoldHandling()),
                totals.told()));
      }
      viewed.values().removeIf(Scene::isNothing);
      Report report =
          world.ask(
              customer,
              new ReportQuestion(
                  new DayRange(day, day), new Rows.Keys(Dimension.AGENT), Dimension.ALL, "", true));
      Map<String, AgentSums> reported = new TreeMap<>();
      for (Report.Line line : report.lines()) {
        if (!isNothing(line.figures().agents())) {
          reported.put(line.key(), line.figures().agents());
        }
      }
      assertThat(reported).as("%s, agents on %s", when, day).isEqualTo(viewed);
    }
  }

  private static boolean isNothing(AgentSums sums) {
    return sums.told(true).equals(AgentSums.NONE);
  }

  void check(String when) {
    checkAgents(when);
    checkDays(when);
    for (Report.Line line : lines(Grain.WEEK)) {
      Bucket bucket = java.util.Objects.requireNonNull(line.bucket());
      assertThat(line.figures())
          .as("%s, %s", when, bucket)
          .isEqualTo(book.figures(bucket, Dimension.ALL, "", thresholds(), NOW));
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
                book.figures(calendar().whole(DAYS), dimension, each.getKey(), thresholds(), NOW));
      }
      Figures whole = book.figures(calendar().whole(DAYS), Dimension.ALL, "", thresholds(), NOW);
      assertThat(report.total().visits()).as("%s, %s", when, dimension).isEqualTo(whole.visits());
      assertThat(report.total().calls()).as("%s, %s", when, dimension).isEqualTo(whole.calls());
    }
    String queue = facts.queue();
    checkAgentsOf(queue, when);
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

  private static long micros(Duration length) {
    return length.toNanos() / 1_000;
  }
}
