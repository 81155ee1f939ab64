package dev.tenure.billing.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.billing.CreditRule;
import dev.tenure.billing.Price;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Charges keep the terms they were made under, trials and moves what was held, tiers their month.
 */
class KeptTermsTest {

  private final Tale tale = Tale.london().open("Acme", "2026-01-10T09:00:00Z");

  @Test
  @DisplayName("D11: a promised credit stays the same when the plan no longer credits")
  void promisedCredit() {
    tale.rule(CreditRule.DAILY, 0).give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.take("Acme", "Ann", "2026-04-21");
    List<String> promised = Tale.words(tale.preview("2026-05"));
    assertThat(promised).containsExactly("CREDIT Ann ESS 2026-04-21..2026-04-30 10/30 -10.33");
    tale.rule(CreditRule.NONE, 0);
    assertThat(tale.run("2026-05")).isEqualTo(promised);
  }

  @Test
  @DisplayName("D11: a plan that begins to credit credits nothing that was charged before")
  void creditNotPromised() {
    tale.give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.take("Acme", "Ann", "2026-04-21").rule(CreditRule.DAILY, 0);
    assertThat(tale.run("2026-05")).isEmpty();
  }

  @Test
  @DisplayName("D11: a credit has the discount and the tax of its charge, each on lines of its own")
  void discountAndTax() {
    tale.rule(CreditRule.DAILY, 0).percents(1000, 2000);
    tale.give("Acme", "Ann", "2026-03-01").give("Acme", "Bob", "2026-03-01").run("2026-04");
    tale.take("Acme", "Ann", "2026-04-16").percents(0, 2500);
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "CREDIT Ann ESS 2026-04-16..2026-04-30 15/30 -15.50",
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 31.00",
            "TAX 2500 7.75",
            "DISCOUNT 1000 1.55",
            "TAX 2000 -2.79");
  }

  @Test
  @DisplayName(
      "D11: an arrear costs what it did when the licence was assigned, whatever changes later")
  void arrears() {
    tale.percents(0, 2000).give("Acme", "Bob", "2026-03-01").run("2026-04");
    tale.give("Acme", "Ann", "2026-04-16");
    tale.price(Tale.ESSENTIAL, "2026-04-01", 6200).percents(0, 2500);
    tale.give("Acme", "Cid", "2026-04-21");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ARREARS Ann ESS 2026-04-16..2026-04-30 15/30 15.50",
            "ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 62.00",
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 62.00",
            "ARREARS Cid ESS 2026-04-21..2026-04-30 10/30 20.67",
            "ADVANCE Cid ESS 2026-05-01..2026-05-31 31/31 62.00",
            "TAX 2500 51.67",
            "TAX 2000 3.10");
  }

  @Test
  @DisplayName("D11: days after a withdrawn T cost what their month was invoiced at")
  void withdrawn() {
    tale.give("Acme", "Ann", "2026-03-01").end("Acme", "2026-04-10T12:00:00Z").run("2026-04");
    tale.price(Tale.ESSENTIAL, "2026-04-01", 9300).end("Acme", null);
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ARREARS Ann ESS 2026-04-11..2026-04-30 20/30 20.67",
            "ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 93.00");
  }

  @Test
  @DisplayName("D11: a minimum term that is agreed later makes no licence longer")
  void minimumTerm() {
    tale.give("Acme", "Ann", "2026-04-11").take("Acme", "Ann", "2026-04-20");
    tale.rule(CreditRule.NONE, 90);
    assertThat(tale.run("2026-05"))
        .containsExactly("ARREARS Ann ESS 2026-04-11..2026-04-19 9/30 9.30");
  }

  @Test
  @DisplayName("D11: another zone credits and charges no day of an invoiced month")
  void zone() {
    tale.rule(CreditRule.DAILY, 0).give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.end("Acme", "2026-04-20T08:00:00Z");
    List<String> promised = Tale.words(tale.preview("2026-05"));
    assertThat(promised).containsExactly("CREDIT Ann ESS 2026-04-21..2026-04-30 10/30 -10.33");
    for (String zone : List.of("Pacific/Pago_Pago", "Pacific/Kiritimati")) {
      tale.move(zone);
      assertThat(Tale.words(tale.preview("2026-05"))).as(zone).isEqualTo(promised);
    }
  }

  @Test
  @DisplayName("D11: what was charged in another currency is never credited in this one")
  void currency() {
    tale.rule(CreditRule.DAILY, 0).give("Acme", "Ann", "2026-03-01").run("2026-04");
    tale.currency("KWD");
    assertThat(Tale.words(tale.preview("2026-05")))
        .containsExactly("ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 3.100");
    tale.take("Acme", "Ann", "2026-04-16");
    assertThatThrownBy(() -> tale.preview("2026-05")).hasMessageContaining("currency-differs");
  }

  @Test
  @DisplayName("D13: a trial set on a customer billed for months credits nothing, again and again")
  void trialLater() {
    tale.rule(CreditRule.DAILY, 0).give("Acme", "Ann", "2026-03-01").run("2026-04");
    for (String until : List.of("2026-04-20", "2026-05-31", "2026-04-30")) {
      tale.trial("Acme", until);
      assertThat(tale.preview("2026-05").lines()).noneMatch(line -> line.amount() < 0);
    }
    tale.take("Acme", "Ann", "2026-04-25").trial("Acme", "2026-04-28");
    assertThat(tale.run("2026-05"))
        .as("only what isn't held")
        .containsExactly("CREDIT Ann ESS 2026-04-25..2026-04-30 6/30 -6.20");
  }

  @Test
  @DisplayName("D13: days invoiced at zero stay so when the trial is cut short")
  void trialShorter() {
    tale.give("Acme", "Ann", "2026-04-10").trial("Acme", "2026-05-20").run("2026-05");
    tale.trial("Acme", "2026-05-05");
    assertThat(tale.run("2026-06"))
        .containsExactly("ADVANCE Ann ESS 2026-06-01..2026-06-30 30/30 31.00");
  }

  @Test
  @DisplayName(
      "D13: a trial’s last day is one of the customer’s zone, on both sides of the date line")
  void trialZone() {
    Tale east = Tale.in("Pacific/Kiritimati", "GBP").open("Acme", "2026-01-10T09:00:00Z");
    east.customerIn("Acme", "Pacific/Pago_Pago").give("Acme", "Ann", "2026-04-01");
    assertThat(east.trial("Acme", "2026-05-09").run("2026-05"))
        .endsWith(
            "TRIAL Ann ESS 2026-05-01..2026-05-11 11/31 0.00",
            "ADVANCE Ann ESS 2026-05-12..2026-05-31 20/31 20.00");
    Tale west = Tale.in("Pacific/Pago_Pago", "GBP").open("Acme", "2026-01-10T09:00:00Z");
    west.customerIn("Acme", "Pacific/Kiritimati").give("Acme", "Ann", "2026-04-01");
    assertThat(west.trial("Acme", "2026-05-09").run("2026-05"))
        .endsWith(
            "TRIAL Ann ESS 2026-05-01..2026-05-08 8/31 0.00",
            "ADVANCE Ann ESS 2026-05-09..2026-05-31 23/31 23.00");
  }

  @Test
  @DisplayName("D14: an upgrade on a month’s last day never lowers the bill")
  void upgrade() {
    tale.price(Tale.REPORTS, "2020-01-01", 3000).price(Tale.ANALYTICS, "2020-01-01", 6000);
    tale.give("Acme", "Ann", Tale.REPORTS, "2026-04-29");
    tale.give("Acme", "Ann", Tale.ANALYTICS, "2026-04-30");
    tale.give("Acme", "Bob", Tale.REPORTS, "2026-04-11")
        .take("Acme", "Bob", Tale.REPORTS, "2026-04-30");
    tale.give("Acme", "Bob", Tale.ANALYTICS, "2026-04-30");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ARREARS Ann SUP-1 2026-04-29..2026-04-30 2/30 2.00",
            "ADVANCE Ann SUP-2 2026-05-01..2026-05-31 31/31 60.00",
            "ARREARS Bob SUP-1 2026-04-11..2026-04-29 19/30 19.00",
            "ARREARS Bob SUP-2 2026-04-30..2026-04-30 1/30 2.00",
            "ADVANCE Bob SUP-2 2026-05-01..2026-05-31 31/31 60.00");
  }

  @Test
  @DisplayName("D14: the first day that is charged cuts no licence down to a single day")
  void window() {
    Tale late = Tale.from("2026-04-30").open("Acme", "2026-01-10T09:00:00Z");
    late.give("Acme", "Ann", "2026-04-01").give("Acme", "Bob", "2026-04-30");
    assertThat(late.run("2026-05"))
        .containsExactly(
            "ARREARS Ann ESS 2026-04-30..2026-04-30 1/30 1.03",
            "ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 31.00",
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 31.00");
  }

  @Test
  @DisplayName("D14: a licence held on one single day has no minimum term")
  void singleDayWithMinimum() {
    tale.rule(CreditRule.NONE, 45).give("Acme", "Ann", "2026-04-11");
    assertThat(tale.take("Acme", "Ann", "2026-04-12").run("2026-05")).isEmpty();
  }

  @Test
  @DisplayName("D14: a licence that is moved daily costs as if one user had held it")
  void movedDaily() {
    tale.give("Acme", "User 01", "2026-04-01");
    Tale taken = Tale.london().open("Acme", "2026-01-10T09:00:00Z");
    taken.give("Acme", "User 01", "2026-04-01");
    for (int day = 2; day <= 30; day++) {
      String on = "2026-04-%02d".formatted(day);
      String before = "User %02d".formatted(day - 1);
      String after = "User %02d".formatted(day);
      tale.moveTo("Acme", before, after, on);
      taken.take("Acme", before, on).give("Acme", after, on);
    }
    for (Tale each : List.of(tale, taken)) {
      Draft draft = each.preview("2026-05");
      assertThat(draft.lines().stream().filter(line -> line.used().from().getMonthValue() == 4))
          .hasSize(30)
          .allMatch(line -> line.amount() == 103);
      assertThat(draft.lines().getLast().amount()).isEqualTo(3100);
    }
  }

  @Test
  @DisplayName("D14: a licence that is moved within a paid month neither loses nor doubles a day")
  void moved() {
    for (CreditRule rule : CreditRule.values()) {
      Tale moving = Tale.london().open("Acme", "2026-01-10T09:00:00Z").rule(rule, 45);
      moving.give("Acme", "Ann", "2026-03-21").run("2026-04");
      moving.moveTo("Acme", "Ann", "Bob", "2026-04-11").moveTo("Acme", "Bob", "Cid", "2026-04-30");
      assertThat(moving.run("2026-05"))
          .containsExactly("ADVANCE Cid ESS 2026-05-01..2026-05-31 31/31 31.00");
      moving.moveTo("Acme", "Cid", "Ann", "2026-05-02").take("Acme", "Ann", "2026-05-03");
      assertThat(moving.run("2026-06"))
          .isEqualTo(
              rule == CreditRule.NONE
                  ? List.of()
                  : List.of("CREDIT Cid ESS 2026-05-05..2026-05-31 27/31 -27.00"));
    }
  }

  @Test
  @DisplayName("D14, D11: a moved licence keeps the terms under which it was assigned")
  void movedAfterChange() {
    tale.run("2026-04");
    tale.give("Acme", "Ann", "2026-04-11").price(Tale.ESSENTIAL, "2026-04-01", 6200);
    tale.moveTo("Acme", "Ann", "Bob", "2026-04-21");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "ARREARS Ann ESS 2026-04-11..2026-04-20 10/30 10.33",
            "ARREARS Bob ESS 2026-04-21..2026-04-30 10/30 10.33",
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 62.00");
  }

  private static Price tiers() {
    return new Price(
        Tale.ESSENTIAL,
        LocalDate.EPOCH,
        CreditRule.DAILY,
        0,
        List.of(new Price.Tier(1, 3100), new Price.Tier(3, 2480)));
  }

  @Test
  @DisplayName("D15: the tier follows from charged days ÷ days of the month, rounded down")
  void tierOfDays() {
    tale.price(tiers()).give("Acme", "Ann", "2026-04-01").give("Acme", "Bob", "2026-04-01");
    tale.give("Acme", "Cid", "2026-04-16").give("Acme", "Dan", "2026-04-17");
    assertThat(tale.preview("2026-05").lines().getFirst().used().perMonth())
        .as("30 + 30 + 15 + 14 days")
        .isEqualTo(3100);
    tale.give("Acme", "Eve", "2026-04-29");
    assertThat(tale.preview("2026-05").lines())
        .as("91 days of 30")
        .filteredOn(line -> line.used().from().getMonthValue() == 4)
        .allMatch(line -> line.used().perMonth() == 2480 && line.used().tier() == 3);
  }

  @Test
  @DisplayName("D15: what was invoiced in advance at another tier is adjusted in the next invoice")
  void adjusted() {
    tale.price(tiers()).give("Acme", "Ann", "2026-04-01").give("Acme", "Bob", "2026-04-01");
    tale.run("2026-04");
    tale.open("Zeta", "2026-01-01T00:00:00Z").give("Zeta", "Zoe", "2026-04-02");
    tale.give("Zeta", "Zac", "2026-04-30");
    assertThat(tale.run("2026-05"))
        .as("89 days are not 90, and one single day is none")
        .startsWith("ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 24.80");
    tale.take("Acme", "Ann", "2026-05-11").take("Zeta", "Zac", "2026-05-11");
    tale.price(Tale.ESSENTIAL, "2026-05-01", 9900);
    assertThat(tale.run("2026-06"))
        .as("21 fewer of each, at the tiers of May; 82 of 93 days are left")
        .containsExactly(
            "CREDIT Ann ESS 2026-05-11..2026-05-31 21/31 -16.80",
            "VOLUME Ann ESS 2026-05-01..2026-05-10 10/31 2.00",
            "VOLUME Bob ESS 2026-05-01..2026-05-31 31/31 6.20",
            "ADVANCE Bob ESS 2026-06-01..2026-06-30 30/30 99.00",
            "CREDIT Zac ESS 2026-05-11..2026-05-31 21/31 -16.80",
            "VOLUME Zac ESS 2026-05-01..2026-05-10 10/31 2.00",
            "VOLUME Zoe ESS 2026-05-01..2026-05-31 31/31 6.20",
            "ADVANCE Zoe ESS 2026-06-01..2026-06-30 30/30 99.00");
  }

  @Test
  @DisplayName(
      "D15: one more licence makes each of those already invoiced cheaper, by an adjustment")
  void promisedForEach() {
    tale.price(tiers()).give("Acme", "Ann", "2026-03-01").give("Acme", "Bob", "2026-03-01");
    tale.run("2026-04");
    tale.give("Acme", "Cid", "2026-04-01");
    assertThat(tale.run("2026-05"))
        .containsExactly(
            "VOLUME Ann ESS 2026-04-01..2026-04-30 30/30 -6.20",
            "ADVANCE Ann ESS 2026-05-01..2026-05-31 31/31 24.80",
            "VOLUME Bob ESS 2026-04-01..2026-04-30 30/30 -6.20",
            "ADVANCE Bob ESS 2026-05-01..2026-05-31 31/31 24.80",
            "ARREARS Cid ESS 2026-04-01..2026-04-30 30/30 24.80",
            "ADVANCE Cid ESS 2026-05-01..2026-05-31 31/31 24.80");
    assertThat(tale.run("2026-06")).noneMatch(line -> line.startsWith("VOLUME"));
  }

  @Test
  @DisplayName("D3: an amount that can’t be stored is refused, never wrapped")
  void tooLarge() {
    tale.price(Tale.ESSENTIAL, "2026-05-01", Long.MAX_VALUE).give("Acme", "Ann", "2026-05-01");
    assertThat(tale.preview("2026-05").total().minor()).isEqualTo(Long.MAX_VALUE);
    tale.give("Acme", "Bob", "2026-05-02");
    assertThatThrownBy(() -> tale.preview("2026-05")).hasMessageContaining("amount-too-large");
  }
}
