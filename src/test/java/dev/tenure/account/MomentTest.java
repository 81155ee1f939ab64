package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

  @ParameterizedTest(name = "A8: {0} {1} in {2} is {3}, {4}, last full day {5}")
  @CsvSource({
    // An ordinary winter's day, and a summer's.
    "2026-11-30, ,      Europe/London,       2026-11-30T00:00:00Z, ORDINARY, 2026-11-29",
    "2026-07-01, ,      Europe/London,       2026-06-30T23:00:00Z, ORDINARY, 2026-06-30",
    "2026-11-30, 12:30, Europe/London,       2026-11-30T12:30:00Z, ORDINARY, 2026-11-29",
    // London skips 01:00–02:00 in spring and repeats it in autumn.
    "2026-03-29, 01:30, Europe/London,       2026-03-29T01:00:00Z, SKIPPED,  2026-03-28",
    "2026-10-25, 01:30, Europe/London,       2026-10-25T00:30:00Z, REPEATED, 2026-10-24",
    // New York: 02:00–03:00 skipped, 01:00–02:00 repeated.
    "2026-03-08, 02:59, America/New_York,    2026-03-08T07:00:00Z, SKIPPED,  2026-03-07",
    "2026-11-01, 01:00, America/New_York,    2026-11-01T05:00:00Z, REPEATED, 2026-10-31",
    // São Paulo, while it had summer time: midnight skipped; the hour before it repeated.
    "2018-11-04, ,      America/Sao_Paulo,   2018-11-04T03:00:00Z, SKIPPED,  2018-11-03",
    "2018-02-17, 23:30, America/Sao_Paulo,   2018-02-18T01:30:00Z, REPEATED, 2018-02-16",
    "2018-02-18, ,      America/Sao_Paulo,   2018-02-18T03:00:00Z, ORDINARY, 2018-02-17",
    // Beirut and Cairo skip midnight itself.
    "2026-03-29, ,      Asia/Beirut,         2026-03-28T22:00:00Z, SKIPPED,  2026-03-28",
    "2026-10-24, 23:15, Asia/Beirut,         2026-10-24T20:15:00Z, REPEATED, 2026-10-23",
    "2026-04-24, ,      Africa/Cairo,        2026-04-23T22:00:00Z, SKIPPED,  2026-04-23",
    "2026-10-29, 23:00, Africa/Cairo,        2026-10-29T20:00:00Z, REPEATED, 2026-10-28",
    // Apia never had 30 December 2011.
    "2011-12-30, ,      Pacific/Apia,        2011-12-30T10:00:00Z, SKIPPED,  2011-12-29",
    "2011-12-31, ,      Pacific/Apia,        2011-12-30T10:00:00Z, ORDINARY, 2011-12-29",
    // Offsets that are no whole hours, and the ends of the line.
    "2026-11-30, ,      Asia/Kathmandu,      2026-11-29T18:15:00Z, ORDINARY, 2026-11-29",
    "2026-11-30, ,      Pacific/Kiritimati,  2026-11-29T10:00:00Z, ORDINARY, 2026-11-29",
    "2026-11-30, ,      Etc/GMT+12,          2026-11-30T12:00:00Z, ORDINARY, 2026-11-29",
    "2026-11-30, ,      UTC,                 2026-11-30T00:00:00Z, ORDINARY, 2026-11-29",
    "2026-11-30, 23:59, UTC,                 2026-11-30T23:59:00Z, ORDINARY, 2026-11-29",
  })
  void resolves(
      LocalDate date,
      @Nullable LocalTime time,
      ZoneId zone,
      Instant instant,
      Moment.Clocks clocks,
      LocalDate lastFullDay) {
    Moment moment = Moment.resolve(date, time, zone);
    assertThat(moment.instant()).isEqualTo(instant);
    assertThat(moment.clocks()).isEqualTo(clocks);
    assertThat(moment.lastFullDay()).isEqualTo(lastFullDay);
  }

  @Test
  @DisplayName(
      "A8: what a skipped time means is the first instant after the gap, as the clocks show it")
  void showsWhatTheClocksShow() {
    Moment moment =
        Moment.resolve(LocalDate.of(2026, 3, 29), LocalTime.of(1, 30), ZoneId.of("Europe/London"));
    assertThat(moment.shown()).isEqualTo("2026-03-29T02:00");
    assertThat(moment.picked()).isEqualTo("2026-03-29T01:30");
  }

  @Test
  @DisplayName("A8: in every zone, any picked time means an instant that shows it or ends its gap")
  void holdsInEveryZone() {
    Random random = new Random(8);
    String[] zones = ZoneId.getAvailableZoneIds().stream().sorted().toArray(String[]::new);
    for (int i = 0; i < 20_000; i++) {
      ZoneId zone = ZoneId.of(zones[random.nextInt(zones.length)]);
      LocalDate date = LocalDate.of(1990 + random.nextInt(60), 1, 1).plusDays(random.nextInt(365));
      LocalTime time =
          random.nextBoolean() ? null : LocalTime.of(random.nextInt(24), random.nextInt(60));
      Moment moment = Moment.resolve(date, time, zone);
      String seen = moment + " in seed 8, round " + i;
      switch (moment.clocks()) {
        case ORDINARY, REPEATED -> assertThat(moment.shown()).as(seen).isEqualTo(moment.picked());
        case SKIPPED -> {
          assertThat(moment.shown()).as(seen).isAfter(moment.picked());
          assertThat(moment.instant().minusNanos(1).atZone(zone).toLocalDateTime())
              .as(seen)
              .isBefore(moment.picked());
        }
      }
      if (moment.clocks() == Moment.Clocks.REPEATED) {
        ZoneOffset used = moment.instant().atZone(zone).getOffset();
        assertThat(zone.getRules().getValidOffsets(moment.picked()).getFirst())
            .as(seen)
            .isEqualTo(used);
      }
      LocalDate full = moment.lastFullDay();
      assertThat(full.plusDays(1).atStartOfDay(zone).toInstant())
          .as(seen)
          .isBeforeOrEqualTo(moment.instant());
      assertThat(full.plusDays(3).atStartOfDay(zone).toInstant())
          .as(seen)
          .isAfter(moment.instant());
    }
  }
}
