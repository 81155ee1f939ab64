package dev.tenure.billing.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.billing.CreditRule;
import dev.tenure.billing.Money;
import dev.tenure.billing.Price;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InvoiceDraftTest {

  private final Tale tale = Tale.london().open("Acme", "2026-01-10T09:00:00Z");

  @Test
  @DisplayName("D2: added 15 March, the 1 April invoice covers 15 March to 30 April")
  void addedInMarch() {
    tale.give("Acme", "Ann", "2026-03-15");
    assertThat(tale.run("2026-04"))
        .containsExactly(
            "ARREARS Ann ESS 2026-03-15..2026-03-31 17/31 17.00",
            "ADVANCE Ann ESS 2026-04-01..2026-04-30 30/30 31.00");
    assertThat(tale.run("2026-05"))
        .containsExactly("ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 31.00");
  }

  @Test
  @DisplayName(
      "D2: added 27 April, the 1 May invoice covers 27 April to 31 May for it, May for others")
  void addedInApril() {
    tale.give("Acme", "Bob", "2026-03-01").run("2026-04");
    tale.give("Acme", "Cid", "2026-04-27");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 31.00",
            "ARREARS Cid ESS 2026-04-27..2026-04-30 4/30 4.13",
            "ADVANCE Cid ESS 2026-05-01..2026-05-31 31/31 31.00");
  }

  @Test
  @DisplayName("D3: leap February has 29 days, any other 28")
  void leapFebruary() {
    Tale leap = Tale.london().open("Acme", "2024-01-02T00:00:00Z");
    leap.give("Acme", "Ann", "2024-02-15");
    assertThat(leap.run("2024-03"))
        .startsWith("ARREARS Ann ESS 2024-02-15..2024-02-29 15/29 16.03");
    tale.give("Acme", "Ann", "2026-02-15");
    assertThat(tale.run("2026-03"))
        .startsWith("ARREARS Ann ESS 2026-02-15..2026-02-28 14/28 15.50");
  }

  @Test
  @DisplayName("D3: what begins on the last day but one of a month is charged for two days")
  void monthEnd() {
    tale.give("Acme", "Ann", "2026-04-29");
    assertThat(tale.run("2026-05")).startsWith("ARREARS Ann ESS 2026-04-29..2026-04-30 2/30 2.07");
  }

  @Test
  @DisplayName("D6: T at local midnight counts the day before, on both sides of the date line")
  void dateLine() {
    for (String zone : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Tokyo")) {
      var midnight = LocalDate.of(2026, 5, 11).atStartOfDay(java.time.ZoneId.of(zone)).toInstant();
      Tale there =
          Tale.in(zone, "GBP")
              .open("Acme", "2026-01-10T09:00:00Z")
              .give("Acme", "Ann", "2026-04-01");
      there.run("2026-04");
      there.end("Acme", midnight.toString());
      assertThat(there.run("2026-05"))
          .as(zone)
          .containsExactly("ADVANCE Ann ESS 2026-05-01..2026-05-10 10/31 10.00");
    }
  }

  @Test
  @DisplayName("D6: T at 00:00 ends the day before; a microsecond later it is the day itself")
  void microsecond() {
    tale.give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.end("Acme", "2026-05-20T23:00:00Z");
    assertThat(Tale.words(tale.preview("2026-05")))
        .containsExactly("ADVANCE Ann ESS 2026-05-01..2026-05-20 20/31 20.00");
    tale.end("Acme", "2026-05-20T23:00:00.000001Z");
    assertThat(Tale.words(tale.preview("2026-05")))
        .containsExactly("ADVANCE Ann ESS 2026-05-01..2026-05-21 21/31 21.00");
  }

  @Test
  @DisplayName("D4: added and removed on the same day, or held on one single day, is not charged")
  void singleDay() {
    tale.give("Acme", "Same", "2026-04-07").take("Acme", "Same", "2026-04-07");
    tale.give("Acme", "Single", "2026-04-07").take("Acme", "Single", "2026-04-08");
    tale.give("Acme", "Double", "2026-04-07").take("Acme", "Double", "2026-04-09");
    tale.give("Acme", "Eve", "2026-04-30");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ARREARS Double ESS 2026-04-07..2026-04-08 2/30 2.07",
            "ADVANCE Eve ESS 2026-05-01..2026-05-31 31/31 31.00");
  }

  @Test
  @DisplayName(
      "D1, D5: a licence that moves is charged to whoever holds it, the old one to its month’s end")
  void moved() {
    tale.give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.take("Acme", "Ann", "2026-04-16").give("Acme", "Bob", "2026-04-16");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ARREARS Bob ESS 2026-04-16..2026-04-30 15/30 15.50",
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 31.00");
  }

  @Test
  @DisplayName("D5: with daily credit a licence that moves costs each day once")
  void movedWithCredit() {
    tale.rule(CreditRule.DAILY, 0).give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.take("Acme", "Ann", "2026-04-16").give("Acme", "Bob", "2026-04-16");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "CREDIT Ann ESS 2026-04-16..2026-04-30 15/30 -15.50",
            "ARREARS Bob ESS 2026-04-16..2026-04-30 15/30 15.50",
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 31.00");
    assertThat(tale.run("2026-06"))
        .containsExactly("ADVANCE Bob ESS 2026-06-01..2026-06-30 30/30 31.00");
  }

  @Test
  @DisplayName(
      "D5: without a minimum term a removal ends the charge; with one it lasts so many days")
  void minimumTerm() {
    tale.rule(CreditRule.NONE, 45).give("Acme", "Ann", "2026-04-11");
    tale.take("Acme", "Ann", "2026-04-20");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ARREARS Ann ESS 2026-04-11..2026-04-30 20/30 20.67",
            "ADVANCE Ann ESS 2026-05-01..2026-05-25 25/31 25.00");
    assertThat(tale.run("2026-06")).isEmpty();
  }

  @Test
  @DisplayName("D5, D6: termination ends a charge before its minimum term")
  void minimumTermAndEnd() {
    tale.rule(CreditRule.NONE, 60).give("Acme", "Ann", "2026-04-11");
    tale.end("Acme", "2026-04-20T12:00:00Z");
    assertThat(tale.run("2026-05"))
        .containsExactly("ARREARS Ann ESS 2026-04-11..2026-04-20 10/30 10.33");
  }

  @Test
  @DisplayName("Tiers: one licence more gives all of them the next tier’s price")
  void tierCrossed() {
    tale.price(
        new Price(
            Tale.ESSENTIAL,
            LocalDate.EPOCH,
            CreditRule.NONE,
            0,
            List.of(new Price.Tier(1, 3100), new Price.Tier(3, 2480))));
    tale.give("Acme", "Ann", "2026-03-01").give("Acme", "Bob", "2026-03-01").run("2026-04");
    assertThat(Tale.words(tale.preview("2026-05")))
        .containsExactly(
            "ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 31.00",
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 31.00");
    tale.open("Zeta", "2026-01-01T00:00:00Z").give("Zeta", "Zoe", "2026-05-01");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 24.80",
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 24.80",
            "ADVANCE Zoe ESS 2026-05-01..2026-05-31 31/31 24.80");
  }

  @Test
  @DisplayName("Plans: a price that changes mid-month holds for its own days")
  void priceChanged() {
    tale.give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.price(Tale.ESSENTIAL, "2026-05-11", 6200);
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ADVANCE Ann ESS 2026-05-01..2026-05-10 10/31 10.00",
            "ADVANCE Ann ESS 2026-05-11..2026-05-31 21/31 42.00");
    assertThat(tale.run("2026-06"))
        .containsExactly("ADVANCE Ann ESS 2026-06-01..2026-06-30 30/30 62.00");
  }

  @Test
  @DisplayName("Levels: a higher supervisor level includes the lower from its first day on")
  void levels() {
    tale.price(Tale.REPORTS, "2020-01-01", 3000).price(Tale.ANALYTICS, "2020-01-01", 6000);
    tale.give("Acme", "Ann", Tale.REPORTS, "2026-04-02");
    tale.give("Acme", "Ann", Tale.ANALYTICS, "2026-04-21");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ARREARS Ann SUP-1 2026-04-02..2026-04-20 19/30 19.00",
            "ARREARS Ann SUP-2 2026-04-21..2026-04-30 10/30 20.00",
            "ADVANCE Ann SUP-2 2026-05-01..2026-05-31 31/31 60.00");
    tale.take("Acme", "Ann", Tale.ANALYTICS, "2026-06-01");
    assertThat(tale.run("2026-06"))
        .containsExactly("ADVANCE Ann SUP-1 2026-06-01..2026-06-30 30/30 30.00");
  }

  @Test
  @DisplayName("D7: a trial is on the invoice at nought until its last day, and paid the day after")
  void trialConverted() {
    tale.give("Acme", "Ann", "2026-04-10").trial("Acme", "2026-05-09");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "TRIAL Ann ESS 2026-04-10..2026-04-30 21/30 0.00",
            "TRIAL Ann ESS 2026-05-01..2026-05-09 9/31 0.00",
            "ADVANCE Ann ESS 2026-05-10..2026-05-31 22/31 22.00");
    assertThat(tale.run("2026-06"))
        .containsExactly("ADVANCE Ann ESS 2026-06-01..2026-06-30 30/30 31.00");
  }

  @Test
  @DisplayName("D13: a trial with a licence is that licence's alone, and paid the day after")
  void trialOfLicence() {
    tale.give("Acme", "Ann", "2026-04-10").give("Acme", "Bob", "2026-04-10");
    tale.tryOut("Acme", "Ann", Tale.ESSENTIAL, "2026-05-09");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "TRIAL Ann ESS 2026-04-10..2026-04-30 21/30 0.00",
            "TRIAL Ann ESS 2026-05-01..2026-05-09 9/31 0.00",
            "ADVANCE Ann ESS 2026-05-10..2026-05-31 22/31 22.00",
            "ARREARS Bob ESS 2026-04-10..2026-04-30 21/30 21.70",
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 31.00");
    // Longer, shorter and gone: what is issued stays, what isn't yet follows.
    tale.tryOut("Acme", "Ann", Tale.ESSENTIAL, "2026-06-03");
    assertThat(Tale.words(tale.preview("2026-06")))
        .contains("TRIAL Ann ESS 2026-06-01..2026-06-03 3/30 0.00")
        .noneMatch(line -> line.startsWith("CREDIT"));
    tale.tryOut("Acme", "Ann", Tale.ESSENTIAL, null);
    assertThat(tale.run("2026-06"))
        .containsExactly(
            "ADVANCE Ann ESS 2026-06-01..2026-06-30 30/30 31.00",
            "ADVANCE Bob ESS 2026-06-01..2026-06-30 30/30 31.00");
  }

  @Test
  @DisplayName("D13: both trials of a day, the account's and the licence's, are one")
  void bothTrials() {
    tale.give("Acme", "Ann", "2026-04-10").trial("Acme", "2026-05-04");
    tale.tryOut("Acme", "Ann", Tale.ESSENTIAL, "2026-05-09");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "TRIAL Ann ESS 2026-04-10..2026-04-30 21/30 0.00",
            "TRIAL Ann ESS 2026-05-01..2026-05-09 9/31 0.00",
            "ADVANCE Ann ESS 2026-05-10..2026-05-31 22/31 22.00");
  }

  @Test
  @DisplayName("D7: a trial that is terminated in time costs nothing")
  void trialTerminated() {
    tale.give("Acme", "Ann", "2026-04-10").trial("Acme", "2026-05-09");
    tale.end("Acme", "2026-05-05T10:00:00Z");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "TRIAL Ann ESS 2026-04-10..2026-04-30 21/30 0.00",
            "TRIAL Ann ESS 2026-05-01..2026-05-05 5/31 0.00");
    assertThat(tale.run("2026-06")).isEmpty();
  }

  @Test
  @DisplayName("D13: a trial made longer after its days were invoiced credits none of them")
  void trialExtended() {
    tale.rule(CreditRule.DAILY, 0);
    tale.give("Acme", "Ann", "2026-04-10").trial("Acme", "2026-05-09").run("2026-05");
    tale.trial("Acme", "2026-06-03");
    assertThat(tale.run("2026-06"))
        .containsExactly(
            "TRIAL Ann ESS 2026-06-01..2026-06-03 3/30 0.00",
            "ADVANCE Ann ESS 2026-06-04..2026-06-30 27/30 27.90");
  }

  @Test
  @DisplayName(
      "D6: a scheduled T in the coming period is billed up to; moved and withdrawn, the rest"
          + " follows")
  void scheduledMovedWithdrawn() {
    tale.give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.end("Acme", "2026-05-16T12:00:00Z");
    assertThat(tale.run("2026-05"))
        .containsExactly("ADVANCE Ann ESS 2026-05-01..2026-05-16 16/31 16.00");
    tale.end("Acme", "2026-06-10T12:00:00Z");
    assertThat(Tale.words(tale.preview("2026-06")))
        .containsExactly(
            "ARREARS Ann ESS 2026-05-17..2026-05-31 15/31 15.00",
            "ADVANCE Ann ESS 2026-06-01..2026-06-10 10/30 10.33");
    tale.end("Acme", null);
    assertThat(tale.run("2026-06"))
        .containsExactly(
            "ARREARS Ann ESS 2026-05-17..2026-05-31 15/31 15.00",
            "ADVANCE Ann ESS 2026-06-01..2026-06-30 30/30 31.00");
  }

  @Test
  @DisplayName(
      "D6, D5: terminated mid-month, nothing is charged after; the rest is credited if the plan"
          + " says so")
  void terminated() {
    tale.give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.end("Acme", "2026-04-10T09:00:00Z");
    assertThat(tale.run("2026-05")).isEmpty();
    Tale credited = Tale.london().open("Acme", "2026-01-10T09:00:00Z");
    credited.rule(CreditRule.DAILY, 0).give("Acme", "Ann", "2026-03-01").run("2026-04");
    credited.end("Acme", "2026-04-10T09:00:00Z");
    assertThat(credited.run("2026-05"))
        .containsExactly("CREDIT Ann ESS 2026-04-11..2026-04-30 20/30 -20.67");
    assertThat(credited.run("2026-06")).isEmpty();
  }

  @Test
  @DisplayName("D10: reinstated after two months, the gap is never charged")
  void reinstated() {
    tale.give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.end("Acme", "2026-04-10T09:00:00Z");
    assertThat(tale.run("2026-05")).isEmpty();
    assertThat(tale.run("2026-06")).isEmpty();
    tale.open("Acme", "2026-06-12T15:00:00Z");
    assertThat(tale.run("2026-07"))
        .containsExactly(
            "ARREARS Ann ESS 2026-06-12..2026-06-30 19/30 19.63",
            "ADVANCE Ann ESS 2026-07-01..2026-07-31 31/31 31.00");
  }

  @Test
  @DisplayName("D10: reinstated within a month that was paid, its days are not charged again")
  void reinstatedWithinPaidMonth() {
    tale.give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.end("Acme", "2026-04-10T09:00:00Z").open("Acme", "2026-04-20T15:00:00Z");
    assertThat(tale.run("2026-05"))
        .containsExactly("ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 31.00");
  }

  @Test
  @DisplayName("D3: intervals that adjoin are charged as one")
  void adjoining() {
    tale.give("Acme", "Ann", "2026-04-10").take("Acme", "Ann", "2026-04-20");
    tale.give("Acme", "Ann", "2026-04-20");
    assertThat(tale.run("2026-05"))
        .startsWith("ARREARS Ann ESS 2026-04-10..2026-04-30 21/30 21.70");
  }

  @Test
  @DisplayName("D3: minor units of each currency, half-up, once a line: EUR, GBP, JPY, KWD")
  void currencies() {
    assertThat(line("EUR", 1005)).isEqualTo("5.03");
    assertThat(line("GBP", 1015)).isEqualTo("5.08");
    assertThat(line("JPY", 1005)).isEqualTo("503");
    assertThat(line("KWD", 1005)).isEqualTo("0.503");
    assertThat(Money.of(-1005, "EUR").share(15, 30)).hasToString("-5.03");
  }

  private static String line(String currency, long price) {
    Tale there =
        Tale.in("Europe/London", currency)
            .price(Tale.ESSENTIAL, "2020-01-01", price)
            .open("Acme", "2026-01-10T09:00:00Z")
            .give("Acme", "Ann", "2026-04-16");
    return there.run("2026-05").getFirst().replaceAll(".* ", "");
  }

  @Test
  @DisplayName("D3: discount, then tax, are lines of their own, and the total is the sum of all")
  void discountAndTax() {
    tale.percents(1000, 2000).give("Acme", "Ann", "2026-05-01");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 31.00",
            "DISCOUNT 1000 -3.10",
            "TAX 2000 5.58");
    assertThat(tale.issued().getFirst().total()).isEqualTo(Money.of(3348, "GBP"));
  }
}
