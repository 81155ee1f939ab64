package dev.tenure.collection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.Segment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The traps of real phone systems, by the recordings where they hold them. */
class TrapsTest {

  private static final Heard.Of CALLER =
      new Heard.Of("PJSIP/trunk-00000001", "c", "c", "0161496", "5001");
  private static final Heard.Of PHONE = new Heard.Of("PJSIP/101-00000002", "p", "c", "101", "s");

  private static Heard queued() {
    return new Heard()
        .at(0, "Newchannel", CALLER)
        .at(1, "QueueCallerJoin", CALLER, "Queue", "sales");
  }

  private static Heard answered() {
    return queued()
        .at(2, "Newchannel", PHONE)
        .at(2.1, "AgentCalled", both("Queue", "sales", "MemberName", "Ann"))
        .at(5, "AgentConnect", both("Queue", "sales", "MemberName", "Ann"));
  }

  private static String[] both(String... more) {
    var all = new java.util.ArrayList<>(CALLER.fields(""));
    all.addAll(PHONE.fields("Dest"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static List<String> parts(Call call) {
    return call.segments().stream().map(s -> s.kind() + " " + s.result()).toList();
  }

  @Test
  @DisplayName("Trap 1: \"abandoned\" is said of a time-out too; what follows tells")
  void timeout() {
    Call call =
        queued()
            .at(9, "QueueCallerAbandon", CALLER, "Queue", "sales")
            .at(9.001, "QueueCallerLeave", CALLER, "Queue", "sales")
            .at(9.002, "VarSet", CALLER, "Variable", "QUEUESTATUS", "Value", "TIMEOUT")
            .at(9.1, "Hangup", CALLER)
            .call("c");

    assertThat(parts(call)).containsExactly("RINGING ", "QUEUE timeout");
    assertThat(call.outcome()).isEqualTo(CallOutcome.UNANSWERED);
  }

  @Test
  @DisplayName("Trap 1: a caller who leaves without the word \"abandoned\" pressed a key")
  void key() {
    Call call =
        queued()
            .at(9, "QueueCallerLeave", CALLER, "Queue", "sales")
            .at(30, "HangupRequest", CALLER)
            .at(30, "Hangup", CALLER)
            .call("c");

    assertThat(parts(call)).containsExactly("RINGING ", "QUEUE key");
    assertThat(call.segments().getLast().endedAt()).isEqualTo(Heard.EPOCH.plusSeconds(1_000_009));
  }

  @Test
  @DisplayName("Trap 2: callers whom a full or empty queue refuses are told by a variable alone")
  void refused() {
    Heard heard = Heard.recording("scenarios.ami");

    assertThat(heard.call("pbx1-1795361468.28"))
        .extracting(c -> c.outcome() + " " + c.queue())
        .isEqualTo("REFUSED tiny");
    assertThat(heard.call("pbx1-1795361479.30"))
        .extracting(c -> c.outcome() + " " + c.queue())
        .isEqualTo("REFUSED strict");
  }

  @Test
  @DisplayName("Trap 3: an AgentComplete without any channel ends the talk of queue and agent")
  void completeWithoutChannel() {
    Call call =
        answered()
            .at(60, "AgentComplete", "Queue", "sales", "MemberName", "Ann", "Reason", "agent")
            .call("c");

    assertThat(parts(call)).containsExactly("RINGING ", "QUEUE answered", "TALK agent");
  }

  @Test
  @DisplayName("Trap 4: a leg stamped before its call's first one doesn't become the first")
  void clockStepsBack() {
    Call call = new Heard().at(10.001, "Newchannel", CALLER).at(10, "Newchannel", PHONE).call("c");

    assertThat(call.caller()).isEqualTo("0161496");
    assertThat(call.startedAt()).isEqualTo(Heard.EPOCH.plusMillis(1_000_010_001));
  }

  @Test
  @DisplayName("Trap 6: of a busy phone no-answer is said; the dial's end tells busy")
  void busy() {
    Heard heard =
        queued()
            .at(2, "Newchannel", PHONE)
            .at(2.1, "AgentCalled", both("Queue", "sales", "MemberName", "Ann"))
            .at(3, "DialEnd", both("DialStatus", "BUSY"))
            .at(3.1, "AgentRingNoAnswer", both("Queue", "sales", "MemberName", "Ann"));

    assertThat(heard.told.getLast().event().type()).isEqualTo("OfferFailed");
    assertThat(heard.told.getLast().event().fields()).containsEntry("why", "busy");
  }

  @Test
  @DisplayName("Trap 6: when the caller gives up, the offer is cancelled once")
  void cancelled() {
    Heard heard =
        queued()
            .at(2, "Newchannel", PHONE)
            .at(2.1, "AgentCalled", both("Queue", "sales", "MemberName", "Ann"))
            .at(3, "DialEnd", both("DialStatus", "CANCEL"))
            .at(3, "DialEnd", both("DialStatus", "CANCEL"));

    assertThat(heard.words().stream().filter("OfferFailed"::equals)).hasSize(1);
    assertThat(heard.told.getLast().event().fields()).containsEntry("why", "cancelled");
  }

  @Test
  @DisplayName("Trap 7: a parked caller doesn't talk, and the one who takes it back does")
  void parked() {
    Call call = Heard.recording("scenarios.ami").call("pbx1-1795361550.56");

    assertThat(parts(call))
        .containsExactly("RINGING ", "QUEUE answered", "TALK parked", "PARKED retrieved", "TALK ");
    assertThat(call.segments().get(3).target()).isEqualTo("701");
  }

  @Test
  @DisplayName("Trap 8: after a blind transfer the caller's second queue is a second visit")
  void blindTransfer() {
    Call call = Heard.recording("scenarios.ami").call("pbx1-1795361508.42");

    assertThat(call.segments().stream().map(s -> s.kind() + " " + s.queue() + " " + s.result()))
        .containsExactly(
            "RINGING  ",
            "QUEUE sales answered",
            "TALK sales transferred",
            "RINGING  ",
            "QUEUE support answered",
            "TALK support agent");
  }

  @Test
  @DisplayName("Trap 8: attended transfers, also the one that names no target, lead to 1011")
  void attendedTransfers() {
    Map<String, Call> calls = Heard.recording("sip-hold-transfer.ami").calls();

    assertThat(calls).hasSize(3);
    for (Call call : calls.values()) {
      assertThat(parts(call).subList(0, 3))
          .as(call.startedAt().toString())
          .containsExactly("RINGING answered", "TALK transferred", "TALK unknown");
      assertThat(call.segments().getLast().target()).isEqualTo("1011");
      // Whom 1002 consulted talked from the answer on, with 1002 at first.
      assertThat(call.segments().getLast().startedAt())
          .isBeforeOrEqualTo(call.segments().get(1).endedAt());
      assertThat(call.segments().get(1).held()).isGreaterThan(Duration.ofSeconds(2));
    }
  }

  @Test
  @DisplayName("A hold is a part of the talk, of a call from a queue too")
  void hold() {
    Heard heard = Heard.recording("scenarios2.ami");

    assertThat(heard.call("pbx1-1795361687.64").held().toMillis()).isBetween(4_000L, 4_010L);
    assertThat(heard.call("pbx1-1795361700.66").held().toMillis()).isBetween(4_000L, 4_010L);
    assertThat(heard.call("pbx1-1795361687.64").direction()).isEqualTo(CallDirection.INTERNAL);
    assertThat(heard.call("pbx1-1795361687.64").endedBy()).isEqualTo(CallEnding.CALLER);
  }

  @Test
  @DisplayName("Trap 9: who is paused in one of two queues is ready still")
  void pauseByQueue() {
    String[] sales = {"Queue", "sales", "MemberName", "Ann", "Interface", "PJSIP/101"};
    String[] help = {"Queue", "help", "MemberName", "Ann", "Interface", "PJSIP/101"};
    Heard heard =
        new Heard()
            .at(0, "QueueMemberAdded", with(sales, "Paused", "0"))
            .at(1, "QueueMemberAdded", with(help, "Paused", "0"))
            .at(2, "QueueMemberPause", with(sales, "Paused", "1", "PausedReason", "lunch"))
            .at(3, "QueueMemberPause", with(help, "Paused", "1", "PausedReason", "lunch"))
            .at(4, "QueueMemberPause", with(help, "Paused", "0"))
            .at(5, "QueueMemberRemoved", help)
            .at(6, "QueueMemberRemoved", sales);

    assertThat(heard.agent("Ann"))
        .containsExactly("READY 0", "NOT_READY lunch 3", "READY 4", "NOT_READY lunch 5");
    assertThat(heard.words()).endsWith("AgentLoggedOut");
  }

  private static String[] with(String[] fields, String... more) {
    var all = new java.util.ArrayList<>(List.of(fields));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  @DisplayName("Trap 10: wrap-up has no event; it lasts as long as the queue says, unless paused")
  void wrapUp() {
    String[] ann = {
      "Queue", "sales", "MemberName", "Ann", "Interface", "PJSIP/101", "Wrapuptime", "20"
    };
    Heard heard = new Heard().at(-10, "QueueMemberAdded", with(ann, "Paused", "0"));
    heard.told.addAll(answered().told);
    heard
        .at(0, "Newchannel", CALLER)
        .at(
            60,
            "AgentComplete",
            with(CALLER.fields("").toArray(String[]::new), with(ann, "Reason", "agent")))
        .at(90, "Hold", CALLER);

    assertThat(heard.agent("Ann")).containsExactly("READY -10", "WRAP_UP 60", "READY 80");
  }

  @Test
  @DisplayName("Trap 11: a pair of Local channels is one leg")
  void localPair() {
    Call call = Heard.recording("scenarios.ami").call("pbx1-1795361526.48");

    assertThat(call.segments().stream().map(Segment::target)).containsExactly("stay40", "A2");
    assertThat(parts(call)).containsExactly("RINGING answered", "TALK agent");
  }

  @Test
  @DisplayName(
      "C11: a channel that joins another call before its own was answered has made no call")
  void merged() {
    Heard heard =
        new Heard()
            .at(0, "Newchannel", CALLER)
            .at(1, "Newchannel", new Heard.Of("PJSIP/102-00000003", "x", "x", "102", "103"))
            .at(2, "BridgeEnter", new Heard.Of("PJSIP/102-00000003", "x", "c", "102", "103"))
            .at(9, "Hangup", new Heard.Of("PJSIP/102-00000003", "x", "c", "102", "103"))
            .at(9, "Hangup", CALLER);

    assertThat(heard.calls()).containsOnlyKeys("c");
    assertThat(heard.call("c").endedAt()).isEqualTo(Heard.EPOCH.plusSeconds(1_000_009));
  }

  @Test
  @DisplayName("C5: who hears the same makes the same events")
  void sameIds() {
    assertThat(Heard.recording("scenarios2.ami").told)
        .isEqualTo(Heard.recording("scenarios2.ami").told)
        .extracting(t -> t.event().id())
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("Nothing of a call is kept in memory once it is over")
  void forgets() {
    Heard heard = Heard.recording("load-400.ami");

    assertThat(heard.translation.inProgress()).isZero();
  }
}
