package dev.tenure.billing.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.billing.BillingWorld;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.NextInvoices;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TalliesTest {

  private static final int CUSTOMERS = 6;

  private BillingWorld world;
  private ResellerId north;
  private Actor dana;
  private final List<CustomerId> customers = new ArrayList<>();

  @BeforeEach
  void begin() {
    world = new BillingWorld();
    north = world.reseller("North");
    dana = BillingWorld.dana(north);
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(world.customer(north, "Customer " + i));
    }
    world.charge(north, world.plan("Standard", "GBP", CreditRule.DAILY), "2026-03-01");
  }

  @AfterEach
  void end() {
    world.proveTallies();
    world.close();
  }

  private long ready() {
    return world
        .database
        .jdbc()
        .sql("SELECT count(*) FROM tally WHERE ready AND mark = tally_mark(reseller_id)")
        .query(Long.class)
        .single();
  }

  @Test
  @DisplayName("D15: acts while all are counted are counted once")
  void meanwhile() {
    HolderId ann = world.give(customers.get(0), "Ann", "2026-03-01", dana);
    TallyBuilding building = world.the(TallyBuilding.class);
    UUID tally = building.begin(north).orElseThrow();
    assertThat(ready()).isZero();
    world.give(customers.get(1), "Bob", "2026-03-05", dana);
    world.take(customers.get(0), ann, "2026-04-10", dana);
    building.count(north, tally);
    assertThat(ready()).isOne();
    world.proveTallies();
    world.give(customers.get(2), "Cem", "2026-03-07", dana);
    world.terminate(customers.get(1), dana);
    assertThat(ready()).isOne();
  }

  @Test
  @DisplayName("D15: a customer’s figures are those of the whole invoice, counted or not yet")
  void figures() {
    world.give(customers.get(0), "Ann", "2026-03-01", dana);
    world.give(customers.get(1), "Bob", "2026-03-05", dana);
    assertThat(ready()).isOne();
    Map<CustomerId, String> counted = alone();
    world.database.jdbc().sql("DELETE FROM tally").update();
    assertThat(alone()).isEqualTo(counted).isEqualTo(whole());
  }

  private Map<CustomerId, String> alone() {
    Map<CustomerId, String> figures = new HashMap<>();
    for (CustomerId customer : customers.subList(0, 2)) {
      figures.put(
          customer, world.the(NextInvoices.class).of(north, customer).orElseThrow().net().shown());
    }
    return figures;
  }

  private Map<CustomerId, String> whole() {
    Map<CustomerId, String> figures = new HashMap<>();
    world
        .the(NextInvoices.class)
        .each(north, share -> figures.put(share.customer(), share.net().shown()))
        .orElseThrow();
    return figures;
  }

  @Test
  @DisplayName("D15: acts at the same time, sums and recounts among them, lose and repeat nothing")
  void together() throws Exception {
    List<Future<?>> acts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CUSTOMERS + 1)) {
      for (CustomerId customer : customers) {
        acts.add(
            threads.submit(() -> {
              for (int i = 0; i < 40; i++) {
                HolderId holder =
                    world.give(
                        customer, "User " + i, LocalDate.of(2026, 3, 1 + i % 9).toString(), dana);
                if (i % 3 == 0) {
                  world.take(customer, holder, "2026-04-1" + i % 9, dana);
                }
              }
            }));
      }
      for (int i = 0; i < 5; i++) {
        acts.add(threads.submit(() -> recount()));
      }
      for (Future<?> act : acts) {
        act.get();
      }
    }
    world.look();
    assertThat(ready()).isOne();
    assertThat(world.database.jdbc().sql("SELECT count(*) FROM licence").query(Long.class).single())
        .isEqualTo(CUSTOMERS * 40L);
  }

  /** Where acts leave it no moment it is tried again later, as by the worker. */
  private void recount() {
    world.database.jdbc().sql("UPDATE tally SET ready = false").update();
    world.the(TallyBuilding.class).doDue(() -> true);
  }
}
