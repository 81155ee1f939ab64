package dev.tenure.billing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.billing.BillingWorld;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.InvoiceQuery;
import dev.tenure.billing.Invoices;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IssueInvoiceTest {

  private static final YearMonth APRIL = YearMonth.of(2026, 4);

  private BillingWorld world;
  private ResellerId north;
  private Actor dana;
  private CustomerId acme;
  private Run run;

  @BeforeEach
  void begin() {
    world = new BillingWorld();
    north = world.reseller("North");
    dana = BillingWorld.dana(north);
    acme = world.customer(north, "Acme");
    world.charge(north, world.plan("Standard", "GBP", CreditRule.NONE), "2026-03-01");
    world.give(acme, "Ann", "2026-03-15", dana);
    world.goTo("2026-04-01T09:00:00Z");
    run = new Run(world.the(RunNow.class).begin(APRIL, false, "test"), APRIL, false, "test");
  }

  @AfterEach
  void end() {
    world.proveTallies();
    world.close();
  }

  /** What happens while the invoice is drafted, written but not yet numbered. */
  private boolean issue(Runnable meanwhile, boolean firmly) {
    return world
        .the(IssueInvoice.class)
        .issueNext(run, north, () -> CompletableFuture.runAsync(meanwhile).join(), firmly);
  }

  @Test
  @DisplayName("D6: an account that is terminated while its invoice is drafted is drafted anew")
  void terminatedMeanwhile() {
    assertThatThrownBy(() -> issue(() -> world.terminate(acme, dana), false))
        .isInstanceOf(IssueInvoice.Unsettled.class);
    assertThat(world.the(Invoices.class).list(all(), dana).rows()).isEmpty();
    assertThat(
            world
                .database
                .jdbc()
                .sql("SELECT count(*) FROM invoice_line")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(issue(() -> {}, true)).isTrue();
    assertThat(world.newest(dana))
        .containsExactly(
            "T-000001 2026-04 20.40 GBP",
            "ARREARS Acme Ann 2026-03-15..2026-03-31 17/31 17.00",
            "TAX VAT 2000 3.40");
  }

  @Test
  @DisplayName("D8: a run that breaks off anywhere, again and again, makes each invoice once")
  void breaksOff() {
    List<ResellerId> all = new ArrayList<>(List.of(north));
    for (int i = 0; i < 9; i++) {
      ResellerId reseller = world.reseller("Reseller " + i);
      CustomerId customer = world.customer(reseller, "Customer " + i);
      Actor own = BillingWorld.dana(reseller);
      world.charge(reseller, world.plan("Plan " + i, "GBP", CreditRule.DAILY), "2026-04-01");
      world.give(customer, "User", "2026-04-01", own);
      all.add(reseller);
    }
    world.goTo("2026-05-01T09:00:00Z");
    for (String table :
        List.of("invoice_share", "invoice", "billed_period", "billing_run_result")) {
      world
          .database
          .jdbc()
          .sql(
              """
              CREATE OR REPLACE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN
                IF random() < 0.2 THEN
                  RAISE 'broken off';
                END IF;
                RETURN NEW;
              END $$
              """)
          .update();
      world
          .database
          .jdbc()
          .sql(
              "CREATE TRIGGER break_off BEFORE INSERT ON "
                  + table
                  + " FOR EACH ROW EXECUTE FUNCTION break_off()")
          .update();
    }
    for (int i = 0; i < 12; i++) {
      tryOnce();
    }
    world.database.jdbc().sql("DROP FUNCTION break_off() CASCADE").update();
    tryOnce();
    var invoices =
        world
            .the(Invoices.class)
            .list(new InvoiceQuery("", "number", false, 1, 100), BillingWorld.support());
    List<String> names = invoices.rows().stream().map(invoice -> invoice.name()).toList();
    for (int i = 0; i < names.size(); i++) {
      assertThat(names.get(i)).isEqualTo("T-%06d".formatted(i + 1));
    }
    assertThat(invoices.rows().stream().map(i -> i.reseller() + " " + i.period()).toList())
        .doesNotHaveDuplicates();
    assertThat(invoices.rows().stream().map(i -> i.reseller()).toList()).containsAll(all);
    assertThat(world.laws())
        .allSatisfy(law -> assertThat(law.run().violations()).as(law.sentence()).isEmpty());
  }

  /** A run by hand; when even writing down a failure fails, the next one goes on. */
  private void tryOnce() {
    RunNow runs = world.the(RunNow.class);
    runs.begin(YearMonth.of(2026, 5), false, "Sam");
    try {
      runs.work(() -> true);
    } catch (IllegalStateException broken) {
      assertThat(broken).hasMessageContaining("broke off");
    }
  }

  private static InvoiceQuery all() {
    return new InvoiceQuery("", "", false, 1, 50);
  }
}
