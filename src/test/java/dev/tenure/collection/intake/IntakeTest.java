package dev.tenure.collection.intake;

import static dev.tenure.collection.intake.CollectionWorld.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.ServiceGap;
import dev.tenure.collection.ServiceGaps;
import dev.tenure.collection.Source;
import dev.tenure.collection.Sources;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final String CALLS =
      "SELECT call_ref || ' ' || COALESCE(outcome, 'open') || ' ' || COALESCE(ended_by, '-')"
          + " FROM call ORDER BY call_ref, service_from";
  private static final String SEEN =
      "SELECT call_ref || ' ' || COALESCE(ended_by, '-') FROM call_seen ORDER BY call_ref";

  private CollectionWorld world = new CollectionWorld();
  private CustomerId acme = world.customer("Acme");
  private Source.WithKey pbx = world.source(acme);

  @AfterEach
  void close() {
    world.obeysLaws();
    world.close();
  }

  private void settlement(Duration settlement) {
    world.close();
    world = new CollectionWorld(settlement, 8, true);
    acme = world.customer("Acme");
    pbx = world.source(acme);
  }

  private Instant secondsAgo(int seconds) {
    return world.now().minusSeconds(seconds);
  }

  private String started(String call, Instant at) {
    return event(call + "-s", "LegStarted", at, "callRef", call, "legRef", "l", "from", "0161");
  }

  private String ended(String call, Instant at) {
    return event(call + "-e", "CallEnded", at, "callRef", call, "by", "caller");
  }

  private static void assertRejected(Answer answer, String... reasons) {
    assertThat(answer.rejections()).extracting(Answer.Rejection::reason).containsExactly(reasons);
  }

  @Test
  @DisplayName("C5: events in any order, some of them twice, make one call")
  void anyOrder() {
    world.later(Duration.ofMinutes(10));
    Answer late = world.send(pbx, ended("a", secondsAgo(5)), ended("a", secondsAgo(5)));
    Answer first = world.send(pbx, started("a", secondsAgo(60)));
    Answer again = world.send(pbx, started("a", secondsAgo(60)), ended("a", secondsAgo(5)));

    assertThat(late).isEqualTo(Answer.of(1, 1, List.of()));
    assertThat(first.accepted()).isEqualTo(1);
    assertThat(again.duplicates()).isEqualTo(2);
    assertThat(world.read(CALLS)).containsExactly("a UNANSWERED CALLER");
    assertThat(world.read("SELECT extract(epoch FROM ended_at - started_at)::int FROM call"))
        .containsExactly("55");
  }

  @Test
  @DisplayName("C4: terminate now cuts the open call and the agent's status at T")
  void terminateNowCuts() {
    world.later(Duration.ofMinutes(10));
    world.send(
        pbx,
        started("a", secondsAgo(60)),
        event("i", "AgentLoggedIn", secondsAgo(30), "agent", "101", "name", "Amy"));
    world.terminate(acme);

    assertThat(world.read(CALLS)).containsExactly("a CUT_OFF TERMINATION");
    assertThat(
            world.read(
                "SELECT (SELECT upper(during) FROM service_period) = ended_at FROM call"
                    + " UNION ALL SELECT (SELECT upper(during) FROM service_period) = ended_at"
                    + " FROM agent_interval WHERE ended_by = 'TERMINATION'"))
        .containsExactly("t", "t");
  }

  @Test
  @DisplayName("C3: what a fast clock stamped at or after T goes when T comes, name and all")
  void fastClock() {
    world.later(Duration.ofMinutes(10));
    world.send(
        pbx,
        event("i", "AgentLoggedIn", secondsAgo(30), "agent", "101", "name", "Amy"),
        event("n", "AgentNotReady", secondsAgo(-20), "agent", "101", "name", "Zoe"),
        event("o", "AgentLoggedIn", secondsAgo(-20), "agent", "102", "name", "Ben"),
        started("a", secondsAgo(60)),
        started("b", world.now()),
        ended("a", secondsAgo(-10)));
    world.isCharged("102");
    world.terminate(acme);

    assertThat(world.read(CALLS)).containsExactly("a CUT_OFF TERMINATION");
    assertThat(world.read("SELECT name FROM agent")).containsExactly("Amy");
    assertThat(world.read("SELECT name FROM licence_holder WHERE agent_id IS NULL"))
        .as("whoever was charged for is still known")
        .containsExactly("Ben");
    assertThat(world.read("SELECT status FROM agent_interval")).containsExactly("READY");
    assertThat(world.read("SELECT n FROM intake_count WHERE reason = 'outside-service'"))
        .containsExactly("4");
  }

  @Test
  @DisplayName(
      "C1, A15: one terminated in the instant of its creation was in service for a microsecond")
  void endedAsItBegan() {
    CustomerId brief = world.customer("Brief");
    Source.WithKey phones = world.source(brief);
    world.send(
        phones,
        started("a", world.now()),
        event("i", "AgentLoggedIn", secondsAgo(-20), "agent", "101", "name", "Amy"));

    Instant end = world.now().plusNanos(1000);
    assertThat(world.terminate(brief)).isEqualTo(end);

    assertRejected(world.send(phones, started("b", end)), "outside-service");
    world.later(Duration.ofSeconds(1));
    world.carryOutCuts(brief);
    assertThat(world.read(CALLS)).containsExactly("a CUT_OFF TERMINATION");
    assertThat(world.read("SELECT name FROM agent")).isEmpty();
    assertThat(
            world.read(
                "SELECT upper(during) - lower(during) FROM service_period WHERE customer_id = '"
                    + brief
                    + "'"))
        .containsExactly("00:00:00.000001");
    assertThat(world.read("SELECT source_event_id FROM intake_event")).doesNotContain("i");
    world.obeysLaws();
  }

  @Test
  @DisplayName("C3: within the settlement a late event from before T counts, one from T on doesn't")
  void settlement() {
    world.later(Duration.ofMinutes(10));
    world.send(pbx, started("a", secondsAgo(60)));
    Instant end = world.terminate(acme);
    world.later(Duration.ofMinutes(5).minusNanos(1000));

    Answer answer =
        world.send(
            pbx, ended("a", end.minusNanos(1000)), started("b", end), started("c", world.now()));

    assertRejected(answer, "outside-service", "outside-service");
    assertThat(answer.rejections()).extracting(Answer.Rejection::position).containsExactly(2, 3);
    assertThat(world.read(CALLS)).containsExactly("a UNANSWERED CALLER");
  }

  @Test
  @DisplayName("C3: from T + settlement on the account is sealed, and a repetition is a duplicate")
  void sealed() {
    world.later(Duration.ofMinutes(10));
    world.send(pbx, started("a", secondsAgo(60)));
    Instant end = world.terminate(acme);
    world.later(Duration.ofMinutes(5));

    Answer answer =
        world.send(pbx, started("a", end.minusSeconds(60)), ended("a", end.minusSeconds(1)));

    assertRejected(answer, "too-late");
    assertThat(answer.duplicates()).isEqualTo(1);
    assertThat(world.read(CALLS)).containsExactly("a CUT_OFF TERMINATION");
  }

  @Test
  @DisplayName("C3: a settlement of zero seals at T")
  void noSettlement() {
    settlement(Duration.ZERO);
    world.later(Duration.ofMinutes(10));
    Instant end = world.terminate(acme);

    assertRejected(world.send(pbx, started("a", end.minusSeconds(1))), "too-late");
  }

  @Test
  @DisplayName(
      "A2, C4: at a scheduled T open calls read as cut though nothing ran; later it is written")
  void scheduled() {
    world.later(Duration.ofMinutes(10));
    Instant end = world.now().plus(Duration.ofMinutes(30));
    world.terminateAt(acme, end);
    world.send(pbx, started("a", secondsAgo(60)), started("late", end));
    assertThat(world.read(SEEN)).containsExactly("a -");

    world.later(Duration.ofMinutes(30));
    assertThat(world.read(SEEN)).containsExactly("a TERMINATION");
    assertThat(world.read(CALLS)).containsExactly("a open -");

    assertThat(world.carryOutCuts(acme))
        .isEqualTo("1 call and 0 agent statuses cut at the end of service");
    assertThat(world.read(CALLS)).containsExactly("a CUT_OFF TERMINATION");
    assertThat(world.carryOutCuts(acme))
        .as("repeated")
        .isEqualTo("1 call and 0 agent statuses cut at the end of service");
  }

  @Test
  @DisplayName(
      "A2, C4: at a scheduled T an open visit and a ringing read as cut though nothing ran")
  void scheduledAmidVisits() {
    world.later(Duration.ofMinutes(10));
    Instant end = world.now().plus(Duration.ofMinutes(30));
    world.terminateAt(acme, end);
    world.send(
        pbx,
        event("1", "QueueEntered", secondsAgo(60), "callRef", "a", "queue", "Sales"),
        event("2", "AgentOffered", secondsAgo(50), "callRef", "a", "queue", "Sales", "agent", "7"),
        event("3", "QueueEntered", secondsAgo(60), "callRef", "b", "queue", "Sales"),
        event("4", "QueueAnswered", secondsAgo(50), "callRef", "b", "queue", "Sales", "agent", "8"),
        event("5", "LegHeld", secondsAgo(40), "callRef", "b", "legRef", "l"));
    String visits =
        """
        SELECT concat_ws(' ', outcome, left_at IS NULL, talk_until IS NULL, ended_by,
                         extract(epoch FROM held)::int)
        FROM queue_visit_seen ORDER BY outcome
        """;
    String offers = "SELECT result || (ended_at IS NULL) FROM agent_offer_seen";
    assertThat(world.read(visits)).containsExactly("ANSWERED f t 0", "WAITING t t 0");
    assertThat(world.read(offers)).containsExactly("RINGINGtrue");

    world.later(Duration.ofMinutes(30));
    List<String> cut = List.of("ANSWERED f f TERMINATION 1840", "CUT_OFF f t 0");
    assertThat(world.read(visits)).isEqualTo(cut);
    assertThat(world.read(offers)).containsExactly("CUT_OFFfalse");

    world.carryOutCuts(acme);
    assertThat(world.read(visits)).isEqualTo(cut);
    assertThat(world.read(offers)).containsExactly("CUT_OFFfalse");
    assertThat(world.read("SELECT outcome FROM queue_visit ORDER BY outcome"))
        .containsExactly("ANSWERED", "CUT_OFF");
  }

  @Test
  @DisplayName("C4: after an immediate termination the timeline says how much it cut")
  void toldWhatWasCut() {
    world.later(Duration.ofMinutes(10));
    assertThat(world.carryOutCuts(acme)).as("in service").isEqualTo("Nothing was open");
    world.send(
        pbx,
        started("a", secondsAgo(60)),
        started("b", secondsAgo(60)),
        event("over", "CallEnded", secondsAgo(30), "callRef", "b", "by", "caller"),
        event("in", "AgentLoggedIn", secondsAgo(60), "agent", "7"));
    world.terminate(acme);

    for (int i = 0; i < 2; i++) {
      assertThat(world.carryOutCuts(acme))
          .isEqualTo("1 call and 1 agent status cut at the end of service");
    }
    CustomerId quiet = world.customer("Quiet");
    world.later(Duration.ofMinutes(10));
    world.terminate(quiet);
    assertThat(world.carryOutCuts(quiet)).isEqualTo("No calls were in progress");
  }

  @Test
  @DisplayName("C4: a schedule that is moved or withdrawn before T leaves open calls as they are")
  void withdrawn() {
    world.later(Duration.ofMinutes(10));
    world.send(pbx, started("a", secondsAgo(60)));
    world.terminateAt(acme, world.now().plus(Duration.ofMinutes(30)));
    world.terminateAt(acme, world.now().plus(Duration.ofMinutes(60)));
    world.later(Duration.ofMinutes(40));
    assertThat(world.carryOutCuts(acme)).isEqualTo("Nothing was open");
    world.withdraw(acme);
    world.later(Duration.ofMinutes(40));

    world.send(pbx, ended("a", world.now()));

    assertThat(world.read(CALLS)).containsExactly("a UNANSWERED CALLER");
  }

  @Test
  @DisplayName("C3: what a scheduled T took out is taken again when sent after the withdrawal")
  void sentAgainAfterWithdrawal() {
    world.later(Duration.ofMinutes(10));
    Instant end = world.now().plus(Duration.ofMinutes(30));
    world.send(pbx, started("fast", end));
    world.terminateAt(acme, end);
    assertThat(world.read(CALLS)).isEmpty();

    world.withdraw(acme);
    assertThat(world.read(CALLS)).isEmpty();
    assertThat(world.send(pbx, started("fast", end)).accepted()).isEqualTo(1);
    assertThat(world.read(CALLS)).containsExactly("fast open -");
  }

  @Test
  @DisplayName("C9: after reinstatement the gap stays a gap, and the old period sealed")
  void reinstated() {
    world.later(Duration.ofMinutes(10));
    world.send(pbx, started("a", secondsAgo(60)));
    Instant end = world.terminate(acme);
    world.later(Duration.ofHours(1));
    world.reinstate(acme);
    Instant back = world.now();
    world.later(Duration.ofMinutes(1));

    Answer answer =
        world.send(
            pbx,
            ended("a", end.minusSeconds(1)),
            started("gap", end.plusSeconds(1)),
            started("b", back),
            event("a-2", "LegHeld", world.now(), "callRef", "a", "legRef", "l"));

    assertRejected(answer, "too-late", "outside-service");
    assertThat(world.read(CALLS)).containsExactly("a CUT_OFF TERMINATION", "a open -", "b open -");
    assertThat(world.the(ServiceGaps.class).of(acme, Instant.EPOCH, world.now()))
        .containsExactly(new ServiceGap(end, back));
  }

  @Test
  @DisplayName("C8: terminating one of two customers on one source leaves the other alone")
  void shared() {
    CustomerId best = world.customer("Best");
    world.the(Sources.class).addCustomer(pbx.source().id(), "best", best, world.dana());
    world.later(Duration.ofMinutes(10));
    Instant at = secondsAgo(60);
    String ofBest = event("1", "LegStarted", at, "callRef", "x", "legRef", "l", "account", "best");
    world.send(pbx, ofBest, event("2", "LegStarted", at, "callRef", "x", "legRef", "l"));
    world.terminate(acme);
    world.later(Duration.ofMinutes(1));

    Answer answer =
        world.send(
            pbx,
            event("3", "LegHeld", world.now(), "callRef", "x", "legRef", "l", "account", "best"),
            event("4", "LegHeld", world.now(), "callRef", "x", "legRef", "l"),
            event("5", "LegHeld", world.now(), "callRef", "x", "legRef", "l", "account", "who"));

    assertRejected(answer, "outside-service", "unknown-account");
    assertThat(
            world.read(
                "SELECT c.name || ' ' || COALESCE(ended_by, 'open') FROM call JOIN customer c"
                    + " ON c.id = customer_id ORDER BY c.name"))
        .containsExactly("Acme TERMINATION", "Best open");
  }

  @Test
  @DisplayName("C7: what is turned away is counted by reason; a clock a day ahead is malformed")
  void counted() {
    world.later(Duration.ofMinutes(10));
    Answer answer =
        world.send(
            pbx,
            started("a", secondsAgo(1)),
            started("a", secondsAgo(1)),
            "{broken",
            event("x", "Teleported", world.now(), "callRef", "c"),
            event("y", "CallEnded", world.now()),
            started("f", world.now().plus(Duration.ofHours(25))),
            started("o", CollectionWorld.START));

    assertRejected(answer, "malformed", "malformed", "malformed", "malformed", "outside-service");
    assertThat(answer.rejections().get(1).sentence()).contains("Teleported").contains("LegStarted");
    assertThat(answer.rejections().get(2).sentence()).contains("callRef");
    assertThat(world.read("SELECT reason || ' ' || n FROM intake_count ORDER BY reason"))
        .containsExactly("accepted 1", "duplicate 1", "malformed 4", "outside-service 1");
    assertThat(world.the(Sources.class).tallies(pbx.source().id(), LocalDate.EPOCH, world.dana()))
        .hasSize(4);
  }

  @Test
  @DisplayName("late agent events mend the statuses around them")
  void lateAgentEvents() {
    world.later(Duration.ofMinutes(10));
    world.send(pbx, event("1", "AgentLoggedIn", secondsAgo(300), "agent", "101"));
    world.send(pbx, event("4", "AgentLoggedOut", secondsAgo(60), "agent", "101"));
    world.send(
        pbx,
        event("3", "AgentReady", secondsAgo(120), "agent", "101"),
        event("2", "AgentNotReady", secondsAgo(200), "agent", "101", "reason", "Lunch"));

    assertThat(
            world.read(
                "SELECT status || ' ' || extract(epoch FROM ended_at - started_at)::int"
                    + " FROM agent_interval ORDER BY started_at"))
        .containsExactly("READY 100", "NOT_READY 80", "READY 60");
  }
}
