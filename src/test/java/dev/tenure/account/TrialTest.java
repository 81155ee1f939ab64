package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.platform.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a trial may be promised, changed and ended. */
class TrialTest {

  private static final String KIRITIMATI = "Pacific/Kiritimati";
  private static final String PAGO = "Pacific/Pago_Pago";
  private static final Instant BEGIN = Instant.parse("2026-11-01T09:00:00Z");
  private static final Trial TRIAL = new Trial(BEGIN, 30);

  private static CustomerDetails details(@Nullable String until, String zone) {
    return new CustomerDetails(
        "Acme",
        "",
        ProductType.ANALYTICS,
        "GB",
        ZoneId.of(zone),
        "",
        until == null ? null : LocalDate.parse(until));
  }

  private static @Nullable LocalDate changed(
      @Nullable String before, @Nullable String wanted, String now) {
    return TRIAL
        .change(
            details(before, "Europe/London"),
            details(wanted, "Europe/London"),
            Instant.parse(now),
            () -> false)
        .trialUntil();
  }

  private static void refused(String code, @Nullable String before, String wanted, String now) {
    assertThatThrownBy(() -> changed(before, wanted, now))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith(code);
  }

  @Test
  @DisplayName("D13: the longest trial counts from the beginning of the account, in its zone")
  void longest() {
    TRIAL.check(details("2026-12-01", "Europe/London"));
    TRIAL.check(details("2026-12-01", KIRITIMATI));
    TRIAL.check(details("2026-11-30", PAGO));
    // 09:00Z on the 1st is the evening of 31 October in Pago Pago.
    assertThatThrownBy(() -> TRIAL.check(details("2026-12-01", PAGO)))
        .hasMessageContaining("2026-11-30 (30 days");
    assertThatThrownBy(() -> TRIAL.check(details("2026-12-02", KIRITIMATI)))
        .hasMessageContaining("2026-12-01 (30 days");
    assertThatThrownBy(() -> TRIAL.check(details("2026-10-31", "Europe/London")))
        .hasMessageStartingWith("trial-out-of-range");
    assertThat(changed("2026-11-20", "2026-12-01", "2026-11-20T12:00:00Z")).isEqualTo("2026-12-01");
    refused("trial-out-of-range", "2026-11-20", "2026-12-02", "2026-11-20T12:00:00Z");
  }

  @Test
  @DisplayName("D13: a trial can be changed while it runs, and not a day later")
  void running() {
    assertThat(changed("2026-11-20", "2026-11-20", "2026-12-24T00:00:00Z"))
        .as("what isn't changed is nobody's business")
        .isEqualTo("2026-11-20");
    assertThat(changed("2026-11-20", "2026-11-10", "2026-11-10T23:59:59Z")).isEqualTo("2026-11-10");
    refused("trial-out-of-range", "2026-11-20", "2026-11-09", "2026-11-10T12:00:00Z");
    refused("trial-ended", "2026-11-20", "2026-11-30", "2026-11-21T00:00:00Z");
    refused("trial-too-late", null, "2026-12-10", "2026-12-02T00:00:00Z");
  }

  @Test
  @DisplayName("D13: removing a running trial leaves the past free days free")
  void takenAway() {
    assertThat(changed("2026-11-20", null, "2026-11-10T12:00:00Z")).isEqualTo("2026-11-09");
    assertThat(changed("2026-11-20", null, "2026-11-01T12:00:00Z")).isNull();
    assertThatThrownBy(() -> changed("2026-11-20", null, "2026-11-21T00:00:00Z"))
        .hasMessageStartingWith("trial-ended");
  }

  @Test
  @DisplayName("D13: a customer that has been invoiced can't get a trial")
  void invoiced() {
    assertThatThrownBy(() ->
            TRIAL.change(
                details(null, "Europe/London"),
                details("2026-11-20", "Europe/London"),
                Instant.parse("2026-11-05T00:00:00Z"),
                () -> true))
        .hasMessageContaining("has already been invoiced");
    assertThat(changed(null, "2026-11-20", "2026-11-05T00:00:00Z")).isEqualTo("2026-11-20");
  }
}
