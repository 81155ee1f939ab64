package dev.tenure.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.billing.run.RunNow;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunsTest {

  private static final int RESELLERS = 12;

  private BillingWorld world;
  private final List<ResellerId> resellers = new ArrayList<>();

  @BeforeEach
  void begin() {
    world = new BillingWorld();
    PlanId plan = world.plan("Standard", "GBP", CreditRule.NONE);
    for (int i = 0; i < RESELLERS; i++) {
      ResellerId reseller = world.reseller("Reseller " + i);
      CustomerId customer = world.customer(reseller, "Customer " + i);
      world.charge(reseller, plan, "2026-03-01");
      for (int user = 0; user <= i % 3; user++) {
        world.give(customer, "User " + user, "2026-03-01", BillingWorld.dana(reseller));
      }
      resellers.add(reseller);
    }
  }

  @AfterEach
  void end() {
    world.proveTallies();
    world.close();
  }

  @Test
  @DisplayName(
      "A16: no invoice is issued by a clock in doubt, by itself or by hand; then all follow")
  void clockInDoubt() {
    world.goTo("2026-04-01T09:00:00Z");
    Actor sam = BillingWorld.support();
    Runs asking = world.the(Runs.class);
    asking.ask(YearMonth.of(2026, 4), false, sam);
    doubt(true);
    world.look();
    assertThat(issued()).isEmpty();
    assertThatThrownBy(() -> asking.ask(YearMonth.of(2026, 4), false, sam))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("clock-in-doubt"));
    doubt(false);
    world.look();
    assertThat(issued()).hasSize(resellers.size());
  }

  private void doubt(boolean inDoubt) {
    world
        .database
        .jdbc()
        .sql("UPDATE clock_kept SET in_doubt = :doubt, kept = tenure_clock()")
        .param("doubt", inDoubt)
        .update();
  }

  @Test
  @DisplayName(
      "D8: a run that is stopped again and again gives each invoice once, numbered in order")
  void stopped() {
    Random random = new Random(4);
    world.goTo("2026-04-01T09:00:00Z");
    RunNow runs = world.the(RunNow.class);
    runs.beginIfDue();
    for (int i = 0; i < 30; i++) {
      int[] left = {random.nextInt(3)};
      runs.work(() -> left[0]-- > 0);
    }
    runs.work(() -> true);
    runs.beginIfDue();
    runs.work(() -> true);
    assertThat(issued())
        .containsExactlyElementsOf(
            resellers.stream()
                .sorted(java.util.Comparator.comparing(ResellerId::toString))
                .map(ResellerId::toString)
                .toList());
    assertThat(world.the(Runs.class).list())
        .allSatisfy(run -> assertThat(run.finishedAt()).isNotNull());
  }

  /** Resellers by their invoices' numbers, which have no holes. */
  private List<String> issued() {
    List<Invoice> invoices =
        world
            .the(Invoices.class)
            .list(new InvoiceQuery("", "number", false, 1, 100), BillingWorld.support())
            .rows();
    for (int i = 0; i < invoices.size(); i++) {
      assertThat(invoices.get(i).name()).isEqualTo("T-%06d".formatted(i + 1));
    }
    return invoices.stream().map(invoice -> invoice.reseller().toString()).toList();
  }

  @Test
  @DisplayName("A dry run issues nothing, and says who gained and who lost, customer by customer")
  void dryRun() {
    world.goTo("2026-04-01T09:00:00Z");
    world.look();
    ResellerId first = resellers.getFirst();
    Actor dana = BillingWorld.dana(first);
    CustomerId fresh = world.customer(first, "Fresh");
    world.goTo("2026-04-20T09:00:00Z");
    world.give(fresh, "Flo", "2026-04-20", dana);
    Runs runs = world.the(Runs.class);
    var id = runs.ask(YearMonth.of(2026, 5), true, BillingWorld.support());
    world.the(RunNow.class).work(() -> true);
    assertThat(issued()).hasSize(RESELLERS);
    assertThat(runs.results(id, new InvoiceQuery("", "", true, 1, 50)).rows())
        .hasSize(RESELLERS)
        .filteredOn(result -> result.reseller().equals(first))
        .singleElement()
        .satisfies(result -> {
          assertThat(result.outcome()).isEqualTo("DRAFT");
          assertThat(result.gained()).isEqualTo(1);
          assertThat(result.lost()).isZero();
          assertThat(result.before()).isEqualTo(Money.of(7440, "GBP"));
          assertThat(result.total()).isEqualTo(Money.of(8804, "GBP"));
        });
    assertThat(world.the(RunDifferences.class).of(id, first).customers())
        .extracting(each -> each.name() + " " + each.change() + " " + each.by())
        .containsExactly("Fresh GAINED 42.37", "Customer 0 LESS -31.00");
  }

  @Test
  @DisplayName("D8: a failure in a dry run delays no invoice")
  void dryRunFails() {
    world.goTo("2026-04-01T09:00:00Z");
    part("TEN-RT");
    world.the(Runs.class).ask(YearMonth.of(2026, 4), true, BillingWorld.support());
    world.the(RunNow.class).work(() -> true);
    assertThat(world.the(Runs.class).list().getFirst().failed()).isEqualTo(RESELLERS);
    part("TEN-ESS");
    world.look();
    assertThat(issued()).hasSize(RESELLERS);
  }

  private void part(String number) {
    world.database.jdbc().sql("UPDATE licence SET part = :part").param("part", number).update();
  }

  @Test
  @DisplayName("A run that issues can't be asked for a month that has not begun anywhere")
  void notBegun() {
    assertThatThrownBy(
            () -> world.the(Runs.class).ask(YearMonth.of(2026, 5), false, BillingWorld.support()))
        .hasMessageContaining("period-not-begun");
  }

  @Test
  @DisplayName(
      "D8: a credit by hand is an invoice of its own with a reason, tax, and the next number")
  void adHoc() {
    world.goTo("2026-04-01T09:00:00Z");
    world.look();
    ResellerId first = resellers.getFirst();
    InvoiceId id =
        world
            .the(AdHoc.class)
            .issue(first, true, "12.50", "Goodwill", "Outage in March", BillingWorld.support());
    Invoice credit = world.the(Invoices.class).require(id, BillingWorld.dana(first));
    assertThat(credit.name()).isEqualTo("T-000013");
    assertThat(credit.period()).isNull();
    assertThat(credit.reason()).isEqualTo("Outage in March");
    assertThat(credit.total()).isEqualTo(Money.of(-1500, "GBP"));
    assertThatThrownBy(() ->
            world.the(AdHoc.class).issue(first, true, "12.505", "x", "y", BillingWorld.support()))
        .hasMessageContaining("amount-invalid");
    assertThatThrownBy(() ->
            world.the(AdHoc.class).issue(first, true, "1", "x", "y", BillingWorld.dana(first)))
        .hasMessageContaining("support-only");
  }
}
