package dev.tenure.collection.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.AgentSpell;
import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallId;
import dev.tenure.collection.WrapUps;
import dev.tenure.collection.agents.Known.Ring;
import dev.tenure.collection.agents.Known.Talk;
import dev.tenure.collection.agents.Known.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AgentActivityTest {

  private static final Instant NINE = Instant.parse("2026-11-25T09:00:00Z");
  private static final CallId CALL = new CallId(new UUID(1, 1));
  private static final Duration NONE = Duration.ZERO;

  private final List<Told> told = new ArrayList<>();
  private final List<Talk> talks = new ArrayList<>();
  private final List<Ring> rings = new ArrayList<>();

  private static Instant at(int minute) {
    return NINE.plus(Duration.ofMinutes(minute));
  }

  private static @Nullable Instant end(int minute) {
    return minute < 0 ? null : at(minute);
  }

  private AgentActivityTest told(AgentStatus status, int from, int to) {
    told.add(
        new Told(status, status == AgentStatus.NOT_READY ? "Lunch" : "", at(from), end(to), false));
    return this;
  }

  private AgentActivityTest talk(AgentStatus status, int from, int to) {
    talks.add(new Talk(status, "Sales", CALL, at(from), end(to), NONE, null, false));
    return this;
  }

  private AgentActivityTest ring(int from, int to) {
    rings.add(new Ring("Sales", CALL, at(from), end(to), false));
    return this;
  }

  private List<String> day(Duration wrapUp, int from, int to) {
    return words(
        AgentActivity.of(new Known(told, talks, rings), WrapUps.of(wrapUp), at(from), at(to)));
  }

  private static List<String> words(List<AgentSpell> spells) {
    return spells.stream()
        .map(spell ->
            "%s %d-%d%s"
                .formatted(
                    spell.status(),
                    Duration.between(NINE, spell.from()).toMinutes(),
                    Duration.between(NINE, spell.to()).toMinutes(),
                    spell.open() ? " open" : spell.cut() ? " cut" : ""))
        .toList();
  }

  @Test
  @DisplayName("What was told holds between the calls; ringing and talking come before it")
  void priorities() {
    told(AgentStatus.READY, 0, 40).told(AgentStatus.NOT_READY, 40, 50);
    ring(9, 10).talk(AgentStatus.TALKING_QUEUE, 10, 15);
    assertThat(day(NONE, 0, 60))
        .containsExactly(
            "READY 0-9", "RINGING 9-10", "TALKING_QUEUE 10-15", "READY 15-40", "NOT_READY 40-50");
  }

  @Test
  @DisplayName("A talk ends a told wrap-up, and one that rings while talking stays a talk")
  void overlaps() {
    told(AgentStatus.WRAP_UP, 0, 10).talk(AgentStatus.TALKING_INBOUND, 5, 8).ring(6, 9);
    assertThat(day(NONE, 0, 60))
        .containsExactly("WRAP_UP 0-5", "TALKING_INBOUND 5-8", "RINGING 8-9", "WRAP_UP 9-10");
  }

  @Test
  @DisplayName("The customer's own wrap-up follows queue calls while the phone system says ready")
  void ownWrapUp() {
    told(AgentStatus.READY, 0, 60).talk(AgentStatus.TALKING_QUEUE, 10, 15);
    talk(AgentStatus.TALKING_OUTBOUND, 20, 25);
    assertThat(day(Duration.ofMinutes(2), 0, 30))
        .containsExactly(
            "READY 0-10",
            "TALKING_QUEUE 10-15",
            "WRAP_UP 15-17",
            "READY 17-20",
            "TALKING_OUTBOUND 20-25",
            "READY 25-30 open");
  }

  @Test
  @DisplayName("The own wrap-up ends with the next call, and with whatever is told next")
  void ownWrapUpEnds() {
    told(AgentStatus.READY, 0, 31).told(AgentStatus.NOT_READY, 31, 40);
    talk(AgentStatus.TALKING_QUEUE, 10, 15).talk(AgentStatus.TALKING_QUEUE, 16, 30);
    assertThat(day(Duration.ofMinutes(5), 0, 40))
        .containsExactly(
            "READY 0-10",
            "TALKING_QUEUE 10-15",
            "WRAP_UP 15-16",
            "TALKING_QUEUE 16-30",
            "WRAP_UP 30-31",
            "NOT_READY 31-40");
  }

  @Test
  @DisplayName("Where the phone system tells wrap-up, the customer's own adds nothing")
  void toldWrapUp() {
    told(AgentStatus.READY, 0, 15)
        .told(AgentStatus.WRAP_UP, 15, 16)
        .told(AgentStatus.READY, 16, 60);
    talk(AgentStatus.TALKING_QUEUE, 10, 15);
    assertThat(day(Duration.ofMinutes(5), 0, 20))
        .containsExactly("READY 0-10", "TALKING_QUEUE 10-15", "WRAP_UP 15-16", "READY 16-20 open");
  }

  @Test
  @DisplayName("The present spell says since when, also within the own wrap-up and on hold")
  void present() {
    told(AgentStatus.READY, 0, -1).talk(AgentStatus.TALKING_QUEUE, 10, 15);
    Known ready = new Known(told, talks, rings);
    assertThat(
            words(
                AgentActivity.at(ready, WrapUps.of(Duration.ofMinutes(2)), at(16)).stream()
                    .toList()))
        .containsExactly("WRAP_UP 15-16 open");
    assertThat(
            words(
                AgentActivity.at(ready, WrapUps.of(Duration.ofMinutes(2)), at(18)).stream()
                    .toList()))
        .containsExactly("READY 17-18 open");
    Talk held =
        new Talk(
            AgentStatus.TALKING_QUEUE,
            "Sales",
            CALL,
            at(20),
            null,
            Duration.ofSeconds(30),
            at(25),
            false);
    Known onHold = new Known(told, List.of(held), rings);
    assertThat(words(AgentActivity.at(onHold, WrapUps.of(NONE), at(26)).stream().toList()))
        .containsExactly("ON_HOLD 25-26 open");
    assertThat(AgentActivity.of(onHold, WrapUps.of(NONE), at(0), at(26)).get(1).held())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(words(AgentActivity.at(ready, WrapUps.of(NONE), at(15)).stream().toList()))
        .as("at the end of the talk it is over")
        .containsExactly("READY 15-15 open");
    assertThat(words(AgentActivity.at(ready, WrapUps.of(NONE), at(12)).stream().toList()))
        .as("by a clock that lags behind the phone system's")
        .containsExactly("READY 15-15 open");
    assertThat(AgentActivity.at(new Known(List.of(), List.of(), rings), WrapUps.of(NONE), at(26)))
        .isEmpty();
  }

  @Test
  @DisplayName("C4: what was open at T is cut there, and nothing follows")
  void cut() {
    told.add(new Told(AgentStatus.READY, "", at(0), at(30), true));
    talks.add(new Talk(AgentStatus.TALKING_QUEUE, "Sales", CALL, at(20), at(30), NONE, null, true));
    assertThat(day(Duration.ofMinutes(5), 0, 60))
        .containsExactly("READY 0-20", "TALKING_QUEUE 20-30 cut");
  }

  @Test
  @DisplayName("Spells reach no further than the day, from whenever they began")
  void clipped() {
    told(AgentStatus.READY, -600, -1);
    assertThat(day(NONE, 0, 60)).containsExactly("READY 0-60 open");
  }

  @Test
  @DisplayName("Spells neither overlap nor depend on the order in which facts are read")
  void anyOrder() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      told.clear();
      talks.clear();
      rings.clear();
      int at = 0;
      while (at < 100) {
        int next = at + 1 + random.nextInt(12);
        AgentStatus status =
            List.of(AgentStatus.READY, AgentStatus.NOT_READY, AgentStatus.WRAP_UP)
                .get(random.nextInt(3));
        told(status, at, random.nextInt(6) == 0 ? next - 1 : next);
        at = next;
      }
      for (int i = 0; i < 12; i++) {
        int from = random.nextInt(95);
        talk(
            i % 2 == 0 ? AgentStatus.TALKING_QUEUE : AgentStatus.TALKING_OUTBOUND,
            from,
            from + random.nextInt(6));
        ring(from, from + random.nextInt(3));
      }
      List<AgentSpell> one =
          AgentActivity.of(
              new Known(told, talks, rings), WrapUps.of(Duration.ofMinutes(1)), at(3), at(90));
      Collections.shuffle(told, random);
      assertThat(
              AgentActivity.of(
                  new Known(told, talks, rings), WrapUps.of(Duration.ofMinutes(1)), at(3), at(90)))
          .as("seed " + seed)
          .isEqualTo(one);
      for (int i = 0; i < one.size(); i++) {
        assertThat(one.get(i).length()).isPositive();
        assertThat(one.get(i).from()).isBetween(at(3), at(90));
        assertThat(one.get(i).to()).isBetween(at(3), at(90));
        if (i > 0) {
          assertThat(one.get(i).from()).isAfterOrEqualTo(one.get(i - 1).to());
        }
      }
    }
  }

  @Test
  @DisplayName("A talk is a queue's, or goes the call's way")
  void talking() {
    assertThat(AgentStatus.talking("Sales", CallDirection.INTERNAL))
        .isEqualTo(AgentStatus.TALKING_QUEUE);
    assertThat(AgentStatus.talking("", CallDirection.INTERNAL))
        .isEqualTo(AgentStatus.TALKING_INTERNAL);
    assertThat(AgentStatus.talking("", CallDirection.UNKNOWN))
        .isEqualTo(AgentStatus.TALKING_INBOUND);
  }
}
