package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.platform.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final List<Intent> intents = new ArrayList<>();

  private TimelineTest on(
      String day, IntentKind kind, @Nullable HoldOwner owner, @Nullable String effective) {
    Instant at = day(day);
    intents.add(
        new Intent(
            intents.size() + 1,
            kind,
            owner,
            new Author(null, "Dana", Level.RESELLER),
            Reason.none(),
            at,
            effective == null ? at : day(effective),
            null));
    return this;
  }

  private static Instant day(String day) {
    return Instant.parse("2026-" + day + "T00:00:00Z");
  }

  private Timeline life() {
    on("01-01", IntentKind.CREATED, null, null);
    on("02-01", IntentKind.HOLD_PLACED, HoldOwner.RESELLER, null);
    on("02-10", IntentKind.HOLD_PLACED, HoldOwner.SUPPORT, null);
    on("02-15", IntentKind.TERMINATION_SET, null, "05-01");
    on("03-01", IntentKind.HOLD_LIFTED, HoldOwner.RESELLER, null);
    on("03-10", IntentKind.HOLD_LIFTED, HoldOwner.SUPPORT, null);
    on("03-20", IntentKind.TERMINATION_MOVED, null, "04-01");
    on("06-01", IntentKind.REINSTATED, null, null);
    return Timeline.of(intents);
  }

  private static Status status(Timeline life, String day) {
    return life.at(day(day)).orElseThrow().status();
  }

  @Test
  @DisplayName("A2, A3: state(t) answers for any instant, with half-open edges")
  void stateAtAnyInstant() {
    Timeline life = life();
    assertThat(life.at(day("01-01").minusNanos(1000))).isEmpty();
    assertThat(status(life, "01-01")).isEqualTo(Status.ACTIVE);
    assertThat(life.at(day("02-01").minusNanos(1000)).orElseThrow().status())
        .isEqualTo(Status.ACTIVE);
    assertThat(status(life, "02-01")).isEqualTo(Status.DISABLED);
    assertThat(status(life, "03-09")).isEqualTo(Status.DISABLED);
    assertThat(status(life, "03-10")).isEqualTo(Status.ACTIVE);
    assertThat(life.at(day("04-01").minusNanos(1000)).orElseThrow().status())
        .isEqualTo(Status.ACTIVE);
    assertThat(life.at(day("04-01"))).contains(new State.Terminated(day("04-01")));
    assertThat(status(life, "05-31")).isEqualTo(Status.TERMINATED);
    assertThat(status(life, "06-01")).isEqualTo(Status.ACTIVE);
    assertThat(status(life, "12-31")).isEqualTo(Status.ACTIVE);
  }

  @Test
  @DisplayName("A1: a schedule is a fact beside the status, known from when it was recorded")
  void scheduleBesideStatus() {
    Timeline life = life();
    assertThat(life.at(day("02-14")).orElseThrow().scheduled()).isEmpty();
    assertThat(life.at(day("02-15")).orElseThrow().scheduled()).contains(day("05-01"));
    assertThat(life.at(day("03-20")).orElseThrow().scheduled()).contains(day("04-01"));
    assertThat(life.at(day("06-01")).orElseThrow().scheduled()).isEqualTo(Optional.empty());
  }

  @Test
  @DisplayName("A3: as it was known at an instant, for audits")
  void asItWasKnown() {
    Timeline known = life().asKnownAt(day("03-01")).orElseThrow();
    assertThat(status(known, "04-15")).isEqualTo(Status.DISABLED);
    assertThat(status(known, "05-01")).isEqualTo(Status.TERMINATED);
    assertThat(status(known, "12-31")).isEqualTo(Status.TERMINATED);
    assertThat(life().asKnownAt(day("01-01").minusNanos(1000))).isEmpty();
  }

  @Test
  @DisplayName("A5: lifting one of several holds leaves the account Disabled and names the other")
  void severalHolds() {
    State state = life().at(day("03-05")).orElseThrow();
    assertThat(state.holds()).extracting(Hold::owner).containsExactly(HoldOwner.SUPPORT);
  }

  @Test
  @DisplayName("A7, E3: a reinstatement opens a new period without holds; the gap stays")
  void reinstated() {
    Timeline life = life();
    assertThat(life.periods())
        .containsExactly(new Period(day("01-01"), day("04-01")), new Period(day("06-01"), null));
    assertThat(life.fold()).isEqualTo(new Fold(day("06-01"), day("06-01"), null, 0, null));
  }

  @Test
  @DisplayName("A3: a timeline without a creation is a bug")
  void needsCreation() {
    assertThatIllegalStateException().isThrownBy(() -> Timeline.of(List.of()));
  }
}
