package dev.tenure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.Effect;
import dev.tenure.account.EffectHandler;
import dev.tenure.account.EffectKind;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.intake.EventDoor;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports between T and the moment at which the cut is written down. */
class CutSumsTest {

  private static final Instant T = Instant.parse("2026-10-23T21:10:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-10-23");

  private static ReportingWorld world;

  private final List<CanonicalEvent> told = new ArrayList<>();

  @BeforeAll
  static void start() {
    world = new ReportingWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private void tell(String time, String type, String... fields) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      named.put(fields[i], fields[i + 1]);
    }
    Instant at = Instant.parse("2026-10-23T" + time + "Z");
    told.add(new CanonicalEvent("e" + told.size(), type, at, "", named));
  }

  private void call(String ref, String start, String entered) {
    tell(
        start,
        "LegStarted",
        "callRef",
        ref,
        "legRef",
        "in",
        "direction",
        "inbound",
        "from",
        "07700900123",
        "to",
        "08001234567");
    tell(entered, "QueueEntered", "callRef", ref, "queue", "Sales");
  }

  private static Report ask(CustomerId customer, Rows rows) {
    return world.ask(
        customer, new ReportQuestion(new DayRange(DAY, DAY), rows, Dimension.ALL, "", true));
  }

  private static List<Report> all(CustomerId customer) {
    return List.of(
        ask(customer, new Rows.Times(Grain.DAY)),
        ask(customer, new Rows.Times(Grain.QUARTER)),
        ask(customer, new Rows.Keys(Dimension.AGENT)),
        ask(customer, new Rows.Keys(Dimension.QUEUE)));
  }

  private static List<Figures> totals(CustomerId customer) {
    return all(customer).stream()
        .map(report -> report.lines().stream().map(Report.Line::figures).toList())
        .flatMap(List::stream)
        .filter(figures -> !figures.isNothing())
        .toList();
  }

  private static void cut(CustomerId customer) {
    Effect effect = new Effect(new UUID(0, 1), customer.value(), 1, EffectKind.CUT_FACTS, T);
    EffectHandler handler =
        world.handlers().stream()
            .filter(each -> each.kind().equals(EffectKind.CUT_FACTS))
            .findFirst()
            .orElseThrow();
    String said =
        world
            .the(TransactionTemplate.class)
            .execute(status -> handler.carryOut(List.of(effect)).get(effect.id()));
    assertThat(said).isEqualTo("3 calls and 2 agent statuses cut at the end of service");
  }

  @Test
  @DisplayName(
      "A2, C4: what is open at T counts up to T at once, whenever it is summed up and whenever the"
          + " cut is written down")
  void openAtT() {
    world.database.moveClock(ReportingWorld.START);
    CustomerId customer = world.customer("Cut");
    SourceId source = new SourceId(world.source(customer));
    tell("20:01:00", "AgentLoggedIn", "agent", "a0");
    tell("20:01:00", "AgentLoggedIn", "agent", "a1");
    // Talked across T, on hold since 21:00.
    call("talked", "20:10:00", "20:10:02");
    tell(
        "20:10:20",
        "QueueAnswered",
        "callRef",
        "talked",
        "queue",
        "Sales",
        "agent",
        "a0",
        "legRef",
        "a");
    tell("21:00:00", "LegHeld", "callRef", "talked", "legRef", "in");
    // Waits across T.
    call("waits", "20:40:00", "20:40:10");
    // Talked before T; the agent's wrap-up reaches across T.
    call("before", "20:41:00", "20:41:10");
    tell(
        "20:41:20",
        "QueueAnswered",
        "callRef",
        "before",
        "queue",
        "Sales",
        "agent",
        "a1",
        "legRef",
        "b");
    tell("20:44:00", "CallEnded", "callRef", "before", "by", "caller");
    tell("20:44:00", "WrapUpStarted", "agent", "a1");
    // Not through a queue.
    tell(
        "20:42:00",
        "LegStarted",
        "callRef",
        "direct",
        "legRef",
        "in",
        "direction",
        "inbound",
        "from",
        "07700900124",
        "to",
        "08001234567");
    tell("20:42:05", "LegAnswered", "callRef", "direct", "legRef", "c", "agent", "a2");
    world.goTo("2026-10-23T21:05:00Z");
    assertThat(world.the(EventDoor.class).take(source, told).accepted()).isEqualTo(told.size());
    world.terminateOn(customer, "2026-10-23T22:10", world.dana());
    world.sumUp();
    Figures open = ask(customer, new Rows.Times(Grain.DAY)).total();
    assertThat(open.visits().handled()).as("before T the others go on").isEqualTo(1);
    assertThat(world.count("SELECT count(*) FROM report_quarter WHERE customer_id = ?", customer))
        .as("summed up while it went on")
        .isPositive();

    world.goTo("2026-10-23T21:10:00.000001Z");
    Figures cut = ask(customer, new Rows.Times(Grain.DAY)).total();
    Duration talked = Duration.ofMinutes(60).minusSeconds(20).plusSeconds(160);
    assertThat(cut.visits().handled()).isEqualTo(2);
    assertThat(cut.visits().talk()).isEqualTo(talked.toNanos() / 1_000);
    assertThat(cut.visits().held()).isEqualTo(Duration.ofMinutes(10).toNanos() / 1_000);
    assertThat(cut.visits().wrapUp()).isEqualTo(Duration.ofMinutes(26).toNanos() / 1_000);
    assertThat(cut.visits().leftOtherwise()).as("waited across T").isEqualTo(1);
    assertThat(cut.visits().longestWait())
        .isEqualTo(Duration.ofMinutes(30).minusSeconds(10).toNanos() / 1_000);
    assertThat(cut.calls().talk())
        .isEqualTo(talked.plus(Duration.ofMinutes(28).minusSeconds(5)).toNanos() / 1_000);
    List<Figures> figures = totals(customer);

    for (String later : List.of("2026-10-23T21:30:00Z", "2026-10-24T05:00:00Z")) {
      world.goTo(later);
      assertThat(totals(customer)).as("later, not summed up").isEqualTo(figures);
      world.sumUp();
      assertThat(totals(customer)).as("summed up before the cut is written").isEqualTo(figures);
    }
    cut(customer);
    assertThat(totals(customer)).as("the cut is written").isEqualTo(figures);
    assertThat(world.sumUp()).isPositive();
    assertThat(totals(customer)).as("and summed up").isEqualTo(figures);
  }
}
