package dev.tenure.collection.asterisk;

import static dev.tenure.collection.asterisk.Heard.both;
import static dev.tenure.collection.asterisk.Heard.parties;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.model.Call;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Turns that calls take and that the recordings lack. */
class TurnsTest {

  private static final Heard.Of CALLER =
      new Heard.Of("PJSIP/isp-00000001", "c", "c", "0161496001", "0800120");
  private static final Heard.Of ANN = new Heard.Of("PJSIP/101-00000002", "a", "c", "101", "s");
  private static final Heard.Of BOB = new Heard.Of("PJSIP/102-00000003", "b", "c", "102", "s");
  private static final Heard.Of LINE =
      new Heard.Of("PJSIP/101-00000009", "x", "x", "101", "0770123456");
  private static final Heard.Of MOBILE = new Heard.Of("PJSIP/isp-0000000a", "m", "x", "", "s");
  private static final Heard.Of ONE = new Heard.Of("Local/101@q-00000004;1", "l1", "c", "", "101");
  private static final Heard.Of TWO =
      new Heard.Of("Local/101@q-00000004;2", "l2", "c", "0161496001", "101");

  private final Heard heard =
      new Heard()
          .at(
              -9,
              "QueueMemberAdded",
              "Queue",
              "sales",
              "MemberName",
              "Ann",
              "Interface",
              "PJSIP/101")
          .at(
              -9,
              "QueueMemberAdded",
              "Queue",
              "sales",
              "MemberName",
              "Bob",
              "Interface",
              "PJSIP/102");

  private Heard talking() {
    return heard
        .at(0, "Newchannel", CALLER)
        .at(1, "Newchannel", ANN, "ChannelState", "0")
        .at(1, "DialBegin", both(CALLER, ANN, "DialString", "101"))
        .at(3, "DialEnd", both(CALLER, ANN, "DialStatus", "ANSWER"))
        .at(3, "BridgeEnter", CALLER, "BridgeUniqueid", "one", "BridgeType", "basic")
        .at(3, "BridgeEnter", ANN, "BridgeUniqueid", "one", "BridgeType", "basic");
  }

  /** With whom how many seconds were talked. */
  private static List<String> talks(Call call) {
    return call.segments().stream()
        .filter(s -> s.kind() == SegmentKind.TALK)
        .map(s ->
            "%s %s %d-%d"
                .formatted(
                    s.agent(),
                    s.target(),
                    s.startedAt().getEpochSecond() - 1_000_000,
                    s.endedAt() == null ? -1 : s.endedAt().getEpochSecond() - 1_000_000))
        .toList();
  }

  private Call only() {
    assertThat(heard.calls()).containsOnlyKeys("c");
    assertThat(heard.translation.inProgress()).isZero();
    return heard.call("c");
  }

  @Test
  @DisplayName("C11: a talk continues when the pair of Local channels is optimised away")
  void optimised() {
    heard
        .at(0, "Newchannel", CALLER)
        .at(1, "QueueCallerJoin", CALLER, "Queue", "sales")
        .at(1, "Newchannel", ONE)
        .at(1, "Newchannel", TWO)
        .at(1, "AgentCalled", both(CALLER, ONE, "Queue", "sales", "MemberName", "Ann"))
        .at(1, "DialBegin", both(CALLER, ONE, "DialString", "101@q"))
        .at(2, "Newchannel", ANN)
        .at(2, "DialBegin", both(TWO, ANN, "DialString", "101"))
        .at(4, "DialEnd", both(TWO, ANN, "DialStatus", "ANSWER"))
        .at(4, "DialEnd", both(CALLER, ONE, "DialStatus", "ANSWER"))
        .at(4, "AgentConnect", both(CALLER, ONE, "Queue", "sales", "MemberName", "Ann"))
        .at(4, "BridgeEnter", ONE, "BridgeUniqueid", "one", "BridgeType", "basic")
        .at(4, "BridgeEnter", CALLER, "BridgeUniqueid", "one", "BridgeType", "basic")
        .at(4, "BridgeEnter", ANN, "BridgeUniqueid", "one", "SwapUniqueid", "l1")
        .at(4.1, "Hangup", ONE)
        .at(4.1, "Hangup", TWO)
        .at(9, "HangupRequest", ANN, "Cause", "16")
        .at(
            9,
            "AgentComplete",
            both(CALLER, ANN, "Queue", "sales", "MemberName", "Ann", "Reason", "agent"))
        .at(9, "Hangup", ANN)
        .at(9, "Hangup", CALLER);

    assertThat(talks(only())).containsExactly("Ann  4-9");
    assertThat(only().visits().getFirst().endedBy()).isEqualTo(CallEnding.AGENT);
  }

