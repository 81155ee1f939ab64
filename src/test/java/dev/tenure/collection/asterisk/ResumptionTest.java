package dev.tenure.collection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.VisitOutcome;
import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.collection.told.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A connection that begins again, and what the snapshot tells of the time between. */
class ResumptionTest {

  private static final Heard.Of CALLER =
      new Heard.Of("PJSIP/trunk-00000001", "c", "c", "0161496", "5001");
  private static final Heard.Of PHONE = new Heard.Of("PJSIP/101-00000002", "p", "c", "101", "s");
  private static final Instant LOST = second(10);
  private static final Instant BACK = second(30);

  private final Heard heard = new Heard();
  private final AsteriskTranslation resumed = new AsteriskTranslation();

  private static Instant second(int second) {
    return Instant.ofEpochSecond(1_000_000 + second);
  }

  private static AmiMessage channel(Heard.Of channel, int age, String bridge, String application) {
    List<String> fields = new ArrayList<>(channel.fields(""));
    fields.addAll(
        List.of(
            "Duration",
            "00:00:%02d".formatted(age),
            "BridgeId",
            bridge,
            "Application",
            application,
            "ApplicationData",
            "sales,t"));
    return message("CoreShowChannel", fields.toArray(String[]::new));
  }

  private static AmiMessage message(String event, String... fields) {
    List<AmiMessage.Field> all = new ArrayList<>();
    all.add(new AmiMessage.Field("Event", event));
    for (int i = 0; i < fields.length; i += 2) {
      all.add(new AmiMessage.Field(fields[i], fields[i + 1]));
    }
    return new AmiMessage(all);
  }

  private static final AmiMessage ANN =
      message("QueueMember", "Queue", "sales", "Name", "Ann", "Location", "PJSIP/101");

  private Heard waiting() {
    return heard.at(0, "Newchannel", CALLER).at(1, "QueueCallerJoin", CALLER, "Queue", "sales");
  }

  private Heard talking() {
    waiting()
        .at(2, "Newchannel", PHONE)
        .at(5, "AgentConnect", both("Queue", "sales", "MemberName", "Ann"));
    return heard;
  }

