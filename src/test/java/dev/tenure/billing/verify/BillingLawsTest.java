package dev.tenure.billing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.billing.BillingWorld;
import dev.tenure.billing.CreditRule;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.verify.LawCheck;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BillingLawsTest {

  private static final List<Class<? extends LawCheck>> LAWS =
      List.of(
          ServiceLaw.class,
          TotalsLaw.class,
          NumbersLaw.class,
          OnceLaw.class,
          TermsLaw.class,
          TallyLaw.class);

  private BillingWorld world;

  @BeforeEach
  void begin() {
    world = new BillingWorld();
    ResellerId north = world.reseller("North");
    Actor dana = BillingWorld.dana(north);
    CustomerId acme = world.customer(north, "Acme");
    CustomerId other = world.customer(north, "Other");
    world.charge(north, world.plan("Standard", "GBP", CreditRule.DAILY), "2026-03-01");
    world.give(acme, "Ann", "2026-03-05", dana);
    world.give(other, "Oda", "2026-03-05", dana);
    world.goTo("2026-04-01T09:00:00Z");
    world.look();
    world.goTo("2026-04-10T09:00:00Z");
    world.terminate(acme, dana);
    world.goTo("2026-05-01T09:00:00Z");
    world.look();
    world.goTo("2026-05-20T09:00:00Z");
    world.reinstate(acme, BillingWorld.support());
    world.goTo("2026-06-01T09:00:00Z");
    world.look();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private List<String> violations(Class<? extends LawCheck> law) {
    return world.the(law).run().violations();
  }

  private void tamper(String table, String sql) {
    world.database.jdbc().sql("ALTER TABLE " + table + " DISABLE TRIGGER USER").update();
    assertThat(world.database.jdbc().sql(sql).update()).isPositive();
  }

  @Test
  @DisplayName("F3: months with a termination, a credit and a reinstatement keep the laws")
  void kept() {
    for (Class<? extends LawCheck> law : LAWS) {
      assertThat(violations(law)).as(law.getSimpleName()).isEmpty();
      assertThat(world.the(law).run().checked()).isPositive();
    }
  }

  @Test
  @DisplayName("D6: a line for a day after T is found")
  void afterT() {
    tamper(
        "invoice_line",
        "UPDATE invoice_line SET from_day = '2026-05-02' WHERE kind = 'ARREARS' AND from_day ="
            + " '2026-05-20'");
    assertThat(violations(ServiceLaw.class)).singleElement().asString().contains("2026-05-02");
  }

  @Test
  @DisplayName("D3: a total that isn't the sum of its lines is found, and so are homeless lines")
  void totals() {
    tamper("invoice_line", "UPDATE invoice_line SET amount = amount + 1 WHERE kind = 'CREDIT'");
    assertThat(violations(TotalsLaw.class)).singleElement().asString().contains("T-000002");
    tamper(
        "invoice_line",
        "INSERT INTO invoice_line SELECT uuidv7(), seq, kind, customer_id, holder_id, holder_name,"
            + " part, from_day, until_day, month_days, per_month, basis_points, text, amount FROM"
            + " invoice_line LIMIT 1");
    assertThat(violations(TotalsLaw.class)).hasSize(2);
  }

  @Test
  @DisplayName("D8: a hole in the numbers is found, and a month that was left out")
  void numbers() {
    tamper("invoice", "UPDATE invoice SET number = 9 WHERE number = 2");
    assertThat(violations(NumbersLaw.class)).hasSize(2).first().asString().contains("number 2");
    assertThat(
            world
                .database
                .jdbc()
                .sql("DELETE FROM billed_period WHERE period = '2026-05-01'")
                .update())
        .isEqualTo(1);
    assertThat(violations(NumbersLaw.class)).last().asString().contains("is not closed");
  }

  @Test
  @DisplayName("D11: verify finds a credit on other terms than its line’s, and a wrong amount")
  void terms() {
    tamper("invoice_terms", "UPDATE invoice_terms SET tax = 500 WHERE tax = 2000 AND no = 1");
    assertThat(violations(TermsLaw.class)).isEmpty();
    tamper("invoice_line", "UPDATE invoice_line SET corrects = 9 WHERE kind = 'CREDIT'");
    assertThat(violations(TermsLaw.class)).singleElement().asString().contains("T-000002");
    tamper("invoice_line", "UPDATE invoice_line SET amount = 1 WHERE kind = 'ARREARS'");
    assertThat(violations(TermsLaw.class)).hasSizeGreaterThan(1);
  }

  @Test
  @DisplayName("D2: a day charged twice is found")
  void twice() {
    tamper(
        "invoice_line",
        "UPDATE invoice_line SET from_day = '2026-05-25' WHERE kind = 'ADVANCE' AND from_day ="
            + " '2026-06-01' AND holder_name = 'Ann'");
    assertThat(violations(OnceLaw.class)).singleElement().asString().contains("again");
  }

  @Test
  @DisplayName("D15: licences that are counted otherwise than they are held are found")
  void counted() {
    assertThat(
            world
                .database
                .jdbc()
                .sql("UPDATE licence SET during = daterange(lower(during), '2026-06-20')")
                .update())
        .isPositive();
    assertThat(violations(TallyLaw.class))
        .hasSize(3)
        .allSatisfy(violation -> assertThat(violation).contains("TEN-ESS", "2026-07"));
  }
}
