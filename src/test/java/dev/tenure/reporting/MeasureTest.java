package dev.tenure.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MeasureTest {

  private static final long SECOND = 1_000_000;

  /** Answered 1000 of which 860 within 20 s; 60 abandoned, 20 of them within 20 s. */
  private static final VisitSums CHECK =
      new VisitSums(
          1_080,
          1_000,
          860,
          60,
          20,
          5,
          20,
          0,
          0,
          30,
          900,
          12_000 * SECOND,
          1_800 * SECOND,
          95 * SECOND,
          162_000 * SECOND,
          9_000 * SECOND,
          27_000 * SECOND);

  private static double percent(Measure measure, VisitSums visits) {
    return 100 * value(measure, visits);
  }

  private static double value(Measure measure, VisitSums visits) {
    return measure.of(new Figures(visits, CallSums.NONE, AgentSums.NONE)).orElseThrow();
  }

  @Test
  @DisplayName("Service level: the check figures of each named variant")
  void serviceLevels() {
    assertThat(percent(Measure.LEVEL_IGNORING, CHECK)).isCloseTo(82.7, within(0.05));
    assertThat(percent(Measure.LEVEL_NEGATIVE, CHECK)).isCloseTo(81.1, within(0.05));
    assertThat(percent(Measure.LEVEL_POSITIVE, CHECK)).isCloseTo(83.0, within(0.05));
    assertThat(percent(Measure.SERVICE_LEVEL, CHECK))
        .as("860 of 1000 + 60 - 5 short abandons")
        .isCloseTo(81.5, within(0.05));
  }

  @Test
  @DisplayName("ASA is over the answered, AWT over answered and abandoned, AHT over the handled")
  void averages() {
    assertThat(value(Measure.ASA, CHECK)).isEqualTo(12.0 * SECOND);
    assertThat(value(Measure.AWT, CHECK)).isCloseTo(13_800.0 / 1_060 * SECOND, within(0.01));
    assertThat(value(Measure.ATT, CHECK)).isEqualTo(180.0 * SECOND);
    assertThat(value(Measure.AHT, CHECK)).isEqualTo(210.0 * SECOND);
  }

  @Test
  @DisplayName("Occupancy is handling of handling and available; not ready is left out")
  void occupancy() {
    AgentSums time =
        new AgentSums(
            8 * 3_600 * SECOND, 2 * 3_600 * SECOND, 0, 9 * 1_800 * SECOND, 3 * 1_800 * SECOND);
    assertThat(Measure.OCCUPANCY.of(Figures.NONE.with(time))).hasValue(0.75);
  }

  @Test
  @DisplayName("Where there is nothing to divide by there is no value, which is not nought")
  void nothing() {
    for (Measure measure : Measure.values()) {
      if (measure.unit() == Measure.Unit.COUNT) {
        assertThat(measure.of(Figures.NONE)).hasValue(0);
      }
    }
    assertThat(Measure.SERVICE_LEVEL.of(Figures.NONE)).isEmpty();
    assertThat(Measure.ASA.of(Figures.NONE)).isEmpty();
    assertThat(Measure.OCCUPANCY.of(Figures.NONE)).isEmpty();
  }

  @Test
  @DisplayName("Thresholds are inclusive to the microsecond, and 0 makes no abandon short")
  void thresholds() {
    Thresholds usual = Thresholds.USUAL;
    assertThat(usual.inTime(Duration.ofSeconds(20))).isTrue();
    assertThat(usual.inTime(Duration.ofSeconds(20).plusNanos(1_000))).isFalse();
    assertThat(usual.isShort(Duration.ofSeconds(6))).isTrue();
    assertThat(usual.isShort(Duration.ofMillis(6_001))).isFalse();
    assertThat(new Thresholds(20, 0, 0).isShort(Duration.ZERO)).isFalse();
  }

  @Test
  @DisplayName("Figures of parts in any order and grouping add up to the figures of the whole")
  void addUp() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Figures one = some(random);
      Figures two = some(random);
      Figures three = some(random);
      assertThat(one.plus(two).plus(three)).isEqualTo(three.plus(two.plus(one)));
      assertThat(one.plus(Figures.NONE)).isEqualTo(one);
      Figures whole = one.plus(two).plus(three);
      for (Measure measure : Measure.values()) {
        if (measure.unit() == Measure.Unit.COUNT) {
          assertThat(measure.of(whole).orElseThrow())
              .isEqualTo(
                  measure.of(one).orElseThrow()
                      + measure.of(two).orElseThrow()
                      + measure.of(three).orElseThrow());
        }
      }
    }
  }

  private static Figures some(Random random) {
    return new Figures(
        new VisitSums(
            n(random), n(random), n(random), n(random), n(random), n(random), n(random), n(random),
            n(random), n(random), n(random), n(random), n(random), n(random), n(random), n(random),
            n(random)),
        new CallSums(n(random), n(random), n(random), n(random), n(random)),
        new AgentSums(n(random), n(random), n(random), n(random), n(random)));
  }

  private static long n(Random random) {
    return random.nextInt(1_000);
  }
}
