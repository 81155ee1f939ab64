package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.verify.LawCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LawChecksTest {

  private AccountWorld world;
  private ResellerId north;
  private CustomerId acme;

  @BeforeEach
  void begin() {
    world = new AccountWorld();
    north = world.reseller("North");
    acme = world.customer(north, "Acme");
    CustomerId other = world.customer(north, "Other");
    world.disable(acme, AccountWorld.dana(north));
    world.disable(acme, AccountWorld.support());
    world.goTo("2026-11-02T09:00:00Z");
    world.reenable(acme, AccountWorld.dana(north));
    world.terminateOn(acme, "2026-11-30T00:00", AccountWorld.dana(north));
    world.terminate(other, AccountWorld.dana(north));
    world.goTo("2026-11-03T09:00:00Z");
    world.reinstate(other, AccountWorld.support());
    Reseller held = world.the(Resellers.class).require(north);
    world.the(Resellers.class).hold(north, held.version(), Reason.none(), AccountWorld.support());
  }

  @AfterEach
  void end() {
    world.close();
  }

  private LawCheck.Outcome run(Class<? extends LawCheck> law) {
    return world.the(law).run();
  }

  private void tamper(String sql) {
    assertThat(world.database.jdbc().sql(sql).update()).isPositive();
  }

  @Test
  @DisplayName("F3: a life full of commands keeps the laws")
  void kept() {
    assertThat(run(FoldLaw.class).violations()).isEmpty();
    assertThat(run(FoldLaw.class).checked()).as("3 accounts, 3 periods").isEqualTo(6);
    assertThat(run(EffectLaw.class).violations()).isEmpty();
    assertThat(run(EffectLaw.class).checked()).isPositive();
  }

  @Test
  @DisplayName(
      "A3: a fold column that differs from its intents is found, customer's and reseller's")
  void foldDiffers() {
    tamper("UPDATE customer SET access_stopped_at = NULL WHERE name = 'Acme'");
    assertThat(run(FoldLaw.class).violations())
        .hasSize(2)
        .allMatch(violation -> violation.contains(acme.toString()))
        .anyMatch(violation -> violation.contains("access_stopped_at"))
        .anyMatch(violation -> violation.contains("among the held"));
    tamper("UPDATE reseller SET hold_count = 0");
    assertThat(run(FoldLaw.class).violations())
        .hasSize(3)
        .anyMatch(violation -> violation.startsWith("reseller "));
  }

  @Test
  @DisplayName("C1: a service period that no intent tells of is found")
  void periodDiffers() {
    tamper(
        "UPDATE service_period SET during = tstzrange(lower(during), NULL) WHERE customer_id = '"
            + acme
            + "'");
    assertThat(run(FoldLaw.class).violations())
        .singleElement()
        .asString()
        .contains(acme.toString());
  }

  @Test
  @DisplayName(
      "A12: undone effects are counted in the sentence; a done one without an outcome is a"
          + " violation")
  void effects() {
    assertThat(world.the(EffectLaw.class).sentence()).contains("8 due and undone now, 3 to come");
    tamper("UPDATE effect SET done_at = tenure_now() WHERE done_at IS NULL AND kind = 'cut-facts'");
    assertThat(run(EffectLaw.class).violations()).isNotEmpty();
  }
}
