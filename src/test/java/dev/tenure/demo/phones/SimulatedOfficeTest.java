package dev.tenure.demo.phones;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedOfficeTest {

  private static final Instant START = Instant.parse("2026-11-19T09:00:00Z");
  private static final Instant END = START.plus(Duration.ofHours(30));
  private static final Office OFFICE =
      new Office(
          "acme",
          "020 7946 0100",
          List.of("07700 900"),
          List.of("Reception", "Billing"),
          List.of("Amy Clarke", "Ben Osei", "Chloe Park", "Dev Patel"),
          1.5);

  private static List<PhoneEvent> live(Duration stride) {
    SimulatedOffice office = new SimulatedOffice(OFFICE, START, START.plus(Duration.ofHours(6)));
    List<PhoneEvent> told = new ArrayList<>();
    for (Instant at = START; at.isBefore(END); at = at.plus(stride)) {
      told.addAll(office.advance(at));
    }
    told.addAll(office.advance(END));
    return told;
  }

  @Test
  @DisplayName("C5: the same start gives the same events with the same ids, in whatever strides")
  void repeatable() {
    assertThat(live(Duration.ofMinutes(20))).isEqualTo(live(Duration.ofSeconds(7)));
  }

  @Test
  @DisplayName("Ids are used once, and every call that began ends")
  void whole() {
    List<PhoneEvent> told = live(Duration.ofHours(1));
    Set<String> ids = new HashSet<>();
    Set<String> open = new HashSet<>();
    for (PhoneEvent event : told) {
      assertThat(ids.add(event.fields().get("id"))).as(event.toString()).isTrue();
      String call = event.fields().get("callRef");
      if (call != null) {
        open.add(call);
        if ("CallEnded".equals(event.fields().get("type"))) {
          open.remove(call);
        }
      }
    }
    // What is left was in progress when time stopped.
    assertThat(open).hasSizeLessThan(15);
    assertThat(told).hasSizeGreaterThan(5000);
  }

  @Test
  @DisplayName("No agent talks to two callers at once, nor takes a call while away")
  void oneAtATime() {
    Map<String, String> talking = new HashMap<>();
    Map<String, String> agentOf = new HashMap<>();
    Set<String> away = new HashSet<>();
    for (PhoneEvent event : live(Duration.ofHours(1))) {
      String agent = event.fields().getOrDefault("agent", "");
      String call = event.fields().getOrDefault("callRef", "");
      switch (String.valueOf(event.fields().get("type"))) {
        case "AgentNotReady", "AgentLoggedOut" -> away.add(agent);
        case "AgentReady", "AgentLoggedIn" -> away.remove(agent);
        case "QueueAnswered" -> {
          assertThat(talking.put(agent, call)).as(event.toString()).isNull();
          assertThat(away).doesNotContain(agent);
          agentOf.put(call, agent);
        }
        case "QueueCallEnded", "Transferred" -> talking.remove(agentOf.remove(call));
        default -> {}
      }
    }
  }
}
