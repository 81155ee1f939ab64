package dev.tenure.billing;

import static dev.tenure.billing.BillingWorld.ESSENTIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.account.Account;
import dev.tenure.account.BillingFigures.NextInvoice;
import dev.tenure.account.Command;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.EditCustomer;
import dev.tenure.account.ImportedHistory;
import dev.tenure.account.LifecyclePreview;
import dev.tenure.account.Moment;
import dev.tenure.account.Order;
import dev.tenure.account.Reason;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.account.Status;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BillingTest {

  private BillingWorld world;
  private ResellerId north;
  private Actor dana;
  private CustomerId acme;
  private PlanId plan;

  @BeforeEach
  void begin() {
    world = new BillingWorld();
    north = world.reseller("North");
    dana = BillingWorld.dana(north);
    acme = world.customer(north, "Acme");
    plan = world.plan("Standard", "GBP", CreditRule.NONE);
    world.charge(north, plan, "2026-03-01");
  }

  @AfterEach
  void end() {
    world.proveTallies();
    world.close();
  }

  @Test
  @DisplayName("D1, D2: the run of the first of the month charges in advance and catches up, once")
  void monthly() {
    world.give(acme, "Ann", "2026-03-15", dana);
    world.goTo("2026-03-31T22:59:59Z");
    world.look();
    assertThat(world.the(Invoices.class).list(all(), dana).rows()).isEmpty();
    world.goTo("2026-03-31T23:00:00Z");
    world.look();
    assertThat(world.newest(dana))
        .containsExactly(
            "T-000001 2026-04 57.60 GBP",
            "ARREARS Acme Ann 2026-03-15..2026-03-31 17/31 17.00",
            "ADVANCE Acme Ann 2026-04-01..2026-04-30 30/30 31.00",
            "TAX VAT 2000 9.60");
    world.look();
    assertThat(world.the(Invoices.class).list(all(), dana).total()).isEqualTo(1);
  }

  private static InvoiceQuery all() {
    return new InvoiceQuery("", "", false, 1, 50);
  }

  @Test
  @DisplayName("D2: months in which nothing ran are made up for, in their order")
  void catchesUp() {
    world.give(acme, "Ann", "2026-03-15", dana);
    world.goTo("2026-06-03T10:00:00Z");
    world.look();
    assertThat(
            world
                .the(Invoices.class)
                .list(new InvoiceQuery("", "number", false, 1, 9), dana)
                .rows())
        .extracting(invoice -> invoice.name() + " " + invoice.period())
        .containsExactly("T-000001 2026-04", "T-000002 2026-05", "T-000003 2026-06");
  }

  @Test
  @DisplayName("D6: a customer disabled all month is billed as an active one; terminated, it isn't")
  void disabledThenTerminated() {
    world.give(acme, "Ann", "2026-03-01", dana);
    world.disable(acme, dana);
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    assertThat(world.newest(dana)).contains("ADVANCE Acme Ann 2026-04-01..2026-04-30 30/30 31.00");
    world.goTo("2026-04-20T12:00:00Z");
    world.terminateOn(acme, "2026-05-10T00:00", dana);
    world.goTo("2026-05-01T03:00:00Z");
    world.look();
    assertThat(world.newest(dana))
        .containsExactly(
            "T-000002 2026-05 10.80 GBP",
            "ADVANCE Acme Ann 2026-05-01..2026-05-09 9/31 9.00",
            "TAX VAT 2000 1.80");
    world.goTo("2026-06-01T03:00:00Z");
    world.look();
    assertThat(world.the(Invoices.class).list(all(), dana).total())
        .as("nothing is left")
        .isEqualTo(2);
  }

  @Test
  @DisplayName("D6: disabled all month, and for months, each line is that of an active customer")
  void disabledAllMonth() {
    CustomerId twin = world.customer(north, "Twin");
    world.give(acme, "Ann", "2026-03-05", dana);
    world.give(twin, "Ann", "2026-03-05", dana);
    world.goTo("2026-03-10T12:00:00Z");
    world.disable(acme, dana);
    for (String month : List.of("2026-04", "2026-05", "2026-06")) {
      world.goTo(month + "-01T03:00:00Z");
      world.look();
      List<String> lines = world.newest(dana);
      assertThat(lines).first().asString().contains(month);
      assertThat(only(lines, "Acme")).isNotEmpty().isEqualTo(only(lines, "Twin"));
    }
    assertThat(only(world.newest(dana), "Acme"))
        .containsExactly("ADVANCE Ann 2026-06-01..2026-06-30 30/30 31.00");
  }

  @Test
  @DisplayName("C10: history from before the customer existed is never charged")
  void importedHistory() {
    ResellerId south = world.reseller("South");
    Actor sue = BillingWorld.dana(south);
    world.charge(south, plan, "2026-02-01");
    CustomerId old = world.customer(south, "Acme");
    CustomerId twin = world.customer(south, "Twin");
    world.the(ImportedHistory.class).add(old, "2025-11-05", "", sue);
    world.give(old, "Ann", "2026-02-10", sue);
    world.give(twin, "Ann", "2026-02-10", sue);
    for (String month : List.of("2026-04", "2026-05")) {
      world.goTo(month + "-01T03:00:00Z");
      world.look();
      List<String> lines = world.newest(sue);
      assertThat(lines).first().asString().contains(month);
      assertThat(only(lines, "Acme")).isNotEmpty().isEqualTo(only(lines, "Twin"));
      assertThat(only(lines, "Acme")).noneMatch(line -> line.contains("2026-02"));
    }
  }

  private static List<String> only(List<String> lines, String customer) {
    return lines.stream()
        .filter(line -> line.contains(" " + customer + " "))
        .map(line -> line.replace(" " + customer, ""))
        .toList();
  }

  @Test
  @DisplayName("D8: one reseller's failure leaves the others alone, and is said")
  void oneFails() {
    ResellerId south = world.reseller("South");
    CustomerId zeta = world.customer(south, "Zeta");
    world.charge(south, plan, "2026-03-01");
    world.give(acme, "Ann", "2026-03-15", dana);
    world.give(zeta, "Zoe", "2026-03-15", BillingWorld.dana(south));
    world
        .database
        .jdbc()
        .sql("UPDATE licence SET part = 'TEN-RT' WHERE customer_id = :id")
        .param("id", acme.value())
        .update();
    // No act did that, so nothing was counted of it.
    world.database.jdbc().sql("DELETE FROM tally").update();
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    Runs runs = world.the(Runs.class);
    Runs.Line run = runs.list().getFirst();
    assertThat(run.failed()).isEqualTo(1);
    assertThat(run.done()).isEqualTo(2);
    assertThat(runs.results(run.id(), new InvoiceQuery("failed", "", false, 1, 9)).rows())
        .singleElement()
        .satisfies(failed -> assertThat(failed.error()).contains("TEN-RT has no price"));
    assertThat(world.newest(BillingWorld.dana(south))).first().asString().startsWith("T-000001");
  }

  @Test
  @DisplayName(
      "D9: Disable changes nothing of the next invoice; Terminate shows the last day, as invoiced"
          + " later")
  void warnings() {
    world.give(acme, "Ann", "2026-03-05", dana);
    world.goTo("2026-03-20T12:00:00Z");
    assertThat(next(Command.DISABLE, Optional.empty()))
        .isEqualTo(
            new NextInvoice(
                YearMonth.of(2026, 4), "58.00 GBP", "58.00 GBP", true, null, "", false, ""));
    assertThat(next(Command.TERMINATE_NOW, Optional.empty()))
        .isEqualTo(
            new NextInvoice(
                YearMonth.of(2026, 4),
                "58.00 GBP",
                "16.00 GBP",
                false,
                LocalDate.of(2026, 3, 20),
                "",
                false,
                ""));
    Moment date = Moment.resolve(LocalDate.of(2026, 4, 11), null, BillingWorld.LONDON);
    assertThat(next(Command.TERMINATE_ON_DATE, Optional.of(date)).after()).isEqualTo("37.33 GBP");
    assertThat(next(Command.TERMINATE_ON_DATE, Optional.of(date)).lastCharged())
        .isEqualTo("2026-04-10");
    Moment second =
        Moment.resolve(LocalDate.of(2026, 5, 1), java.time.LocalTime.of(0, 1), BillingWorld.LONDON);
    assertThat(next(Command.TERMINATE_ON_DATE, Optional.of(second)).lastCharged())
        .as("D4: one single day of May isn't charged")
        .isEqualTo("2026-04-30");
    world.terminate(acme, dana);
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    assertThat(world.newest(dana)).contains("ARREARS Acme Ann 2026-03-05..2026-03-20 16/31 16.00");
  }

  private NextInvoice next(Command command, Optional<Moment> moment) {
    return world
        .the(LifecyclePreview.class)
        .of(acme, command, moment, dana)
        .invoice()
        .orElseThrow();
  }

  @Test
  @DisplayName("D9, tiers: what a customer will pay is its share of the reseller's next invoice")
  void volume() {
    Price tiers =
        new Price(
            BillingWorld.ESSENTIAL,
            LocalDate.of(2026, 1, 1),
            CreditRule.NONE,
            0,
            List.of(new Price.Tier(1, 3100), new Price.Tier(4, 2480)));
    world.the(Plans.class).price(plan, 2, List.of(tiers), BillingWorld.support());
    CustomerId bolt = world.customer(north, "Bolt");
    CustomerId gone = world.customer(north, "Gone");
    world.give(acme, "Ann", "2026-03-05", dana);
    world.give(bolt, "Bob", "2026-03-05", dana);
    world.give(bolt, "Ben", "2026-03-05", dana);
    assertThat(shares()).containsValue("116.00 GBP").isEqualTo(alone(acme, bolt));
    HolderId bea = world.give(bolt, "Bea", "2026-03-07", dana);
    world
        .the(Licences.class)
        .carryOut(
            new LicenceChange(bolt, bea, BillingWorld.REPORTS, true, LocalDate.of(2026, 3, 7)),
            world.the(Licences.class).mark(bolt),
            dana);
    world.give(gone, "Guy", "2026-03-05", dana);
    world.goTo("2026-03-20T12:00:00Z");
    world.terminate(gone, dana);
    // D15: four are paid for in April; the days of all five in March are those of three.
    assertThat(shares()).containsEntry(acme, "51.80 GBP").isEqualTo(alone(acme, bolt, gone));
  }

  private Map<CustomerId, String> shares() {
    Map<CustomerId, String> shares = new HashMap<>();
    world
        .the(NextInvoices.class)
        .each(north, share -> shares.put(share.customer(), share.net().shown()))
        .orElseThrow();
    return shares;
  }

  private Map<CustomerId, String> alone(CustomerId... customers) {
    Map<CustomerId, String> shares = new HashMap<>();
    for (CustomerId customer : customers) {
      shares.put(
          customer, world.the(NextInvoices.class).of(north, customer).orElseThrow().net().shown());
    }
    return shares;
  }

  @Test
  @DisplayName("D15, D9: what a licence changes for other customers is shown, then invoiced")
  void others() {
    Price tiers =
        new Price(
            BillingWorld.ESSENTIAL,
            LocalDate.of(2026, 1, 1),
            CreditRule.NONE,
            0,
            List.of(new Price.Tier(1, 3100), new Price.Tier(3, 2480)));
    world.goTo("2026-03-02T09:00:00Z");
    world.the(Plans.class).price(plan, 2, List.of(tiers), BillingWorld.support());
    CustomerId bolt = world.customer(north, "Bolt");
    world.goTo("2026-03-03T09:00:00Z");
    HolderId ann = world.give(acme, "Ann", "2026-03-05", dana);
    world.give(bolt, "Bob", "2026-03-05", dana);
    world.give(bolt, "Ben", "2026-03-05", dana);
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    world.goTo("2026-04-16T10:00:00Z");
    Licences licences = world.the(Licences.class);
    Licences.Cost cost =
        licences
            .cost(
                new LicenceChange(
                    acme, ann, BillingWorld.ESSENTIAL, false, LocalDate.of(2026, 5, 1)),
                dana)
            .orElseThrow();
    assertThat(cost.others()).as("two are not three").isEqualTo(Money.of(1240, "GBP"));
    assertThat(cost.whole()).isEqualTo(Money.of(1240 - 2480, "GBP"));
    NextInvoice end = next(Command.TERMINATE_NOW, Optional.empty());
    assertThat(end.others()).isEqualTo("12.40 GBP");
    world.terminate(acme, dana);
    world.goTo("2026-05-01T03:00:00Z");
    world.look();
    assertThat(world.newest(dana))
        .containsExactly(
            "T-000002 2026-05 74.40 GBP",
            "ADVANCE Bolt Ben 2026-05-01..2026-05-31 31/31 31.00",
            "ADVANCE Bolt Bob 2026-05-01..2026-05-31 31/31 31.00",
            "TAX VAT 2000 12.40");
  }

  @Test
  @DisplayName("D11: later changes of plan, price, tax and zone alter no credit and no arrear")
  void keptTerms() {
    PlanId daily = world.plan("Daily", "GBP", CreditRule.DAILY);
    world.goTo("2026-03-02T09:00:00Z");
    terms(daily, 2000);
    HolderId ann = world.give(acme, "Ann", "2026-03-05", dana);
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    world.goTo("2026-04-10T03:00:00Z");
    world.give(acme, "Bob", "2026-04-11", dana);
    world.take(acme, ann, "2026-04-21", dana);
    List<NextInvoices.Line> promised = settled();
    assertThat(promised).hasSize(2);
    world.goTo("2026-04-20T03:00:00Z");
    Price dear = Price.flat(BillingWorld.ESSENTIAL, LocalDate.of(2026, 4, 1), 9300);
    world.the(Plans.class).price(daily, 2, List.of(dear), BillingWorld.support());
    assertThat(settled()).isEqualTo(promised);
    world.goTo("2026-04-21T03:00:00Z");
    terms(plan, 500);
    world
        .database
        .jdbc()
        .sql("UPDATE reseller SET time_zone = 'Pacific/Pago_Pago' WHERE id = :id")
        .param("id", north.value())
        .update();
    assertThat(settled()).isEqualTo(promised);
    world.goTo("2026-05-01T12:00:00Z");
    world.look();
    assertThat(world.newest(dana))
        .containsExactly(
            "T-000002 2026-05 44.96 GBP",
            "CREDIT Acme Ann 2026-04-21..2026-04-30 10/30 -10.33",
            "ARREARS Acme Bob 2026-04-11..2026-04-30 20/30 20.67",
            "ADVANCE Acme Bob 2026-05-01..2026-05-31 31/31 31.00",
            "TAX VAT 500 1.55",
            "TAX VAT 2000 2.07");
    assertThat(world.laws())
        .allSatisfy(law -> assertThat(law.run().violations()).as(law.sentence()).isEmpty());
  }

  private void terms(PlanId on, int tax) {
    Chargings chargings = world.the(Chargings.class);
    Charging now = chargings.find(north).orElseThrow().charging();
    long version = chargings.find(north).orElseThrow().version();
    chargings.keep(
        north,
        version,
        new Charging(on, now.from(), "", "", "", "", 0, "VAT", tax, null),
        BillingWorld.support());
  }

  /** What the next invoice says of Acme's days in April. */
  private List<NextInvoices.Line> settled() {
    return world.the(NextInvoices.class).of(north, acme).orElseThrow().lines().stream()
        .filter(line -> line.from().getMonthValue() == 4)
        .toList();
  }

  @Test
  @DisplayName("D14: a licence that names the user it was moved from is charged once")
  void moved() {
    HolderId ann = world.give(acme, "Ann", "2026-03-05", dana);
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    world.goTo("2026-04-16T10:00:00Z");
    world.take(acme, ann, "2026-04-16", dana);
    HolderId bob = world.give(acme, "Bob", "2026-04-16", dana);
    world
        .database
        .jdbc()
        .sql("UPDATE licence SET moved_from = :ann WHERE holder_id = :bob")
        .param("ann", ann.value())
        .param("bob", bob.value())
        .update();
    world.goTo("2026-05-01T03:00:00Z");
    world.look();
    assertThat(world.newest(dana))
        .containsExactly(
            "T-000002 2026-05 37.20 GBP",
            "ADVANCE Acme Bob 2026-05-01..2026-05-31 31/31 31.00",
            "TAX VAT 2000 6.20");
  }

  @Test
  @DisplayName("G: licences belong to the fingerprint of a warning")
  void fingerprint() {
    String shown =
        world
            .the(LifecyclePreview.class)
            .of(acme, Command.TERMINATE_NOW, Optional.empty(), dana)
            .fingerprint();
    world.give(acme, "Ann", "2026-03-05", dana);
    Order order = new Order(acme, world.account(acme).version(), shown, Reason.none(), dana);
    assertThatThrownBy(() -> world.the(TerminateCustomer.class).terminate(order, "Acme"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("facts-changed");
  }

  @Test
  @DisplayName("D9: giving and taking a licence shows the cost first, and then costs that")
  void cost() {
    HolderId ann = world.give(acme, "Ann", "2026-03-01", dana);
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    world.goTo("2026-04-16T10:00:00Z");
    Licences licences = world.the(Licences.class);
    LicenceChange reports =
        new LicenceChange(acme, ann, BillingWorld.REPORTS, true, LocalDate.of(2026, 4, 16));
    assertThat(licences.cost(reports, dana).orElseThrow())
        .isEqualTo(
            new Licences.Cost(
                YearMonth.of(2026, 5),
                Money.of(3100, "GBP"),
                Money.of(7750, "GBP"),
                Money.of(0, "GBP")));
    licences.carryOut(reports, licences.mark(acme), dana);
    LicenceChange take =
        new LicenceChange(acme, ann, BillingWorld.ESSENTIAL, false, LocalDate.of(2026, 5, 11));
    assertThat(licences.cost(take, dana).orElseThrow().after()).isEqualTo(Money.of(5650, "GBP"));
    licences.carryOut(take, licences.mark(acme), dana);
    world.goTo("2026-05-01T03:00:00Z");
    world.look();
    assertThat(world.newest(dana))
        .containsExactly(
            "T-000002 2026-05 67.80 GBP",
            "ADVANCE Acme Ann 2026-05-01..2026-05-10 10/31 10.00",
            "ARREARS Acme Ann 2026-04-16..2026-04-30 15/30 15.50",
            "ADVANCE Acme Ann 2026-05-01..2026-05-31 31/31 31.00",
            "TAX VAT 2000 11.30");
  }

  @Test
  @DisplayName(
      "D5, A10: a licence is refused to a stale reader, twice, in a closed month, outside the"
          + " product")
  void refusals() {
    HolderId ann = world.give(acme, "Ann", "2026-03-01", dana);
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    Licences licences = world.the(Licences.class);
    long mark = licences.mark(acme);
    assertThat(refused(give(ann, "TEN-SUP-1", "2026-04-05"), mark - 1))
        .contains("licences-changed");
    assertThat(refused(give(ann, "TEN-ESS", "2026-04-05"), mark)).contains("already-held");
    assertThat(refused(give(ann, "TEN-SUP-1", "2026-03-31"), mark)).contains("period-closed");
    assertThat(refused(give(ann, "TEN-RT", "2026-04-05"), mark)).contains("part-not-priced");
    assertThat(refused(give(new HolderId(acme.value()), "TEN-ESS", "2026-04-05"), mark))
        .contains("not-found");
    world.terminate(acme, dana);
    assertThat(refused(give(ann, "TEN-SUP-1", "2026-04-05"), mark)).contains("account-terminated");
  }

  private LicenceChange give(HolderId holder, String part, String on) {
    return new LicenceChange(acme, holder, new PartNumber(part), true, LocalDate.parse(on));
  }

  private String refused(LicenceChange change, long mark) {
    try {
      world.the(Licences.class).carryOut(change, mark, dana);
    } catch (Refused refused) {
      return refused.refusal().code();
    }
    throw new AssertionError("It was not refused: " + change);
  }

  @Test
  @DisplayName(
      "D1: users found in a phone system get the part that the reseller's terms name, once")
  void found() {
    world.agents(acme, "Fay");
    world.goTo("2026-03-20T12:00:00Z");
    world.look();
    world.look();
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    assertThat(world.newest(dana))
        .containsExactly(
            "T-000001 2026-04 51.60 GBP",
            "ARREARS Acme Fay 2026-03-20..2026-03-31 12/31 12.00",
            "ADVANCE Acme Fay 2026-04-01..2026-04-30 30/30 31.00",
            "TAX VAT 2000 8.60");
  }

  @Test
  @DisplayName("D17: viewing licences, however often, keeps no new agent from its licence")
  void lookingHasNoEffect() {
    world.agents(acme, "Fay");
    Licences licences = world.the(Licences.class);
    Holder seen = licences.of(acme, dana).holders().getFirst();
    assertThat(seen.name() + " " + seen.licences()).isEqualTo("Fay []");
    assertThat(holders()).as("looking makes no holder").isZero();
    world.look();
    Holder licensed = licences.of(acme, dana).require(seen.id());
    assertThat(licensed.licences()).extracting(Holder.Held::part).containsExactly(ESSENTIAL);
    // What somebody takes away by hand stays away.
    world.take(acme, seen.id(), "2026-03-01", dana);
    world.look();
    assertThat(licences.of(acme, dana).require(seen.id()).licences()).isEmpty();
  }

  private long holders() {
    return world
        .database
        .jdbc()
        .sql("SELECT count(*) FROM licence_holder")
        .query(Long.class)
        .single();
  }

  @Test
  @DisplayName(
      "D17: of 500 agents in one request 10 are licensed; the others cost nothing until confirmed")
  void cap() {
    String[] names = new String[500];
    Arrays.setAll(names, i -> "Agent %03d".formatted(i));
    world.agents(acme, names);
    world.look();
    world.look();
    FoundUsers found = world.the(FoundUsers.class);
    FoundUsers.Unconfirmed first = found.of(acme, dana);
    assertThat(first.licensed()).isEqualTo(10);
    assertThat(first.waiting()).isEqualTo(490);
    assertThat(found.of(north).getFirst().waitingCost()).contains(Money.of(1_519_000, "GBP"));
    assertThat(mails()).as("one notice, not one for each agent").isEqualTo(1);
    assertThat(newestMail())
        .contains("Acme: 10 began, 310.00 GBP a month. 490 waiting, 15,190.00 GBP a month");
    assertThat(world.the(NextInvoices.class).of(north, acme).orElseThrow().net().shown())
        .isEqualTo("620.00 GBP");

    world.agents(acme, "Late");
    world.look();
    assertThat(mails()).as("no second one yet").isEqualTo(1);
    world.goTo("2026-03-01T23:10:00Z");
    world.look();
    assertThat(mails()).as("told on the same day").isEqualTo(2);

    Set<HolderId> two =
        found.of(acme, dana).users().stream()
            .filter(user -> !user.licensed())
            .limit(2)
            .map(FoundUser::id)
            .collect(Collectors.toSet());
    assertThat(found.cost(acme, two, true, dana).orElseThrow().whole())
        .isEqualTo(Money.of(12_400, "GBP"));
    found.settle(acme, two, true, found.of(acme, dana).mark(), dana);
    assertThat(world.the(NextInvoices.class).of(north, acme).orElseThrow().net().shown())
        .isEqualTo("744.00 GBP");
    Set<HolderId> rest =
        found.of(acme, dana).users().stream().map(FoundUser::id).collect(Collectors.toSet());
    found.settle(acme, rest, false, found.of(acme, dana).mark(), dana);
    assertThat(found.of(acme, dana).users()).isEmpty();
    assertThat(world.the(NextInvoices.class).of(north, acme).orElseThrow().net().shown())
        .isEqualTo("124.00 GBP");
    world.look();
    assertThat(found.of(acme, dana).users()).as("dismissed for good").isEmpty();
  }

  @Test
  @DisplayName("D17: a customer’s own cap counts for users that appear from then on")
  void ownCap() {
    FoundUsers found = world.the(FoundUsers.class);
    found.limit(acme, "1", dana);
    world.agents(acme, "Ada", "Bob", "Cy");
    world.look();
    FoundUsers.Unconfirmed shown = found.of(acme, dana);
    assertThat(shown.waiting()).isEqualTo(2);
    world.agents(acme, "Dee");
    world.look();
    Set<HolderId> all =
        found.of(acme, dana).users().stream().map(FoundUser::id).collect(Collectors.toSet());
    assertThat(all).hasSize(4);
    assertThatThrownBy(() -> found.settle(acme, all, true, shown.mark(), dana))
        .as("Dee's cost was not shown")
        .hasMessageContaining("licences-changed");
    assertThatThrownBy(() -> found.limit(acme, "many", dana)).hasMessageContaining("cap-invalid");
    assertThatThrownBy(() -> found.of(acme, BillingWorld.dana(world.reseller("South"))))
        .hasMessageContaining("not-found");
  }

  private String newestMail() {
    return world
        .database
        .jdbc()
        .sql("SELECT body FROM mail ORDER BY id DESC LIMIT 1")
        .query(String.class)
        .single();
  }

  @Test
  @DisplayName("D7: the end of a trial is announced once, some days before")
  void trialNotice() {
    world
        .database
        .jdbc()
        .sql("UPDATE customer SET trial_until = DATE '2026-03-20' WHERE id = :id")
        .param("id", acme.value())
        .update();
    world.goTo("2026-03-16T12:00:00Z");
    world.look();
    assertThat(mails()).isZero();
    world.goTo("2026-03-17T12:00:00Z");
    world.look();
    world.look();
    assertThat(mails()).isEqualTo(1);
  }

  private long mails() {
    return world.database.jdbc().sql("SELECT count(*) FROM mail").query(Long.class).single();
  }

  @Test
  @DisplayName("D13: a trial's notice names the customer's last day and the first day charged")
  void trialNoticeAcrossZones() {
    ResellerId east = world.reseller("East", "Pacific/Kiritimati", "GBP");
    world.charge(east, plan, "2026-03-01");
    CustomerId pago = world.customer(east, "Pago");
    trial(pago, "2026-03-20", "Pacific/Pago_Pago");
    world.give(pago, "Ann", "2026-03-05", BillingWorld.dana(east));
    world.goTo("2026-03-17T10:59:00Z");
    world.look();
    assertThat(mails()).as("still the 16th in Pago Pago").isZero();
    world.goTo("2026-03-17T11:00:00Z");
    world.look();
    assertThat(world.database.jdbc().sql("SELECT body FROM mail").query(String.class).single())
        .contains("Fri 20 Mar 2026 (Pacific/Pago_Pago)", "Mon 23 Mar 2026 (Pacific/Kiritimati)");
    world.goTo("2026-03-31T12:00:00Z");
    world.look();
    assertThat(world.newest(BillingWorld.dana(east)))
        .contains(
            "TRIAL Pago Ann 2026-03-05..2026-03-22 18/31 0.00",
            "ARREARS Pago Ann 2026-03-23..2026-03-31 9/31 9.00");
  }

  @Test
  @DisplayName("D13: the reverse: a trial in Kiritimati ends a day earlier in Pago Pago")
  void trialInTheEast() {
    world.goTo("2026-03-02T09:00:00Z");
    ResellerId west = world.reseller("West", "Pacific/Pago_Pago", "GBP");
    world.charge(west, plan, "2026-03-01");
    CustomerId kiri = world.customer(west, "Kiri");
    trial(kiri, "2026-03-20", "Pacific/Kiritimati");
    world.give(kiri, "Ann", "2026-03-05", BillingWorld.dana(west));
    world.goTo("2026-04-01T12:00:00Z");
    world.look();
    assertThat(world.newest(BillingWorld.dana(west)))
        .contains(
            "TRIAL Kiri Ann 2026-03-05..2026-03-19 15/31 0.00",
            "ARREARS Kiri Ann 2026-03-20..2026-03-31 12/31 12.00");
  }

  private void trial(CustomerId customer, String until, String zone) {
    world
        .database
        .jdbc()
        .sql(
            "UPDATE customer SET trial_until = CAST(:until AS date), time_zone = :zone WHERE id ="
                + " :id")
        .param("until", until)
        .param("zone", zone)
        .param("id", customer.value())
        .update();
  }

  @Test
  @DisplayName("D13: an invoiced customer gets no trial, and nothing issued is credited")
  void noTrialAfterwards() {
    world.give(acme, "Ann", "2026-03-05", dana);
    world.goTo("2026-03-20T12:00:00Z");
    edit("2026-03-25");
    edit(null);
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    List<String> issued = world.newest(dana);
    assertThatThrownBy(() -> edit("2026-04-10")).hasMessageContaining("trial-ended");
    CustomerId other = world.customer(north, "Other");
    world.give(other, "Bob", "2026-04-01", dana);
    world.goTo("2026-05-01T03:00:00Z");
    world.look();
    assertThatThrownBy(() -> edit(other, "2026-05-20")).hasMessageContaining("trial-too-late");
    assertThat(issued).contains("TRIAL Acme Ann 2026-03-05..2026-03-19 15/31 0.00");
  }

  private void edit(@Nullable String until) {
    edit(acme, until);
  }

  private void edit(CustomerId customer, @Nullable String until) {
    Account account = world.account(customer);
    CustomerDetails now = account.details();
    world
        .the(EditCustomer.class)
        .edit(
            world.order(customer, dana),
            new CustomerDetails(
                now.name(),
                now.reference(),
                now.product(),
                now.country(),
                now.zone(),
                now.notes(),
                until == null ? null : LocalDate.parse(until)));
  }

  @Test
  @DisplayName(
      "G: no act waits for a figure: without a price each preview says why, and each act works")
  void unpriced() {
    PartNumber part = new PartNumber("TEN-RT");
    world.the(Licences.class).takeOver(acme, "Rita", List.of(part), LocalDate.of(2026, 3, 1), dana);
    actsWork("Real-time add-on (TEN-RT) on 2026-03-01, held by 1 user");
    assertThat(world.the(NextInvoices.class).of(north).because()).contains("Standard", "TEN-RT");
    assertThat(world.the(NextInvoices.class).of(north, acme).because()).contains("TEN-RT");
    ResellerId south = world.reseller("South");
    CustomerId bolt = world.customer(south, "Bolt");
    world.charge(south, plan, "2026-03-01");
    world.give(bolt, "Bob", "2026-03-01", BillingWorld.dana(south));
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    assertThat(world.newest(BillingWorld.dana(south)).getFirst()).contains("2026-04");
    assertThat(world.the(Invoices.class).list(all(), dana).rows()).isEmpty();
  }

  @Test
  @DisplayName(
      "G: no act waits for a price too large to calculate with, from before there was a bound")
  void overflowing() {
    world
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO plan_price (
              plan_id, version, part, valid_from, credit, minimum_days, tier_from, tier_price,
              made_by, made_at)
            VALUES (
              :plan, 99, 'TEN-ESS', DATE '2026-01-01', 'NONE', 0, '{1}', '{9223372036854775807}',
              'somebody', tenure_now())
            """)
        .param("plan", plan.value())
        .update();
    HolderId ann = world.give(acme, "Ann", "2026-03-01", dana);
    world.give(acme, "Bob", "2026-03-01", dana);
    LicenceChange later =
        new LicenceChange(acme, ann, BillingWorld.ESSENTIAL, false, LocalDate.of(2026, 4, 20));
    Licences licences = world.the(Licences.class);
    assertThat(licences.cost(later, dana).because()).contains("too large to be stored exactly");
    licences.carryOut(later, licences.mark(acme), dana);
    actsWork("too large to be stored exactly");
    assertThat(world.the(NextInvoices.class).of(north).because())
        .contains("too large to be stored");
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    assertThat(world.the(Runs.class).list().getFirst().failed()).isEqualTo(1);
  }

  private void actsWork(String because) {
    Actor sam = BillingWorld.support();
    for (Command command : Command.values()) {
      assertThat(
              world
                  .the(LifecyclePreview.class)
                  .of(acme, command, Optional.empty(), dana)
                  .invoice()
                  .because())
          .as(command.word())
          .contains(because);
    }
    String shown =
        world
            .the(LifecyclePreview.class)
            .of(acme, Command.DISABLE, Optional.empty(), dana)
            .fingerprint();
    Order order = world.order(acme, dana);
    world
        .the(DisableCustomer.class)
        .disable(
            new Order(order.customer(), order.seenVersion(), shown, order.reason(), order.actor()));
    assertThat(world.account(acme).status()).isEqualTo(Status.DISABLED);
    world.reenable(acme, dana);
    world.terminateOn(acme, "2026-05-10T00:00", dana);
    world.terminate(acme, dana);
    assertThat(world.account(acme).status()).isEqualTo(Status.TERMINATED);
    world.later(java.time.Duration.ofDays(1));
    world.reinstate(acme, sam);
    assertThat(world.account(acme).status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  @DisplayName("D5: a plan without a price for a part that somebody holds is refused")
  void planWithoutPrices() {
    world.give(acme, "Ann", "2026-03-05", dana);
    PlanId bare = world.the(Plans.class).create("Bare", "GBP", BillingWorld.support());
    assertThatThrownBy(() ->
            world.the(Chargings.class).keep(north, 1, chargingWith(bare), BillingWorld.support()))
        .hasMessageContaining("Bare")
        .hasMessageContaining("Essential User (TEN-ESS) on 2026-03-05, held by 1 user");
    Price late = Price.flat(BillingWorld.ESSENTIAL, LocalDate.of(2026, 4, 1), 1000);
    world.the(Plans.class).price(bare, 1, List.of(late), BillingWorld.support());
    assertThatThrownBy(() ->
            world.the(Chargings.class).keep(north, 1, chargingWith(bare), BillingWorld.support()))
        .as("March is still to be charged")
        .hasMessageContaining("TEN-ESS");
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    world.the(Chargings.class).keep(north, 1, chargingWith(bare), BillingWorld.support());
  }

  private static Charging chargingWith(PlanId chosen) {
    return new Charging(chosen, LocalDate.of(2026, 3, 1), "", "", "", "", 0, "", 0, null);
  }

  @Test
  @DisplayName(
      "D12: from the first plan on a reseller's currency is fixed, whichever way it is changed")
  void currency() {
    Resellers resellers = world.the(Resellers.class);
    ResellerDetails now = resellers.require(north).details();
    ResellerDetails kuwait =
        new ResellerDetails(
            now.name(),
            now.country(),
            now.zone(),
            "KWD",
            now.contactName(),
            now.contactEmail(),
            now.contactPhone(),
            now.trialDaysMax());
    assertThatThrownBy(() -> resellers.edit(north, 1, kuwait, BillingWorld.support()))
        .hasMessageContaining("currency-fixed")
        .hasMessageContaining("charged in GBP");
    PlanId dinars = world.plan("Dinars", "KWD", CreditRule.NONE);
    assertThatThrownBy(() ->
            world.the(Chargings.class).keep(north, 1, chargingWith(dinars), BillingWorld.support()))
        .hasMessageContaining("currency-differs");
    ResellerId fresh = world.reseller("Fresh");
    resellers.edit(
        fresh,
        1,
        new ResellerDetails(
            "Fresh", "KW", BillingWorld.LONDON, "KWD", "Desk", "d@example.com", "", 0),
        BillingWorld.support());
    world.charge(fresh, dinars, "2026-03-01");
    // Details from before the rule: neither a credit nor a debit is made in a currency unlike them.
    world
        .database
        .jdbc()
        .sql("UPDATE reseller SET currency = 'KWD' WHERE id = :id")
        .param("id", north.value())
        .update();
    AdHoc adHoc = world.the(AdHoc.class);
    Actor sam = BillingWorld.support();
    assertThatThrownBy(() -> adHoc.preview(north, true, "5000", "Goodwill", "Outage", sam))
        .hasMessageContaining("currency-differs");
    assertThatThrownBy(() -> adHoc.issue(north, false, "5000", "Set-up", "Agreed", sam))
        .hasMessageContaining("currency-differs")
        .hasMessageContaining("charged in GBP");
    assertThat(world.the(Invoices.class).list(all(), sam).total()).isZero();
  }

  @Test
  @DisplayName("D8: an issued invoice never changes")
  void appendOnly() {
    world.give(acme, "Ann", "2026-03-15", dana);
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    for (String table : new String[] {"invoice", "invoice_line", "invoice_share"}) {
      assertThatThrownBy(() -> world.database.jdbc().sql("DELETE FROM " + table).update())
          .hasMessageContaining("append-only");
    }
  }

  @Test
  @DisplayName("B5: another reseller's invoice is not found")
  void foreign() {
    world.give(acme, "Ann", "2026-03-15", dana);
    world.goTo("2026-04-01T03:00:00Z");
    world.look();
    Invoices invoices = world.the(Invoices.class);
    InvoiceId id = invoices.list(all(), dana).rows().getFirst().id();
    Actor eve = BillingWorld.dana(world.reseller("South"));
    assertThatThrownBy(() -> invoices.require(id, eve)).hasMessageContaining("not-found");
    assertThat(invoices.list(all(), eve).rows()).isEmpty();
  }
}
