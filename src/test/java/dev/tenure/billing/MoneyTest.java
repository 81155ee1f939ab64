package dev.tenure.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.platform.Refused;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be typed as an amount and a percentage, and that nothing of it wraps. */
class MoneyTest {

  private static final Currency GBP = Currency.getInstance("GBP");

  @ParameterizedTest
  @CsvSource({
    "10, GBP, 1000",
    "9.5, GBP, 950",
    "0, GBP, 0",
    "1000000000.00, GBP, 100000000000",
    "100000000000, JPY, 100000000000",
    "1.500000, KWD, 1500"
  })
  @DisplayName("D3: amounts are read exactly, up to a bound that keeps sums of millions exact")
  void read(String text, String currency, long minor) {
    assertThat(Money.parse(text, Currency.getInstance(currency)).minor()).isEqualTo(minor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "92233720368547758.07",
        "1000000000.01",
        "1e400",
        "1E-999",
        "1e999999999",
        "0.001",
        "-1",
        "+1",
        "1,5",
        "NaN",
        "Infinity",
        "١٢",
        "0x10"
      })
  @DisplayName("Bounds: an amount too large, too fine or written with an exponent is refused")
  void refused(String text) {
    assertThatThrownBy(() -> Money.parse(text, GBP)).isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "1E-999", "1e999999999", "7.555", "-1", "٧", "1234567"})
  @DisplayName("Bounds: a percentage with an exponent or too many digits is refused by its field")
  void percent(String text) {
    assertThatThrownBy(() -> Percent.parse("tax", text))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("percentage");
  }

  @Test
  @DisplayName("D3: large sums are exact, and a sum that doesn't fit is refused")
  void exact() {
    assertThat(new Money(9_000_000_000_000_000_000L, GBP).portion(2000).minor())
        .isEqualTo(1_800_000_000_000_000_000L);
    assertThat(new Money(-100_000_000_000_001L, GBP).share(1, 2).minor())
        .isEqualTo(-50_000_000_000_001L);
    assertThat(Money.sum(LongStream.of(Money.MOST, -Money.MOST, 5))).isEqualTo(5);
    assertThatThrownBy(() -> Money.sum(LongStream.of(Long.MAX_VALUE, 1)))
        .hasMessageContaining("amount-too-large");
  }

  @ParameterizedTest
  @CsvSource({
    // Its last day ends at 11:00Z on the next day, which is 01:00 of the day after in Kiritimati.
    "2026-11-30, Pacific/Pago_Pago, Pacific/Kiritimati, 2026-12-02",
    "2026-11-30, Pacific/Kiritimati, Pacific/Pago_Pago, 2026-11-29",
    "2026-11-30, Europe/London, Europe/London, 2026-11-30",
    "2026-11-30, America/New_York, Europe/London, 2026-12-01",
    "2026-11-30, Asia/Kolkata, Europe/London, 2026-11-30",
    "2026-10-24, Europe/Berlin, Europe/London, 2026-10-24"
  })
  @DisplayName("D13: a trial is free to the end of its last day in the customer's zone")
  void trial(LocalDate until, String customer, String reseller, LocalDate free) {
    assertThat(TrialDays.lastFree(until, ZoneId.of(customer), ZoneId.of(reseller))).isEqualTo(free);
  }
}
