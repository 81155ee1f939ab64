package dev.tenure.collection.intake;

import static dev.tenure.collection.intake.CollectionWorld.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.account.CollectionFigures;
import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.Board;
import dev.tenure.collection.CallCount;
import dev.tenure.collection.CallCursor;
import dev.tenure.collection.CallFilter;
import dev.tenure.collection.CallId;
import dev.tenure.collection.CallLine;
import dev.tenure.collection.CallList;
import dev.tenure.collection.CallOrder;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallPage;
import dev.tenure.collection.CallSignals;
import dev.tenure.collection.CallState;
import dev.tenure.collection.Journey;
import dev.tenure.collection.LiveBoard;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.Source;
import dev.tenure.collection.VisitCounts;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoardTest {

  private final CollectionWorld world = new CollectionWorld();
  private final CustomerId acme = world.customer("Acme");
  private final Source.WithKey pbx = world.source(acme);

  @AfterEach
  void close() {
    world.close();
  }

  /** Amy talks since 20 s, Ben is offered a call that waits since 30 s, Cleo is at lunch. */
  private void busyMorning() {
    world.later(Duration.ofMinutes(30));
    world.send(
        pbx,
        event("1", "AgentLoggedIn", ago(900), "agent", "101", "name", "Amy"),
        event("2", "AgentLoggedIn", ago(900), "agent", "102", "name", "Ben"),
        event("3", "AgentLoggedIn", ago(900), "agent", "103", "name", "Cleo"),
        event("4", "AgentNotReady", ago(600), "agent", "103", "reason", "Lunch"),
        event("5", "AgentLoggedIn", ago(900), "agent", "104"),
        event("6", "AgentLoggedOut", ago(60), "agent", "104"),
        event(
            "7",
            "LegStarted",
            ago(45),
            "callRef",
            "a",
            "legRef",
            "1",
            "direction",
            "inbound",
            "from",
            "0161 496 0733",
            "to",
            "0800"),
        event("8", "QueueEntered", ago(40), "callRef", "a", "queue", "Sales"),
        event("9", "QueueAnswered", ago(20), "callRef", "a", "queue", "Sales", "agent", "101"),
        event("10", "QueueEntered", ago(30), "callRef", "b", "queue", "Sales"),
        event("11", "AgentOffered", ago(5), "callRef", "b", "queue", "Sales", "agent", "102"),
        event("12", "QueueEntered", ago(300), "callRef", "c", "queue", "Help"),
        event("13", "CallEnded", ago(200), "callRef", "c", "by", "caller"));
  }

  private Instant ago(int seconds) {
    return world.now().minusSeconds(seconds);
  }

  private CallFilter today() {
    return CallFilter.between(ago(86_400), world.now().plusSeconds(1));
  }

  @Test
  @DisplayName("the board shows who talks, whom it rings, who is away, who waits longest")
  void board() {
    busyMorning();
    Board board = world.the(LiveBoard.class).of(acme);

    assertThat(board.agents())
        .extracting(a -> a.name() + " " + a.status() + " " + a.reason())
        .containsExactly(
            "104 LOGGED_OUT ", "Amy TALKING_QUEUE ", "Ben RINGING ", "Cleo NOT_READY Lunch");
    assertThat(board.agents())
        .extracting(Board.AgentNow::since)
        .containsExactly(ago(60), ago(20), ago(5), ago(600));
    assertThat(board.calls())
        .extracting(Board.CallNow::state)
        .containsExactly(CallState.CONNECTED, CallState.WAITING);
    assertThat(board.waiting()).isEqualTo(1);
    assertThat(board.longestWaitSince()).contains(ago(30));
    assertThat(board.queues())
        .extracting(
            queue -> queue.name() + " " + queue.waiting() + " of " + queue.today().offered())
        .containsExactly("Help 0 of 1", "Sales 1 of 2");
    assertThat(board.visits()).isEqualTo(new VisitCounts(3, 1, 1, 1, 0, 0));
    assertThat(board.visits().serviceLevel()).hasValue(50);
    assertThat(board.agents().get(1).today())
        .isEqualTo(new Board.AgentCounts(1, 0, Duration.ZERO, ago(20)));
    assertThat(board.queues().get(1).busy()).isEqualTo(1);
    assertThat(world.the(CollectionFigures.class).figures(acme))
        .isEqualTo(new CollectionFigures.Figures(2, 0, 0));
  }

  /** The queue offers a call to the agent, who doesn't answer it, and the caller hangs up. */
  private void offered(String call, String queue, String agent) {
    world.send(
        pbx,
        event(call + "1", "QueueEntered", ago(9), "callRef", call, "queue", queue),
        event(call + "2", "AgentOffered", ago(8), "callRef", call, "queue", queue, "agent", agent),
        event(call + "3", "CallEnded", ago(1), "callRef", call, "by", "caller"));
  }

  private List<String> available() {
    return world.the(LiveBoard.class).of(acme).queues().stream()
        .map(queue -> queue.name() + " " + queue.available())
        .toList();
  }

  @Test
  @DisplayName("an agent belongs to a queue from a minute after its first offer until seven days")
  void members() {
    world.later(Duration.ofMinutes(30));
    world.send(
        pbx,
        event("1", "AgentLoggedIn", ago(900), "agent", "101", "name", "Amy"),
        event("2", "AgentLoggedIn", ago(900), "agent", "102", "name", "Ben"));
    offered("a", "Sales", "101");
    assertThat(available()).containsExactly("Sales 1");
    offered("b", "Sales", "102");
    assertThat(available()).as("not yet").containsExactly("Sales 1");
    world.later(Duration.ofMinutes(1));
    assertThat(available()).as("beside who was known").containsExactly("Sales 2");
    offered("c", "Help", "102");
    world.later(Duration.ofMinutes(9));
    assertThat(available()).as("all read anew").containsExactly("Help 1", "Sales 2");

    world.later(Duration.ofDays(6));
    offered("d", "Sales", "102");
    world.later(Duration.ofHours(23));
    assertThat(available()).containsExactly("Help 1", "Sales 2");
    world.later(Duration.ofHours(1));
    assertThat(available()).as("Amy's offer is too old").containsExactly("Sales 1");
  }

  private List<String> agents() {
    return world.the(LiveBoard.class).of(acme).agents().stream()
        .map(agent -> agent.ref() + " " + agent.status() + (agent.told() ? "" : " untold"))
        .toList();
  }

  @Test
  @DisplayName(
      "C13: agents with calls but no status are on the board, as talking or not told; they"
          + " never count as zero")
  void callsOnly() {
    world.later(Duration.ofMinutes(30));
    world.send(
        pbx,
        event("1", "QueueEntered", ago(60), "callRef", "a", "queue", "Sales"),
        event("2", "QueueAnswered", ago(50), "callRef", "a", "queue", "Sales", "agent", "7"),
        event("3", "AgentOffered", ago(55), "callRef", "a", "queue", "Sales", "agent", "8"),
        event("4", "AgentLoggedIn", ago(900), "agent", "101", "name", "Amy"));
    Board board = world.the(LiveBoard.class).of(acme);

    assertThat(agents())
        .containsExactly("7 TALKING_QUEUE untold", "8 NOT_TOLD untold", "101 READY");
    assertThat(board.loggedIn()).isEqualTo(1);
    assertThat(board.untold()).isEqualTo(2);
    Board.QueueNow sales = board.queues().getFirst();
    assertThat(List.of(sales.available(), sales.busy(), sales.untold())).containsExactly(0, 1, 2);
    assertThat(sales.isUntold()).isTrue();
    assertThat(world.the(CallList.class).agents(acme))
        .extracting(CallList.AgentChoice::ref)
        .containsExactly("7", "8", "101");

    world.send(pbx, event("5", "CallEnded", ago(1), "callRef", "a", "by", "caller"));
    assertThat(agents()).containsExactly("7 NOT_TOLD untold", "8 NOT_TOLD untold", "101 READY");
    world.send(pbx, event("6", "AgentLoggedIn", ago(0), "agent", "7"));
    assertThat(agents()).containsExactly("7 READY", "8 NOT_TOLD untold", "101 READY");
    world.obeysLaws();
  }

  @Test
  @DisplayName("C4: an agent named only by calls from T on is removed with them")
  void callsOnlyAfterT() {
    world.later(Duration.ofMinutes(30));
    Instant end = world.now().plusSeconds(5);
    world.send(
        pbx,
        event("1", "QueueEntered", ago(60), "callRef", "a", "queue", "Sales"),
        event("2", "AgentOffered", ago(55), "callRef", "a", "queue", "Sales", "agent", "7"),
        event("3", "QueueEntered", ago(60), "callRef", "b", "queue", "Sales"),
        event(
            "4",
            "QueueAnswered",
            world.now().plusSeconds(9),
            "callRef",
            "b",
            "queue",
            "Sales",
            "agent",
            "8"));
    assertThat(world.read("SELECT agent_ref FROM agent ORDER BY 1")).containsExactly("7", "8");
    world.terminateAt(acme, end);

    assertThat(world.read("SELECT agent_ref FROM agent ORDER BY 1")).containsExactly("7");
    world.obeysLaws();
  }

  @Test
  @DisplayName("agents who are logged out or not told leave the board after seven quiet days")
  void gone() {
    world.later(Duration.ofMinutes(30));
    world.send(
        pbx,
        event("1", "QueueEntered", ago(60), "callRef", "a", "queue", "Sales"),
        event("2", "QueueAnswered", ago(50), "callRef", "a", "queue", "Sales", "agent", "7"),
        event("3", "CallEnded", ago(1), "callRef", "a", "by", "caller"),
        event("4", "AgentLoggedIn", ago(900), "agent", "101", "name", "Amy"),
        event("5", "AgentLoggedIn", ago(900), "agent", "102", "name", "Ben"),
        event("6", "AgentLoggedOut", ago(800), "agent", "102"));
    world.later(Duration.ofDays(6));
    assertThat(agents()).containsExactly("7 NOT_TOLD untold", "101 READY", "102 LOGGED_OUT");
    world.later(Duration.ofDays(2));
    assertThat(agents()).containsExactly("101 READY");
    world.send(
        pbx,
        event("7", "QueueEntered", ago(60), "callRef", "b", "queue", "Sales"),
        event("8", "QueueAnswered", ago(50), "callRef", "b", "queue", "Sales", "agent", "7"));
    assertThat(agents()).containsExactly("7 TALKING_QUEUE untold", "101 READY");
  }

  @Test
  @DisplayName("A2: from a scheduled T on the board is empty though nothing ran")
  void afterT() {
    busyMorning();
    world.terminateAt(acme, world.now().plus(Duration.ofMinutes(30)));
    world.later(Duration.ofMinutes(30));
    Board board = world.the(LiveBoard.class).of(acme);

    assertThat(board.calls()).isEmpty();
    assertThat(board.agents())
        .extracting(Board.AgentNow::status)
        .containsOnly(AgentStatus.LOGGED_OUT);
    CallLine cut =
        world
            .the(CallList.class)
            .page(acme, today(), CallOrder.NEWEST, Optional.empty(), 9)
            .lines()
            .getFirst();
    Journey journey = world.the(CallList.class).journey(acme, cut.id());
    assertThat(journey.parts().getLast().result()).isEqualTo("termination");
    assertThat(journey.parts().getLast().endedAt()).isEqualTo(world.now()).isEqualTo(cut.endedAt());
  }

  @Test
  @DisplayName("the list filters by each of its fields")
  void filters() {
    busyMorning();
    CallList list = world.the(CallList.class);
    CallFilter all = today();

    assertThat(list.count(acme, all)).isEqualTo(new CallCount(3, false));
    assertThat(list.count(acme, filter("101", "", null, 0, ""))).isEqualTo(new CallCount(1, false));
    assertThat(list.count(acme, filter("", "Help", null, 0, "")))
        .isEqualTo(new CallCount(1, false));
    assertThat(list.count(acme, filter("", "", CallOutcome.ABANDONED, 0, "")))
        .isEqualTo(new CallCount(1, false));
    assertThat(list.count(acme, filter("", "", null, 20, ""))).isEqualTo(new CallCount(1, false));
    assertThat(list.count(acme, filter("", "", null, 21, "")).atLeast()).isZero();
    assertThat(list.count(acme, filter("", "", null, 0, "496"))).isEqualTo(new CallCount(1, false));
    assertThat(list.count(world.customer("Best"), all).atLeast()).isZero();
    assertThat(list.agents(acme)).extracting(CallList.AgentChoice::name).contains("104", "Amy");
  }

  private CallFilter filter(
      String agent,
      String queue,
      @org.jspecify.annotations.Nullable CallOutcome outcome,
      int minTalk,
      String number) {
    CallFilter all = today();
    return new CallFilter(
        all.from(),
        all.to(),
        null,
        agent,
        queue,
        outcome,
        CallFilter.Span.ANY,
        CallFilter.Span.atLeast(Duration.ofSeconds(minTalk)),
        number);
  }

  @Test
  @DisplayName("pages follow each other without gap or repetition, newest first")
  void pages() {
    busyMorning();
    CallList list = world.the(CallList.class);
    List<CallLine> read = new ArrayList<>();
    Optional<CallCursor> next = Optional.empty();
    do {
      CallPage page = list.page(acme, today(), CallOrder.NEWEST, next, 1);
      read.addAll(page.lines());
      next = page.next().flatMap(cursor -> CallCursor.parse(cursor.toString()));
    } while (next.isPresent());
    List<CallLine> streamed = new ArrayList<>();
    list.each(acme, today(), streamed::add);

    assertThat(read).hasSize(3).isEqualTo(streamed);
    assertThat(read).isSortedAccordingTo((a, b) -> b.startedAt().compareTo(a.startedAt()));
  }

  @Test
  @DisplayName("a journey tells the parts of the customer's own call, and of no other's")
  void journey() {
    busyMorning();
    CallList list = world.the(CallList.class);
    CallId id =
        list.page(acme, filter("101", "", null, 0, ""), CallOrder.NEWEST, Optional.empty(), 1)
            .lines()
            .getFirst()
            .id();

    assertThat(list.journey(acme, id).parts())
        .extracting(Journey.Part::kind)
        .containsExactly(SegmentKind.RINGING, SegmentKind.QUEUE, SegmentKind.TALK);
    CustomerId best = world.customer("Best");
    assertThatThrownBy(() -> list.journey(best, id)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> list.journey(acme, new CallId(new UUID(1, 2))))
        .isInstanceOf(Refused.class);
  }

  @Test
  @DisplayName("open pages are told after the commit, of their own customer only")
  void signals() {
    AtomicInteger news = new AtomicInteger();
    CallSignals signals = world.the(CallSignals.class);
    try (CallSignals.Watch watch = signals.watch(acme, news::incrementAndGet);
        CallSignals.Watch other = signals.watch(world.customer("Best"), news::incrementAndGet)) {
      busyMorning();
      assertThat(news).hasValue(1);
      world.terminate(acme);
      assertThat(news).hasValue(2);
      assertThat(signals.watchers(acme)).isEqualTo(1);
      assertThat(watch).isNotSameAs(other);
    }
    assertThat(signals.watchers(acme)).isZero();
  }
}
