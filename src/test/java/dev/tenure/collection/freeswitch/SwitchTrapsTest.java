package dev.tenure.collection.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SwitchTrapsTest {

  private static SwitchHeard waiting() {
    return new SwitchHeard()
        .caller(0, "a", "01614960733", "5001")
        .queue(1, "member-queue-start", "a");
  }

  private static SwitchHeard gone(
      SwitchHeard heard, double second, String channel, String... more) {
    return heard
        .of(second, "CHANNEL_HANGUP", channel, more)
        .of(second + 0.1, "CHANNEL_HANGUP_COMPLETE", channel, more)
        .of(second + 0.2, "CHANNEL_DESTROY", channel, more);
  }

  /** The caller hangs up, and with it the channel that it talks with. */
  private static void callerEnds(double second, SwitchHeard heard, String caller, String other) {
    heard
        .of(second, "CHANNEL_HANGUP", caller)
        .of(second + 0.02, "CHANNEL_HANGUP", other)
        .of(
            second + 0.02,
            "CHANNEL_HANGUP_COMPLETE",
            other,
            "variable_sip_hangup_disposition",
            "send_bye")
        .of(
            second + 0.02,
            "CHANNEL_HANGUP_COMPLETE",
            caller,
            "variable_sip_hangup_disposition",
            "recv_bye")
        .of(second + 0.1, "CHANNEL_DESTROY", other)
        .of(second + 0.1, "CHANNEL_DESTROY", caller);
  }

  private static SwitchHeard answered() {
    return waiting()
        .queue(3, "agent-offering", "a", "CC-Agent", "ann@acme")
        .dialled(
            3,
            "b",
            "101",
            "",
            "variable_cc_member_session_uuid",
            "a",
            "variable_cc_side",
            "agent",
            "variable_cc_agent",
            "ann@acme")
        .of(4, "CHANNEL_ANSWER", "b")
        .queue(4, "bridge-agent-start", "a", "CC-Agent", "ann@acme", "CC-Agent-UUID", "b")
        .of(4, "CHANNEL_BRIDGE", "a", "Bridge-A-Unique-ID", "a", "Bridge-B-Unique-ID", "b");
  }

  @Test
  @DisplayName("BREAK_OUT is a caller who gave up, also when the hang-up is told a moment later")
  void breakOut() {
    SwitchHeard heard =
        waiting()
            .queue(
                9, "member-queue-end", "a", "CC-Cause", "Cancel", "CC-Cancel-Reason", "BREAK_OUT");
    assertThat(heard.words()).doesNotContain("QueueExited");
    gone(heard, 9, "a", "variable_sip_hangup_disposition", "recv_bye");

    assertThat(heard.segments("a")).containsExactly("RINGING 5001  1", "QUEUE  abandoned 8");
    assertThat(heard.call("a").outcome()).isEqualTo(CallOutcome.ABANDONED);
  }

  @Test
  @DisplayName("BREAK_OUT of a caller who lives on was a move to somewhere else")
  void movedWhileWaiting() {
    SwitchHeard heard =
        waiting()
            .queue(
                9, "member-queue-end", "a", "CC-Cause", "Cancel", "CC-Cancel-Reason", "BREAK_OUT")
            .due(12);

    assertThat(heard.segments("a")).contains("QUEUE  transferred 8");
    String once = heard.told.getLast().event().id();
    SwitchHeard sooner =
        waiting()
            .queue(
                9, "member-queue-end", "a", "CC-Cause", "Cancel", "CC-Cancel-Reason", "BREAK_OUT")
            .queue(10, "member-queue-start", "a");
    assertThat(sooner.told).extracting(t -> t.event().id()).contains(once);
  }

  @Test
  @DisplayName("Time-out, no agents left and a key are told apart")
  void exits() {
    Map<String, String> ways =
        Map.of("TIMEOUT", "timeout", "NO_AGENT_TIMEOUT", "empty", "EXIT_WITH_KEY", "key");
    ways.forEach((reason, how) ->
        assertThat(
                waiting()
                    .queue(
                        6,
                        "member-queue-end",
                        "a",
                        "CC-Cause",
                        "Cancel",
                        "CC-Cancel-Reason",
                        reason)
                    .segments("a"))
            .contains("QUEUE  %s 5".formatted(how)));
  }

  @Test
  @DisplayName("An offer fails as busy, unanswered, cancelled or otherwise")
  void offers() {
    Map<String, String> causes =
        Map.of(
            "USER_BUSY",
            "busy",
            "NO_ANSWER",
            "noAnswer",
            "ORIGINATOR_CANCEL",
            "cancelled",
            "NORMAL_TEMPORARY_FAILURE",
            "rejected");
    causes.forEach((cause, why) -> {
      SwitchHeard heard =
          waiting()
              .queue(3, "agent-offering", "a", "CC-Agent", "ann@acme")
              .queue(5, "bridge-agent-fail", "a", "CC-Agent", "ann@acme", "CC-Hangup-Cause", cause);
      assertThat(heard.told.getLast().event().fields())
          .containsEntry("why", why)
          .containsEntry("agent", "ann@acme");
    });
  }

  @Test
  @DisplayName("Who hung up is who sent the BYE; the talk ends with it, not when the queue says so")
  void agentEnds() {
    SwitchHeard heard =
        answered()
            .of(10, "CHANNEL_HANGUP", "b")
            .of(
                10.02,
                "CHANNEL_HANGUP_COMPLETE",
                "b",
                "variable_sip_hangup_disposition",
                "recv_bye")
            .queue(12.5, "bridge-agent-end", "a", "CC-Agent", "ann@acme", "CC-Agent-UUID", "b")
            .queue(12.5, "member-queue-end", "a", "CC-Cause", "Terminated");
    gone(heard, 13, "a", "variable_sip_hangup_disposition", "send_bye");
    heard.of(13.5, "CHANNEL_DESTROY", "b");

    assertThat(heard.segments("a"))
        .containsExactly("RINGING 5001  1", "QUEUE  answered 3", "TALK ann@acme agent 6");
    assertThat(String.valueOf(heard.call("a").endedBy())).isEqualTo("AGENT");
  }

  @Test
  @DisplayName("Wrap-up follows from the agent's wrap_up_time and ends without an event")
  void wrapUp() {
    SwitchHeard heard = new SwitchHeard();
    SwitchSnapshot snapshot =
        new SwitchSnapshot(
            List.of(),
            SwitchSnapshot.table(
                    "name|contact|status|state|wrap_up_time\n"
                        + "ann@acme|user/101@acme|Available|Waiting|20\n"
                        + "+OK\n")
                .orElseThrow(),
            List.of(),
            List.of());
    heard.told.addAll(
        heard.translation.resume(
            snapshot,
            new Known(List.of(), List.of(), SwitchHeard.second(0)),
            SwitchHeard.second(0)));
    heard
        .caller(0, "a", "01614960733", "5001")
        .queue(1, "member-queue-start", "a")
        .queue(4, "bridge-agent-start", "a", "CC-Agent", "ann@acme", "CC-Agent-UUID", "b")
        .queue(10, "bridge-agent-end", "a", "CC-Agent", "ann@acme", "CC-Agent-UUID", "b")
        .due(31);

    assertThat(heard.agent("ann@acme", SwitchHeard.START))
        .containsExactly("READY 0", "WRAP_UP 10", "READY 30");
  }

  @Test
  @DisplayName(
      "A blind transfer ends the talk; the call rings elsewhere and the queue's late word changes"
          + " nothing")
  void blindTransfer() {
    SwitchHeard heard =
        answered()
            .of(
                10,
                "CHANNEL_HANGUP",
                "b",
                "Hangup-Cause",
                "BLIND_TRANSFER",
                "variable_sip_refer_to",
                "<sip:202@pbx;user=phone>")
            .queue(10.1, "bridge-agent-end", "a", "CC-Agent", "ann@acme", "CC-Agent-UUID", "b")
            .dialled(11, "c", "202", "a")
            .of(11, "CHANNEL_PROGRESS", "c")
            .of(13, "CHANNEL_ANSWER", "c")
            .of(13, "CHANNEL_BRIDGE", "a", "Bridge-A-Unique-ID", "a", "Bridge-B-Unique-ID", "c");
    gone(heard, 10.2, "b");
    callerEnds(20, heard, "a", "c");

    assertThat(heard.segments("a"))
        .containsExactly(
            "RINGING 5001  1",
            "QUEUE  answered 3",
            "TALK ann@acme transferred 6",
            "RINGING 202 answered 3",
            "TALK 202 caller 7");
  }

  @Test
  @DisplayName(
      "An attended transfer joins two calls; the older one goes on with whoever was consulted")
  void attendedTransfer() {
    SwitchHeard heard =
        answered()
            .caller(8, "x", "101", "202")
            .dialled(8, "y", "202", "x")
            .of(9, "CHANNEL_BRIDGE", "x", "Bridge-A-Unique-ID", "x", "Bridge-B-Unique-ID", "y")
            .of(12, "CHANNEL_BRIDGE", "a", "Bridge-A-Unique-ID", "a", "Bridge-B-Unique-ID", "y");
    gone(heard, 12.1, "b", "Hangup-Cause", "ATTENDED_TRANSFER");
    gone(heard, 12.1, "x", "Hangup-Cause", "ATTENDED_TRANSFER");
    callerEnds(20, heard, "a", "y");

    assertThat(heard.segments("a"))
        .containsExactly(
            "RINGING 5001  1",
            "QUEUE  answered 3",
            "TALK ann@acme transferred 8",
            "RINGING 202 answered 0",
            "TALK 202 caller 8");
    assertThat(heard.call("x").direction()).isEqualTo(CallDirection.INTERNAL);
    assertThat(heard.call("x").endedAt()).isNotNull();
    assertThat(heard.translation.inProgress()).isEmpty();
  }

  @Test
  @DisplayName("A call that is taken without a bridge was taken by a machine, and is no talk")
  void machine() {
    SwitchHeard heard =
        new SwitchHeard().caller(0, "a", "01614960733", "9999").of(1, "CHANNEL_ANSWER", "a");
    gone(heard, 5, "a", "variable_sip_hangup_disposition", "recv_bye");

    assertThat(heard.call("a").outcome()).isEqualTo(CallOutcome.UNANSWERED);
  }

  @Test
  @DisplayName("C8: marks tell whose a call and an agent are, with and without the queue's domain")
  void marks() {
    SwitchHeard heard = answered();
    Told last = heard.told.getLast();

    assertThat(last.marks())
        .contains("queue:support@acme", "queue:support", "context:acme", "ext:5001");
    heard.agent(6, "agent-status-change", "ann@acme", "CC-Agent-Status", "On Break");
    assertThat(heard.told.getLast().marks()).contains("queue:support", "context:acme");
  }

  @Test
  @DisplayName(
      "C6: at a new beginning what is gone ends where it was last heard of, the rest goes on")
  void resume() {
    SwitchHeard heard = new SwitchHeard();
    SwitchSnapshot snapshot =
        new SwitchSnapshot(
            SwitchSnapshot.json(
                    """
                    {"row_count":3,"rows":[
                    {"uuid":"w","direction":"inbound","created_epoch":"1000050","cid_num":"0161","dest":"5001","call_uuid":"w","callstate":"ACTIVE"},
                    {"uuid":"t","direction":"inbound","created_epoch":"1000040","cid_num":"0162","dest":"5001","call_uuid":"t","callstate":"ACTIVE"},
                    {"uuid":"u","direction":"outbound","created_epoch":"1000041","cid_num":"0162","dest":"101","call_uuid":"t","callstate":"ACTIVE"}]}
                    """)
                .orElseThrow(),
            List.of(Map.of("name", "ann", "status", "On Break", "state", "Waiting")),
            List.of(Map.of("agent", "ann", "queue", "support@acme")),
            List.of(
                Map.of(
                    "queue",
                    "support@acme",
                    "session_uuid",
                    "w",
                    "state",
                    "Waiting",
                    "joined_epoch",
                    "1000055")));
    Known known =
        new Known(
            List.of(
                new Known.OpenCall("old", "", "", "", "", false, true, SwitchHeard.second(40)),
                new Known.OpenCall(
                    "t", "", "", "support@acme", "bob", false, true, SwitchHeard.second(40))),
            List.of(new Known.OpenAgent("bob", "", "READY", "")),
            SwitchHeard.second(45));
    heard.told.addAll(heard.translation.resume(snapshot, known, SwitchHeard.second(60)));

    assertThat(heard.told)
        .extracting(t ->
            "%s %s %d"
                .formatted(
                    t.subject(), t.event().type(), t.event().at().getEpochSecond() - 1_000_000))
        .containsExactlyInAnyOrder(
            "Call[ref=w] LegStarted 50",
            "Call[ref=w] QueueEntered 55",
            "Call[ref=old] CallEnded 45",
            "Agent[ref=bob] AgentLoggedOut 45",
            "Agent[ref=ann] AgentNotReady 60");
    assertThat(heard.translation.inProgress()).containsExactlyInAnyOrder("w", "t", "u");
  }
}