  @Test
  @DisplayName("C11: a phone that another adds to the caller's bridge talks with the caller")
  void bridgedByOthers() {
    talking()
        .at(5, "BridgeLeave", ANN, "BridgeUniqueid", "one")
        .at(5, "Hangup", ANN)
        .at(6, "Newchannel", BOB)
        .at(7, "BridgeEnter", BOB, "BridgeUniqueid", "one", "BridgeType", "basic")
        .at(9, "HangupRequest", BOB)
        .at(9, "Hangup", BOB)
        .at(9, "Hangup", CALLER);

    assertThat(talks(only())).containsExactly("Ann 101 3-5", "Bob 102 7-9");
    assertThat(only().endedBy()).isEqualTo(CallEnding.AGENT);
  }

  @Test
  @DisplayName("C11: a consultation outside becomes part of the call, and ends for its agent")
  void consultedOutside() {
    talking()
        .at(4, "Hold", ANN)
        .at(5, "Newchannel", LINE)
        .at(5.1, "Newchannel", MOBILE, "ChannelState", "0")
        .at(5.1, "DialBegin", both(LINE, MOBILE, "DialString", "0770123456@isp"))
        .at(6, "DialEnd", both(LINE, MOBILE, "DialStatus", "ANSWER"))
        .at(
            8,
            "AttendedTransfer",
            parties(
                List.of(
                    ANN.fields("OrigTransferer"),
                    LINE.fields("SecondTransferer"),
                    CALLER.fields("Transferee"),
                    MOBILE.fields("TransferTarget")),
                "Result",
                "Success"))
        .at(8, "HangupRequest", ANN)
        .at(8, "Hangup", ANN)
        .at(8, "Hangup", LINE)
        .at(12, "HangupRequest", CALLER)
        .at(12, "Hangup", CALLER)
        .at(12, "Hangup", MOBILE);

    assertThat(talks(only())).containsExactly("Ann 101 3-8", " 0770123456 6-12");
    assertThat(only().endedBy()).isEqualTo(CallEnding.CALLER);
    assertThat(only().direction()).isEqualTo(CallDirection.INBOUND);
  }

  @Test
  @DisplayName("C11: which of the two calls is transferred to the other makes no difference")
  void turned() {
    Heard.Of line = new Heard.Of("PJSIP/101-00000009", "x", "x", "101", "102");
    Heard.Of other = new Heard.Of("PJSIP/102-00000003", "b", "x", "102", "s");
    Heard.Of linked = new Heard.Of("PJSIP/isp-00000001", "c", "x", "0161496001", "0800120");
    heard
        .at(-5, "Newchannel", line)
        .at(-4.9, "Newchannel", other, "ChannelState", "0")
        .at(-4.8, "DialBegin", both(line, other, "DialString", "102"))
        .at(-4, "DialEnd", both(line, other, "DialStatus", "ANSWER"));
    talking()
        .at(8, "BridgeEnter", linked, "BridgeUniqueid", "two", "BridgeType", "basic")
        .at(
            8.01,
            "AttendedTransfer",
            parties(
                List.of(
                    line.fields("OrigTransferer"),
                    ANN.fields("SecondTransferer"),
                    other.fields("Transferee"),
                    linked.fields("TransferTarget")),
                "Result",
                "Success"))
        .at(8.1, "Hangup", line)
        .at(8.1, "Hangup", ANN)
        .at(12, "HangupRequest", other)
        .at(12, "Hangup", other)
        .at(12, "Hangup", linked);

    assertThat(talks(only())).containsExactly("Ann 101 3-8", "Bob 102 -4-12");
    assertThat(only().direction()).isEqualTo(CallDirection.INBOUND);
    assertThat(only().endedBy()).isEqualTo(CallEnding.AGENT);
  }

