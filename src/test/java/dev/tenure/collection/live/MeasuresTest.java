package dev.tenure.collection.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.BusinessDay;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.Measures;
import dev.tenure.collection.Threshold;
import dev.tenure.collection.Threshold.Comparison;
import dev.tenure.collection.Threshold.Figure;
import dev.tenure.collection.Threshold.Tone;
import dev.tenure.collection.VisitCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MeasuresTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static Duration length(BusinessDay day) {
    return Duration.between(day.from(), day.to());
  }

  @Test
  @DisplayName("A day lasts 23 or 25 hours where clocks change, whenever it begins")
  void clockChanges() {
    LocalDate spring = LocalDate.of(2026, 3, 29);
    LocalDate autumn = LocalDate.of(2026, 10, 25);
    assertThat(length(BusinessDay.of(spring, LocalTime.MIDNIGHT, LONDON)))
        .isEqualTo(Duration.ofHours(23));
    assertThat(length(BusinessDay.of(autumn, LocalTime.MIDNIGHT, LONDON)))
        .isEqualTo(Duration.ofHours(25));
    assertThat(length(BusinessDay.of(autumn, LocalTime.of(6, 0), LONDON)))
        .isEqualTo(Duration.ofHours(24));
    assertThat(length(BusinessDay.of(autumn.minusDays(1), LocalTime.of(6, 0), LONDON)))
        .isEqualTo(Duration.ofHours(25));
    // 01:30 is skipped: the first valid instant, 02:00 summer time, begins the day.
    assertThat(BusinessDay.of(spring, LocalTime.of(1, 30), LONDON).from())
        .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
  }

  @Test
  @DisplayName("Before a day's start it is still the day before")
  void beforeTheStart() {
    BusinessDay day =
        BusinessDay.at(Instant.parse("2026-11-25T05:59:59Z"), LocalTime.of(6, 0), LONDON);
    assertThat(day.date()).isEqualTo(LocalDate.of(2026, 11, 24));
    assertThat(BusinessDay.at(day.to(), LocalTime.of(6, 0), LONDON).date())
        .isEqualTo(LocalDate.of(2026, 11, 25));
  }

  @Test
  @DisplayName("Internal are short numbers and those with a prefix of the customer's own")
  void internal() {
    Measures measures =
        new Measures(
            Duration.ofSeconds(20),
            Duration.ofSeconds(6),
            Duration.ZERO,
            LocalTime.MIDNIGHT,
            4,
            List.of("02079460"));
    assertThat(measures.isInternal("2001")).isTrue();
    assertThat(measures.isInternal("20011")).isFalse();
    assertThat(measures.isInternal("020 7946 0123")).isTrue();
    assertThat(measures.isInternal("")).isFalse();
    assertThat(measures.isInternal("anonymous")).isFalse();
    assertThat(measures.direction(CallDirection.OUTBOUND, "2001", "2002"))
        .isEqualTo(CallDirection.INTERNAL);
    assertThat(measures.direction(CallDirection.INBOUND, "0161 496 0000", "2002"))
        .isEqualTo(CallDirection.INBOUND);
    assertThat(measures.direction(CallDirection.INTERNAL, "0161 496 0000", "0161 496 0001"))
        .isEqualTo(CallDirection.INTERNAL);
  }

  @Test
  @DisplayName("Service level = in time ÷ (answered + abandoned − short abandons), half up")
  void serviceLevel() {
    assertThat(new VisitCounts(1065, 1000, 860, 60, 20, 5).serviceLevel()).hasValue(83);
    assertThat(new VisitCounts(3, 1, 1, 1, 0, 0).serviceLevel()).hasValue(50);
    assertThat(new VisitCounts(8, 0, 0, 2, 2, 0).serviceLevel()).isEmpty();
    assertThat(VisitCounts.none().abandonedShare()).isEmpty();
  }

  @Test
  @DisplayName("Of several thresholds the gravest that holds colours, at its bounds as it says")
  void thresholds() {
    List<Threshold> all =
        List.of(
            threshold(Comparison.GE, 3, null, Tone.WATCH),
            threshold(Comparison.GT, 10, null, Tone.ALARM),
            threshold(Comparison.BETWEEN, 0, 2, Tone.GOOD));
    assertThat(Threshold.gravest(all, Figure.WAITING, 2)).map(Threshold::tone).hasValue(Tone.GOOD);
    assertThat(Threshold.gravest(all, Figure.WAITING, 3)).map(Threshold::tone).hasValue(Tone.WATCH);
    assertThat(Threshold.gravest(all, Figure.WAITING, 10))
        .map(Threshold::tone)
        .hasValue(Tone.WATCH);
    assertThat(Threshold.gravest(all, Figure.WAITING, 11))
        .map(Threshold::tone)
        .hasValue(Tone.ALARM);
    assertThat(Threshold.gravest(all, Figure.ANSWERED, 11)).isEmpty();
    assertThat(threshold(Comparison.LT, 5, null, Tone.WATCH).holds(5)).isFalse();
    assertThat(threshold(Comparison.LE, 5, null, Tone.WATCH).holds(5)).isTrue();
  }

  private static Threshold threshold(
      Comparison comparison, int bound, @Nullable Integer upper, Tone tone) {
    return new Threshold(Figure.WAITING, comparison, bound, upper, tone, "");
  }
}
