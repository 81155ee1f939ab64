package dev.tenure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CalendarTest {

  private static final Calendar LONDON =
      new Calendar(ZoneId.of("Europe/London"), LocalTime.MIDNIGHT);

  private static DayRange on(String day) {
    return new DayRange(LocalDate.parse(day), LocalDate.parse(day));
  }

  private static Duration length(Bucket bucket) {
    return Duration.between(bucket.from(), bucket.to());
  }

  @Test
  @DisplayName("The day that loses an hour has 23 hours, the one that gains it 25")
  void clockChanges() {
    assertThat(LONDON.buckets(Grain.HOUR, on("2026-03-29"))).hasSize(23);
    assertThat(LONDON.buckets(Grain.HOUR, on("2026-10-25"))).hasSize(25);
    assertThat(LONDON.buckets(Grain.QUARTER, on("2026-10-25"))).hasSize(100);
    assertThat(length(LONDON.whole(on("2026-03-29")))).isEqualTo(Duration.ofHours(23));
  }

  @Test
  @DisplayName("A day begins at the customer's day start, and what was before belongs to yesterday")
  void dayStart() {
    Calendar night = new Calendar(ZoneId.of("Europe/London"), LocalTime.of(6, 7));
    assertThat(night.begin(LocalDate.parse("2026-11-25")))
        .as("cut to the quarter")
        .isEqualTo(Instant.parse("2026-11-25T06:00:00Z"));
    assertThat(night.dayOf(Instant.parse("2026-11-25T05:59:59.999999Z")))
        .isEqualTo(LocalDate.parse("2026-11-24"));
    assertThat(night.dayOf(Instant.parse("2026-11-25T06:00:00Z")))
        .isEqualTo(LocalDate.parse("2026-11-25"));
  }

  @Test
  @DisplayName("A day start that the clocks skip is the first instant after; one twice the earlier")
  void skippedStart() {
    Calendar early = new Calendar(ZoneId.of("Europe/London"), LocalTime.of(1, 30));
    assertThat(early.begin(LocalDate.parse("2026-03-29")))
        .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    assertThat(early.begin(LocalDate.parse("2026-10-25")))
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(
            new Calendar(ZoneId.of("America/Sao_Paulo"), LocalTime.MIDNIGHT)
                .begin(LocalDate.parse("2018-11-04")))
        .isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
  }

  @Test
  @DisplayName("Weeks begin on Monday and months on the first, cut to the days asked for")
  void weeksAndMonths() {
    DayRange days = new DayRange(LocalDate.parse("2026-11-18"), LocalDate.parse("2026-12-02"));
    assertThat(LONDON.buckets(Grain.WEEK, days))
        .extracting(b -> LONDON.dayOf(b.from()).toString())
        .containsExactly("2026-11-18", "2026-11-23", "2026-11-30");
    assertThat(LONDON.buckets(Grain.MONTH, days))
        .extracting(b -> LONDON.dayOf(b.from()).toString())
        .containsExactly("2026-11-18", "2026-12-01");
  }

  @Test
  @DisplayName(
      "In every zone and grain the steps cover the days without a gap, on quarters of an hour")
  void coverEverything() {
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      Calendar calendar =
          new Calendar(
              ZoneId.of(zones.get(random.nextInt(zones.size()))),
              LocalTime.of(random.nextInt(24), random.nextInt(60)));
      LocalDate first = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(12_000));
      DayRange days = new DayRange(first, first.plusDays(random.nextInt(60)));
      for (Grain grain : Grain.values()) {
        List<Bucket> buckets = calendar.buckets(grain, days);
        assertThat(buckets.getFirst().from()).isEqualTo(calendar.whole(days).from());
        assertThat(buckets.getLast().to()).isEqualTo(calendar.whole(days).to());
        for (int i = 1; i < buckets.size(); i++) {
          assertThat(buckets.get(i).from()).isEqualTo(buckets.get(i - 1).to());
        }
        assertThat(buckets.stream().map(b -> b.from().getEpochSecond() % 900))
            .as("%s %s of %s", calendar, grain, days)
            .containsOnly(0L);
      }
    }
  }

  @Test
  @DisplayName("Presets are whole weeks, months and days up to today")
  void presets() {
    LocalDate today = LocalDate.parse("2026-11-25");
    assertThat(Preset.WEEK.days(today)).isEqualTo(range("2026-11-23", "2026-11-25"));
    assertThat(Preset.LAST_WEEK.days(today)).isEqualTo(range("2026-11-16", "2026-11-22"));
    assertThat(Preset.LAST_MONTH.days(today)).isEqualTo(range("2026-10-01", "2026-10-31"));
    assertThat(Preset.DAYS7.days(today).length()).isEqualTo(7);
    assertThat(Preset.of("last-month")).contains(Preset.LAST_MONTH);
    assertThat(Preset.of("DAYS7")).contains(Preset.DAYS7);
    assertThat(Stream.of(Preset.values()).map(p -> Preset.of(p.word()).orElseThrow()))
        .containsExactly(Preset.values());
  }

  private static DayRange range(String first, String last) {
    return new DayRange(LocalDate.parse(first), LocalDate.parse(last));
  }
}
