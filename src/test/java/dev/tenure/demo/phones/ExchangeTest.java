package dev.tenure.demo.phones;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.ami.AmiReader;
import dev.tenure.collection.ami.AmiSink;
import dev.tenure.collection.asterisk.AsteriskTranslation;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Told;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExchangeTest {

  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  private static final Office OFFICE =
      new Office(
          "acme",
          "020 7946 0100",
          List.of("07700 900"),
          List.of("Reception", "Billing"),
          List.of("Amy Clarke", "Ben Osei", "Chloe Park"),
          2);

  private final Exchange exchange = new Exchange(List.of(OFFICE));
  private final AsteriskTranslation translation = new AsteriskTranslation();
  private final List<CanonicalEvent> understood = new ArrayList<>();
  private final AmiReader reader = new AmiReader(new Understanding());

  /** Hears as the connector does. */
  private final class Understanding implements AmiSink {
    @Override
    public void greeted(String version) {}

    @Override
    public void message(AmiMessage message) {
      translation.take(message, START).stream().map(Told::event).forEach(understood::add);
    }
  }

  private void hear(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reader.read(bytes, 0, bytes.length);
  }

  private static Map<String, Integer> counted(List<Map<String, String>> events) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Map<String, String> event : events) {
      String type = event.getOrDefault("type", "");
      String how =
          event.getOrDefault("how", event.getOrDefault("why", event.getOrDefault("direction", "")));
      if (type.matches(
          "LegStarted|QueueEntered|QueueAnswered|QueueExited|AgentOffered|OfferFailed|CallEnded"
              + "|Transferred|LegHeld|LegRetrieved|AgentLoggedIn|AgentLoggedOut|AgentNotReady")) {
        counts.merge(type + " " + how, 1, Integer::sum);
      }
    }
    return counts;
  }

  @Test
  @DisplayName("What the simulated Asterisk tells is understood as what happened in the office")
  void understood() throws Exception {
    SimulatedOffice office = new SimulatedOffice(OFFICE, START, START);
    List<PhoneEvent> happened = office.advance(START.plus(Duration.ofHours(6)));
    hear("Asterisk Call Manager/11.0.0\r\n");
    for (PhoneEvent event : happened) {
      for (String message : exchange.tell(event)) {
        hear(message);
      }
    }
    List<Map<String, String>> told =
        understood.stream()
            .map(event -> {
              Map<String, String> fields = new TreeMap<>(event.fields());
              fields.put("type", event.type());
              return fields;
            })
            .toList();
    assertThat(counted(told))
        .isEqualTo(counted(happened.stream().map(PhoneEvent::fields).toList()))
        .hasSizeGreaterThan(10);
    assertThat(told)
        .filteredOn(event -> "outbound".equals(event.get("direction")))
        .allMatch(event -> OFFICE.agents().contains(event.get("agent")));
  }

  @Test
  @DisplayName("Whoever comes in the midst of it learns from the snapshot what is in progress")
  void snapshot() throws Exception {
    SimulatedOffice office = new SimulatedOffice(OFFICE, START, START);
    Instant noon = START.plus(Duration.ofHours(4));
    office.advance(noon).forEach(exchange::tell);
    List<AmiMessage> snapshot = new ArrayList<>();
    AmiReader answers =
        new AmiReader(
            new AmiSink() {
              @Override
              public void greeted(String version) {}

              @Override
              public void message(AmiMessage message) {
                snapshot.add(message);
              }
            });
    StringBuilder text = new StringBuilder("Asterisk Call Manager/11.0.0\r\n");
    exchange.channels(noon).forEach(line -> text.append(line).append("\r\n"));
    exchange.queues(noon).forEach(line -> text.append(line).append("\r\n"));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    answers.read(bytes, 0, bytes.length);
    translation
        .resume(snapshot, new Known(List.of(), List.of(), noon), noon)
        .forEach(told -> understood.add(told.event()));

    assertThat(understood)
        .extracting(CanonicalEvent::type)
        .contains("LegStarted")
        .containsAnyOf("AgentLoggedIn", "AgentNotReady");
    assertThat(translation.inProgress()).isEqualTo(exchange.channels(noon).size());
  }
}
