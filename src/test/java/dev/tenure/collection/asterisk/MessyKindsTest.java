package dev.tenure.collection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same scenarios as phone systems arranged otherwise would tell them. */
class MessyKindsTest {

  private static final Set<String> UNNAMED =
      Set.of("AgentCalled", "AgentConnect", "AgentComplete", "AgentRingNoAnswer");

  private static final Set<String> TOLD =
      Set.of(
          "Newchannel",
          "NewCallerid",
          "Newstate",
          "Hangup",
          "HangupRequest",
          "DialBegin",
          "DialEnd",
          "BridgeEnter",
          "BridgeLeave",
          "BlindTransfer",
          "AttendedTransfer",
          "Hold",
          "Unhold",
          "Pickup",
          "ParkedCall",
          "UnParkedCall",
          "ParkedCallTimeOut");

  private static List<String> differences(Function<AmiMessage, @Nullable AmiMessage> other) {
    Heard heard = Heard.recording("messy.ami", other);
    List<Call> calls = List.copyOf(heard.calls().values());
    Map<String, List<AgentSpan>> agents = heard.agents();
    return MessyTruth.ALL.stream()
        .flatMap(scenario ->
            MessyDifferences.of(scenario, calls, agents).stream()
                .map(difference -> scenario.name + ": " + difference))
        .toList();
  }

  private static AmiMessage with(AmiMessage message, Function<AmiMessage.Field, String> value) {
    return new AmiMessage(
        message.fields().stream()
            .map(field -> new AmiMessage.Field(field.name(), value.apply(field)))
            .toList());
  }

  @Test
  @DisplayName("C11: technologies, contexts, codes and slots can have any name")
  void otherNames() {
    Map<Pattern, String> others = new LinkedHashMap<>();
    others.put(Pattern.compile("PJSIP"), "SIP");
    others.put(Pattern.compile("\\bfrom-queue\\b"), "agents");
    others.put(Pattern.compile("\\bfrom-(internal|trunk)\\b"), "default");
    others.put(Pattern.compile("\\bext-(queues|local)\\b"), "in_$1");
    others.put(Pattern.compile("\\bchain(2?)\\b"), "members$1");
    others.put(Pattern.compile("^\\*\\*101$"), "#7");
    others.put(Pattern.compile("^\\*8$"), "00");
    others.put(Pattern.compile("^7[01]$"), "9000$0");
    others.put(Pattern.compile("/trunk\\b"), "/carrier-1.example");

    assertThat(
            differences(message ->
                with(
                    message,
                    field -> {
                      String value = field.value();
                      for (var other : others.entrySet()) {
                        value = other.getKey().matcher(value).replaceAll(other.getValue());
                      }
                      return value;
                    })))
        .isEmpty();
  }

  @Test
  @DisplayName("C11: a phone's owner follows from the member's Local channel and what that dials")
  void noStateInterface() {
    assertThat(
            differences(message ->
                with(
                    message,
                    field ->
                        field.name().equals("StateInterface")
                            ? message.get("Interface")
                            : field.value())))
        .isEmpty();
  }

  @Test
  @DisplayName("C11: a member whose name Asterisk leaves out is found by the dialled device")
  void noNames() {
    assertThat(
            differences(message ->
                new AmiMessage(
                    message.fields().stream()
                        .filter(field ->
                            !UNNAMED.contains(message.event())
                                || !Set.of("MemberName", "Interface").contains(field.name()))
                        .toList())))
        .isEmpty();
  }

  @Test
  @DisplayName("The events that Asterisk is asked for are enough")
  void filtered() {
    assertThat(
            differences(message -> {
              String event = message.event();
              boolean told =
                  TOLD.contains(event)
                      || event.matches("(QueueCaller|QueueMember|AgentC|AgentRing).*")
                      || message.get("Variable").equals("QUEUESTATUS")
                      || (event.equals("Newexten") && message.get("Application").equals("Queue"));
              return told ? message : null;
            }))
        .isEmpty();
  }
}
