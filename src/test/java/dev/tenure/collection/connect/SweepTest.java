package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SweepTest {

  private static final Instant ZERO = Instant.parse("2026-11-22T16:00:00Z");

  private static Instant at(long second) {
    return ZERO.plusSeconds(second);
  }

  @Test
  @DisplayName("As long as both have the same channels, all was heard")
  void agreement() throws EventsLost {
    Sweep sweep = new Sweep(ZERO);
    assertThat(sweep.isDue(at(59))).isFalse();
    assertThat(sweep.isDue(at(60))).isTrue();
    sweep.look(Set.of("a"), Set.of("a"), at(60), at(60));
    sweep.look(Set.of(), Set.of(), at(120), at(120));

    assertThat(sweep.agreedAt()).isEqualTo(at(60));
  }

  @Test
  @DisplayName("What differs once is under way; what differs twice was lost since they last agreed")
  void loss() throws EventsLost {
    Sweep sweep = new Sweep(ZERO);
    sweep.look(Set.of("a"), Set.of("a"), at(60), at(60));
    sweep.look(Set.of("b"), Set.of("a"), at(120), at(120));
    sweep.look(Set.of("c"), Set.of("d"), at(180), at(180));
    assertThat(sweep.agreedAt()).isEqualTo(at(120));

    assertThatExceptionOfType(EventsLost.class)
        .isThrownBy(() -> sweep.look(Set.of("c"), Set.of(), at(239), at(240)))
        .satisfies(lost -> assertThat(lost.since()).isEqualTo(at(120)));
  }

  @Test
  @DisplayName("Whoever lags behind with hearing has lost nothing yet")
  void lag() throws EventsLost {
    Sweep sweep = new Sweep(ZERO);
    sweep.look(Set.of("a"), Set.of(), at(1), at(60));
    sweep.look(Set.of("a"), Set.of(), at(2), at(120));

    assertThat(sweep.agreedAt()).isEqualTo(ZERO);
  }
}