  @Test
  @DisplayName("C11: two calls that are connected without a transfer event are one")
  void linked() {
    Heard.Of other = new Heard.Of("PJSIP/102-00000003", "b", "x", "102", "s");
    Heard.Of moved = new Heard.Of("PJSIP/102-00000003", "b", "c", "102", "s");
    Heard.Of line = new Heard.Of("PJSIP/101-00000009", "x", "x", "101", "102");
    talking()
        .at(5, "Newchannel", line)
        .at(5.1, "Newchannel", other)
        .at(5.1, "DialBegin", both(line, other, "DialString", "102"))
        .at(6, "DialEnd", both(line, other, "DialStatus", "ANSWER"))
        .at(8, "BridgeEnter", moved, "BridgeUniqueid", "one", "BridgeType", "basic")
        .at(8.1, "Hangup", ANN)
        .at(8.1, "Hangup", line)
        .at(12, "HangupRequest", moved)
        .at(12, "Hangup", moved)
        .at(12, "Hangup", CALLER);

    assertThat(talks(only())).containsExactly("Ann 101 3-8", "Bob 102 6-12");
    assertThat(only().endedBy()).isEqualTo(CallEnding.AGENT);
  }

  @Test
  @DisplayName("C11: a parked caller who hangs up ends the call")
  void givenUpWhileParked() {
    talking()
        .at(5, "ParkedCall", parties(List.of(CALLER.fields("Parkee")), "ParkingSpace", "88"))
        .at(5.1, "BlindTransfer", transfer("8800"))
        .at(5.2, "HangupRequest", ANN)
        .at(5.2, "Hangup", ANN)
        .at(9, "ParkedCallGiveUp", parties(List.of(CALLER.fields("Parkee"))))
        .at(9, "Hangup", CALLER);

    assertThat(only().segments().getLast())
        .extracting(s -> s.kind() + " " + s.target() + " " + s.result())
        .isEqualTo("PARKED 88 caller");
    assertThat(talks(only())).containsExactly("Ann 101 3-5");
    assertThat(only().segments().get(1).result()).isEqualTo("parked");
    assertThat(only().endedBy()).isEqualTo(CallEnding.CALLER);
  }

  private static String[] transfer(String to) {
    return parties(
        List.of(ANN.fields("Transferer"), CALLER.fields("Transferee")),
        "Result",
        "Success",
        "Extension",
        to);
  }

  @Test
  @DisplayName("C11: hanging up after a transfer ends nothing, and a caller in a conference talks")
  void toConference() {
    talking()
        .at(5, "BlindTransfer", transfer("700"))
        .at(5, "HangupRequest", ANN)
        .at(5, "Hangup", ANN)
        .at(6, "BridgeEnter", CALLER, "Exten", "700", "BridgeUniqueid", "r", "BridgeType", "base")
        .at(9, "HangupRequest", CALLER)
        .at(9, "Hangup", CALLER);

    assertThat(talks(only())).hasSize(2).last().asString().endsWith(" 6-9");
    assertThat(only().endedBy()).isEqualTo(CallEnding.CALLER);
  }

  @Test
  @DisplayName("Events of a channel after its end don't begin it again")
  void afterTheEnd() {
    talking().at(9, "Hangup", ANN).at(9, "Hangup", CALLER);
    int told = heard.told.size();
    heard
        .at(9.001, "NewCallerid", ANN)
        .at(9.002, "Newchannel", CALLER)
        .at(9.003, "HangupRequest", CALLER)
        .at(9.004, "BridgeLeave", ANN, "BridgeUniqueid", "one");

    assertThat(heard.told).hasSize(told);
    assertThat(heard.translation.inProgress()).isZero();
  }
}