  private static String[] both(String... more) {
    List<String> all = new ArrayList<>(CALLER.fields(""));
    all.addAll(PHONE.fields("Dest"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** What the next connection makes of a snapshot, and of what comes then. */
  private void back(Known.OpenCall stored, List<AmiMessage> snapshot) {
    heard.told.addAll(resumed.resume(snapshot, new Known(List.of(stored), List.of(), LOST), BACK));
  }

  private void then(double second, String event, String... fields) {
    Heard after = new Heard();
    List<String> all = new ArrayList<>(List.of(fields));
    all.addAll(List.of("Timestamp", "%.6f".formatted(1_000_000 + second)));
    after.told.addAll(resumed.take(message(event, all.toArray(String[]::new)), BACK));
    heard.told.addAll(after.told);
  }

  private static Known.OpenCall stored(boolean talking, Instant until) {
    return new Known.OpenCall(
        "c", "", "inbound", "sales", talking ? "Ann" : "", !talking, talking, until);
  }

  private QueueVisit visit() {
    return heard.call("c").visits().getFirst();
  }

  @Test
  @DisplayName("C6: who was answered in a gap talks since its end, and who ends that talk is told")
  void answeredWithin() {
    waiting();
    back(
        stored(false, second(1)),
        List.of(channel(CALLER, 30, "b", "Queue"), channel(PHONE, 20, "b", "AppQueue"), ANN));
    then(40, "AgentComplete", both("Queue", "sales", "MemberName", "Ann", "Reason", "caller"));
    then(41, "Hangup", CALLER.fields("").toArray(String[]::new));

    assertThat(visit().outcome()).isEqualTo(VisitOutcome.ANSWERED);
    assertThat(visit().agent()).isEqualTo("Ann");
    assertThat(visit().leftAt()).isEqualTo(BACK);
    assertThat(visit().talkUntil()).isEqualTo(second(40));
    assertThat(visit().endedBy()).isEqualTo(CallEnding.CALLER);
  }

  @Test
  @DisplayName("C6: who left the queue in a gap, and is still there, waited until its beginning")
  void leftWithin() {
    waiting();
    back(stored(false, second(1)), List.of(channel(CALLER, 30, "", "VoiceMail"), ANN));
    then(60, "Hangup", CALLER.fields("").toArray(String[]::new));

    assertThat(visit().outcome()).isEqualTo(VisitOutcome.WITHDRAWN);
    assertThat(visit().leftAt()).isEqualTo(LOST);
    assertThat(heard.call("c").endedAt()).isEqualTo(second(60));
  }

  @Test
  @DisplayName("C6: while the agent's phone is there, it isn't said that the caller left the queue")
  void betweenQueueAndTalk() {
    waiting();
    back(
        stored(false, second(1)),
        List.of(channel(CALLER, 30, "", "Queue"), channel(PHONE, 1, "", "AppQueue"), ANN));
    then(30.001, "AgentConnect", both("Queue", "sales", "MemberName", "Ann"));

    assertThat(visit().outcome()).isEqualTo(VisitOutcome.ANSWERED);
    assertThat(visit().leftAt()).isEqualTo(second(30).plusNanos(1_000_000));
  }

  @Test
  @DisplayName("C6: a talk that ended in a gap while the caller stayed ends at its beginning")
  void talkEndedWithin() {
    talking();
    back(stored(true, second(5)), List.of(channel(CALLER, 30, "", "VoiceMail"), ANN));
    then(60, "Hangup", CALLER.fields("").toArray(String[]::new));

    assertThat(visit().talkUntil()).isEqualTo(LOST);
    assertThat(visit().endedBy()).isEqualTo(CallEnding.UNKNOWN);
  }

  @Test
  @DisplayName("C6: a talk that was passed on in a gap goes on with whoever is there at its end")
  void passedOnWithin() {
    Heard.Of other = new Heard.Of("PJSIP/102-00000003", "o", "c", "102", "s");
    AmiMessage bob =
        message("QueueMember", "Queue", "sales", "Name", "Bob", "Location", "PJSIP/102");
    talking();
    back(
        stored(true, second(5)),
        List.of(channel(CALLER, 30, "b", "Queue"), channel(other, 9, "b", "Dial"), ANN, bob));

    assertThat(visit().talkUntil()).isEqualTo(BACK);
    assertThat(visit().transferred()).isTrue();
    assertThat(heard.call("c").agent()).isEqualTo("Bob");
  }

  @Test
  @DisplayName("C6: a call that vanished ends no earlier than what is stored of it")
  void vanished() {
    waiting().at(2, "Newchannel", PHONE);
    heard.at(12, "AgentConnect", both("Queue", "sales", "MemberName", "Ann"));
    Instant until = second(12).plusNanos(1000);
    back(stored(true, until), List.of(ANN));

    assertThat(visit().outcome()).isEqualTo(VisitOutcome.ANSWERED);
    assertThat(heard.call("c").endedAt()).isEqualTo(until);
  }

  @Test
  @DisplayName("Trap 2: a queue that refuses a caller just after a gap is known by the snapshot")
  void refusedAfter() {
    heard.told.addAll(
        resumed.resume(
            List.of(channel(CALLER, 0, "", "Queue")), new Known(List.of(), List.of(), LOST), BACK));
    List<String> full = new ArrayList<>(CALLER.fields(""));
    full.addAll(List.of("Variable", "QUEUESTATUS", "Value", "FULL"));
    then(30.001, "VarSet", full.toArray(String[]::new));

    assertThat(visit().outcome()).isEqualTo(VisitOutcome.REFUSED);
    assertThat(visit().queue()).isEqualTo("sales");
  }

  @Test
  @DisplayName(
      "C6: who came in a gap waits since then, also when the phone system's seconds differ")
  void cameWithin() {
    AmiMessage entry = message("QueueEntry", "Queue", "sales", "Uniqueid", "c", "Wait", "4");
    heard.told.addAll(
        resumed.resume(
            List.of(channel(CALLER, 3, "", "Queue"), entry),
            new Known(List.of(), List.of(), LOST),
            BACK));

    assertThat(visit().enteredAt()).isEqualTo(second(26));
    assertThat(heard.call("c").startedAt()).isEqualTo(second(26));
  }

  @Test
  @DisplayName("C6: how somebody left a queue is untold for a moment, and no longer than that")
  void untold() {
    waiting().at(9, "QueueCallerAbandon", CALLER, "Queue", "sales");
    assertThat(heard.translation.untoldSince(second(9))).contains(second(9));
    assertThat(heard.translation.untoldSince(second(11))).isEmpty();

    heard.at(9.001, "Hangup", CALLER);
    assertThat(heard.translation.untoldSince(second(9))).isEmpty();
  }

  @Test
  @DisplayName("C6: a caller who is gone after a gap is lost rather than abandoned")
  void lost() {
    waiting();
    back(stored(false, second(1)), List.of(ANN));

    assertThat(visit().outcome()).isEqualTo(VisitOutcome.LOST);
    assertThat(heard.call("c").outcome()).isEqualTo(CallOutcome.UNANSWERED);
    assertThat(heard.call("c").endedBy()).isEqualTo(CallEnding.UNKNOWN);
  }

  @Test
  @DisplayName(
      "C6: the caller's leg is the one that its call is named after, however old others are")
  void callersLeg() {
    talking();
    back(
        stored(true, second(5)),
        List.of(channel(PHONE, 40, "b", "AppQueue"), channel(CALLER, 30, "b", "Queue"), ANN));
    then(40, "HangupRequest", CALLER.fields("").toArray(String[]::new));
    then(40.1, "Hangup", PHONE.fields("").toArray(String[]::new));
    then(40.2, "Hangup", CALLER.fields("").toArray(String[]::new));

    assertThat(heard.call("c").endedBy()).isEqualTo(CallEnding.CALLER);
  }

  @Test
  @DisplayName("C11: a call transferred after a gap continues behind its pair of Local channels")
  void passedOnAfter() {
    Heard.Of one = new Heard.Of("Local/101@q-00000004;1", "l1", "c", "", "101");
    Heard.Of two = new Heard.Of("Local/101@q-00000004;2", "l2", "c", "0161496", "101");
    Heard.Of bob = new Heard.Of("PJSIP/102-00000003", "o", "c", "102", "s");
    talking();
    back(
        stored(true, second(5)),
        List.of(
            up(channel(CALLER, 30, "a", "Queue")),
            up(channel(one, 28, "a", "AppQueue")),
            up(channel(two, 28, "b", "Dial")),
            up(channel(PHONE, 28, "b", "AppDial")),
            ANN));
    List<String> transfer = new ArrayList<>(PHONE.fields("Transferer"));
    transfer.addAll(two.fields("Transferee"));
    transfer.addAll(List.of("Result", "Success", "Extension", "102"));
    then(35, "BlindTransfer", transfer.toArray(String[]::new));
    List<String> dial = new ArrayList<>(two.fields(""));
    dial.addAll(bob.fields("Dest"));
    dial.addAll(List.of("DialString", "102", "DialStatus", "ANSWER"));
    then(36, "DialBegin", dial.toArray(String[]::new));
    then(38, "DialEnd", dial.toArray(String[]::new));

    assertThat(visit().talkUntil()).isEqualTo(second(35));
    assertThat(visit().transferred()).isTrue();
    assertThat(heard.call("c").segments().getLast().target()).isEqualTo("102");
    assertThat(heard.call("c").segments().getLast().startedAt()).isEqualTo(second(38));
  }

  private static AmiMessage up(AmiMessage channel) {
    List<AmiMessage.Field> fields = new ArrayList<>(channel.fields());
    fields.add(new AmiMessage.Field("ChannelState", "6"));
    return new AmiMessage(fields);
  }
}
