package dev.tenure.collection.asterisk;

import static dev.tenure.collection.asterisk.Heard.both;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.OfferResult;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.VisitOutcome;
import dev.tenure.collection.model.Call;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls, who refuses, and who ends what. */
class CallersTest {

  private static final Heard.Of CALLER =
      new Heard.Of("PJSIP/isp-00000001", "c", "c", "0161496001", "0800120");
  private static final Heard.Of ANN = new Heard.Of("PJSIP/101-00000002", "a", "c", "101", "s");
  private static final Heard.Of LINE =
      new Heard.Of("PJSIP/101-00000009", "x", "x", "101", "0770123456");
  private static final Heard.Of MOBILE = new Heard.Of("PJSIP/isp-0000000a", "m", "x", "", "s");

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
              "PJSIP/101");

  private Heard offered() {
    return heard
        .at(0, "Newchannel", CALLER)
        .at(1, "QueueCallerJoin", CALLER, "Queue", "sales")
        .at(1, "Newchannel", ANN, "ChannelState", "0")
        .at(1, "AgentCalled", both(CALLER, ANN, "Queue", "sales", "MemberName", "Ann"))
        .at(1, "DialBegin", both(CALLER, ANN, "DialString", "PJSIP/101"));
  }

  private Call only() {
    assertThat(heard.calls()).containsOnlyKeys("c");
    return heard.call("c");
  }

  @ParameterizedTest(name = "Declining after it has rung is a rejection: cause {0}")
  @ValueSource(strings = {"17", "21", "19", "20"})
  void rejected(String cause) {
    offered()
        .at(2, "Newstate", ANN, "ChannelState", "5")
        .at(5, "HangupRequest", ANN, "Cause", cause)
        .at(5, "DialEnd", both(CALLER, ANN, "DialStatus", "NOANSWER"))
        .at(5, "AgentRingNoAnswer", both(CALLER, ANN, "Queue", "sales", "MemberName", "Ann"))
        .at(5, "Hangup", ANN)
        .at(9, "QueueCallerAbandon", CALLER, "Queue", "sales")
        .at(9, "HangupRequest", CALLER)
        .at(9, "Hangup", CALLER);

    assertThat(only().offers().getFirst().result()).isEqualTo(OfferResult.REJECTED);
    assertThat(only().visits().getFirst().outcome()).isEqualTo(VisitOutcome.ABANDONED);
    assertThat(only().endedBy()).isEqualTo(CallEnding.CALLER);
  }

  @Test
  @DisplayName("A phone that is busy immediately has not rung")
  void busyAtOnce() {
    offered()
        .at(1.1, "HangupRequest", ANN, "Cause", "17")
        .at(1.1, "AgentRingNoAnswer", both(CALLER, ANN, "Queue", "sales", "MemberName", "Ann"));

    assertThat(heard.call("c").offers().getFirst().result()).isEqualTo(OfferResult.BUSY);
  }

  @Test
  @DisplayName("An announcement by the phone system answers the call")
  void announcement() {
    heard
        .at(0, "Newchannel", CALLER)
        .at(2, "Newstate", CALLER, "ChannelState", "6")
        .at(9, "Hangup", CALLER);

    assertThat(only().outcome()).isEqualTo(CallOutcome.ANSWERED);
    assertThat(only().answeredAt()).isEqualTo(Heard.EPOCH.plusSeconds(1_000_002));
    assertThat(only().segments()).noneMatch(s -> s.kind() == SegmentKind.TALK);
  }

  @ParameterizedTest(name = "Withheld: {0}")
  @ValueSource(
      strings = {
        "Anonymous",
        "anonymous@anonymous.invalid",
        "anonymous.invalid",
        "RESTRICTED",
        "Unavailable",
        "unknown",
        "<unknown>",
        "Private",
        "Withheld",
        "Private Number",
        "Number withheld",
        "Out of area",
        "asterisk",
        "P",
        "-",
        ""
      })
  void withheld(String word) {
    Heard.Of anybody = new Heard.Of("PJSIP/isp-00000001", "c", "c", word, "0800120");
    Heard.Of inQueue = new Heard.Of("PJSIP/isp-00000001", "c", "c", word, "630");
    heard
        .at(0, "Newchannel", anybody)
        .at(0, "Newstate", inQueue, "ChannelState", "6")
        .at(1, "QueueCallerJoin", inQueue, "Queue", "sales")
        .at(2, "HangupRequest", inQueue)
        .at(2, "Hangup", inQueue);

    assertThat(only())
        .extracting(c -> c.direction() + " " + c.caller() + ">" + c.called() + " " + c.endedBy())
        .isEqualTo("INBOUND >0800120 CALLER");
  }

  @ParameterizedTest(name = "An agent's call that {0} ends is ended by the {1}")
  @CsvSource({"x,AGENT", "m,CALLER"})
  void outbound(String by, CallEnding ending) {
    heard
        .at(5, "Newchannel", LINE)
        .at(5.1, "Newchannel", MOBILE, "ChannelState", "0")
        .at(5.1, "DialBegin", both(LINE, MOBILE, "DialString", "0770123456@isp"))
        .at(6, "DialEnd", both(LINE, MOBILE, "DialStatus", "ANSWER"))
        .at(8, "HangupRequest", by.equals("x") ? LINE : MOBILE)
        .at(8, "Hangup", MOBILE)
        .at(8, "Hangup", LINE);

    assertThat(heard.call("x").endedBy()).isEqualTo(ending);
    assertThat(heard.call("x").segments().getLast())
        .extracting(s -> s.kind() + " " + s.agent() + " " + s.target())
        .isEqualTo("TALK Ann 0770123456");
  }

  @Test
  @DisplayName("Click-to-call through a Local channel is the agent's call to the number")
  void clickToCall() {
    Heard.Of one = new Heard.Of("Local/101@in-00000004;1", "c", "c", "", "101");
    Heard.Of two = new Heard.Of("Local/101@in-00000004;2", "l2", "c", "", "101");
    Heard.Of far = new Heard.Of("PJSIP/isp-0000000a", "m", "c", "", "s");
    heard
        .at(0, "Newchannel", one, "ChannelState", "0")
        .at(0.1, "Newchannel", two, "ChannelState", "4")
        .at(0.2, "DialBegin", Heard.parties(dest(one), "DialString", "101@in/n"))
        .at(0.3, "Newchannel", ANN, "ChannelState", "0")
        .at(0.4, "DialBegin", both(two, ANN, "DialString", "101"))
        .at(2, "DialEnd", both(two, ANN, "DialStatus", "ANSWER"))
        .at(2.1, "DialEnd", Heard.parties(dest(one), "DialStatus", "ANSWER"))
        .at(2.2, "BridgeEnter", ANN, "BridgeUniqueid", "b", "BridgeType", "basic")
        .at(2.2, "BridgeEnter", two, "BridgeUniqueid", "b", "BridgeType", "basic")
        .at(2.3, "Newchannel", far, "ChannelState", "0")
        .at(2.4, "DialBegin", both(one, far, "DialString", "0770123456@isp"))
        .at(4, "DialEnd", both(one, far, "DialStatus", "ANSWER"))
        .at(4.1, "BridgeEnter", far, "BridgeUniqueid", "d", "BridgeType", "basic")
        .at(4.1, "BridgeEnter", one, "BridgeUniqueid", "d", "BridgeType", "basic")
        .at(9, "HangupRequest", far)
        .at(9.1, "HangupRequest", one)
        .at(9.2, "Hangup", far)
        .at(9.2, "Hangup", one)
        .at(9.2, "Hangup", two)
        .at(9.2, "Hangup", ANN);

    assertThat(only())
        .extracting(c ->
            c.direction()
                + " "
                + c.agent()
                + " "
                + c.caller()
                + ">"
                + c.called()
                + " "
                + c.endedBy())
        .isEqualTo("OUTBOUND Ann 101>0770123456 CALLER");
    assertThat(only().answeredAt()).isEqualTo(Heard.EPOCH.plusSeconds(1_000_004));
  }

  private static List<List<String>> dest(Heard.Of channel) {
    return List.of(channel.fields("Dest"));
  }
}
