package dev.tenure.billing;

import static dev.tenure.billing.BillingWorld.ESSENTIAL;
import static dev.tenure.billing.BillingWorld.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.identity.PersonCharges;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where access and money meet: who holds a licence, and what becomes of it. */
class SeatsTest {

  private BillingWorld world;
  private ResellerId north;
  private Actor dana;
  private CustomerId acme;
  private Licences licences;

  @BeforeEach
  void begin() {
    world = new BillingWorld();
    north = world.reseller("North");
    dana = BillingWorld.dana(north);
    acme = world.customer(north, "Acme");
    world.charge(north, world.plan("Standard", "GBP", CreditRule.NONE), "2026-03-01");
    licences = world.the(Licences.class);
  }

  @AfterEach
  void end() {
    world.proveTallies();
    world.close();
  }

  private void invoiceOf(String month) {
    world.goTo(month + "-01T03:00:00Z");
    world.look();
  }

  private List<String> newest() {
    List<String> lines = world.newest(dana);
    return lines.subList(1, lines.size() - 1);
  }

  private void give(HolderId holder, PartNumber part, String on) {
    LicenceChange change = new LicenceChange(acme, holder, part, true, LocalDate.parse(on));
    licences.carryOut(change, licences.mark(acme), dana);
  }

  private LicenceChange taken(HolderId holder, String on) {
    return new LicenceChange(acme, holder, ESSENTIAL, false, LocalDate.parse(on));
  }

  @Test
  @DisplayName("D14: a licence that is moved in an invoiced month is charged once, no day lost")
  void moved() {
    HolderId ann = world.give(acme, "Ann", "2026-03-01", dana);
    HolderId bob = world.the(Licences.class).takeOver(acme, "Bob", List.of(), day(), dana);
    invoiceOf("2026-04");
    world.goTo("2026-04-16T10:00:00Z");
    LicenceChange change = taken(ann, "2026-04-16");
    assertThat(licences.moveCost(change, bob, dana).orElseThrow().whole())
        .isEqualTo(Money.of(0, "GBP"));
    licences.move(change, bob, licences.mark(acme), dana);
    invoiceOf("2026-05");
    assertThat(newest()).containsExactly("ADVANCE Acme Bob 2026-05-01..2026-05-31 31/31 31.00");
    // Back again: still one licence.
    world.goTo("2026-05-10T10:00:00Z");
    licences.move(taken(bob, "2026-05-10"), ann, licences.mark(acme), dana);
    invoiceOf("2026-06");
    assertThat(newest()).containsExactly("ADVANCE Acme Ann 2026-06-01..2026-06-30 30/30 31.00");
  }

  private static LocalDate day() {
    return LocalDate.of(2026, 3, 1);
  }

  @Test
  @DisplayName("D14: a licence that began and moved between two invoices is charged for each day")
  void movedBetweenInvoices() {
    HolderId ann = world.give(acme, "Ann", "2026-03-10", dana);
    HolderId bob = licences.takeOver(acme, "Bob", List.of(), day(), dana);
    licences.move(taken(ann, "2026-03-11"), bob, licences.mark(acme), dana);
    invoiceOf("2026-04");
    assertThat(newest())
        .containsExactly(
            "ARREARS Acme Ann 2026-03-10..2026-03-10 1/31 1.00",
            "ARREARS Acme Bob 2026-03-11..2026-03-31 21/31 21.00",
            "ADVANCE Acme Bob 2026-04-01..2026-04-30 30/30 31.00");
  }

  @Test
  @DisplayName("D14, A10: a move is refused to a stale reader, to a user who holds it, to no user")
  void moveRefused() {
    HolderId ann = world.give(acme, "Ann", "2026-03-01", dana);
    HolderId bob = world.give(acme, "Bob", "2026-03-01", dana);
    HolderId cid = licences.takeOver(acme, "Cid", List.of(), day(), dana);
    LicenceChange change = taken(ann, "2026-03-05");
    long mark = licences.mark(acme);
    assertThatThrownBy(() -> licences.move(change, bob, mark, dana))
        .hasMessageContaining("already-held");
    assertThatThrownBy(() -> licences.move(change, ann, mark, dana))
        .hasMessageContaining("same-user");
    assertThatThrownBy(() -> licences.move(change, cid, mark - 1, dana))
        .hasMessageContaining("licences-changed");
    assertThatThrownBy(() -> licences.move(taken(cid, "2026-03-05"), ann, mark, dana))
        .hasMessageContaining("not-held");
    assertThatThrownBy(() -> licences.move(change, new HolderId(acme.value()), mark, dana))
        .hasMessageContaining("not-found");
  }

  @Test
  @DisplayName("D14: a person and the agent that they are hold one licence, and are charged once")
  void joined() {
    world.person(acme, "Fay", true);
    world.agents(acme, "Fay");
    invoiceOf("2026-04");
    world.goTo("2026-04-10T10:00:00Z");
    Holder person = world.holder(acme, "Fay", Holder.Origin.PERSON, dana);
    Holder agent = world.holder(acme, "Fay", Holder.Origin.AGENT, dana);
    HolderJoins joins = world.the(HolderJoins.class);
    assertThat(joins.candidates(licences.of(acme, dana), person).getFirst().signs())
        .contains(HolderMatch.Sign.NAME, HolderMatch.Sign.EMAIL);
    assertThat(joins.cost(acme, agent.id(), person.id(), dana).orElseThrow().same()).isTrue();
    HolderId one = joins.join(acme, agent.id(), person.id(), licences.mark(acme), dana);
    assertThat(licences.of(acme, dana).holders())
        .singleElement()
        .satisfies(holder -> {
          assertThat(holder.origin()).isEqualTo(Holder.Origin.JOINED);
          assertThat(holder.id()).isEqualTo(one);
          assertThat(holder.licences()).hasSize(1);
        });
    invoiceOf("2026-05");
    assertThat(newest()).containsExactly("ADVANCE Acme Fay 2026-05-01..2026-05-31 31/31 31.00");
    // Undone: the licence is the agent's again, and no day is charged twice.
    world.goTo("2026-05-10T10:00:00Z");
    assertThat(joins.separateCost(acme, one, dana).orElseThrow().same()).isTrue();
    joins.separate(acme, one, licences.mark(acme), dana);
    assertThat(world.holder(acme, "Fay", Holder.Origin.AGENT, dana).licences()).hasSize(1);
    assertThat(world.holder(acme, "Fay", Holder.Origin.PERSON, dana).licences())
        .allMatch(held -> !held.reaches(LocalDate.of(2026, 5, 10)));
    invoiceOf("2026-06");
    assertThat(newest()).containsExactly("ADVANCE Acme Fay 2026-06-01..2026-06-30 30/30 31.00");
    assertThatThrownBy(() -> joins.separate(acme, one, licences.mark(acme), dana))
        .hasMessageContaining("not-joined");
  }

  @Test
  @DisplayName(
      "D14: where both held the part, the agent's ends with the join and returns with its undoing")
  void joinedWhereBothHeld() {
    world.person(acme, "Fay", true);
    world.agents(acme, "Fay");
    world.look();
    Holder person = world.holder(acme, "Fay", Holder.Origin.PERSON, dana);
    Holder agent = world.holder(acme, "Fay", Holder.Origin.AGENT, dana);
    give(person.id(), ESSENTIAL, "2026-03-05");
    give(person.id(), REPORTS, "2026-03-05");
    world.goTo("2026-03-12T10:00:00Z");
    HolderJoins joins = world.the(HolderJoins.class);
    HolderId one = joins.join(acme, person.id(), agent.id(), licences.mark(acme), dana);
    assertThatThrownBy(() -> joins.join(acme, person.id(), agent.id(), licences.mark(acme), dana))
        .isInstanceOf(Refused.class);
    invoiceOf("2026-04");
    assertThat(newest())
        .containsExactly(
            "ARREARS Acme Fay 2026-03-05..2026-03-31 27/31 27.00",
            "ADVANCE Acme Fay 2026-04-01..2026-04-30 30/30 31.00",
            "ARREARS Acme Fay 2026-03-05..2026-03-31 27/31 27.00",
            "ADVANCE Acme Fay 2026-04-01..2026-04-30 30/30 31.00",
            "ARREARS Acme Fay 2026-03-01..2026-03-11 11/31 11.00");
    world.goTo("2026-04-20T10:00:00Z");
    joins.separate(acme, one, licences.mark(acme), dana);
    invoiceOf("2026-05");
    assertThat(newest()).hasSize(4).contains("ARREARS Acme Fay 2026-04-20..2026-04-30 11/30 11.37");
  }

  @Test
  @DisplayName("Deactivating a user says what stays charged and ends it when asked")
  void chargesOfPerson() {
    PersonId kim = world.person(acme, "Kim", true);
    PersonCharges charges = world.the(PersonCharges.class);
    assertThat(charges.of(acme, kim, dana)).isEmpty();
    give(new HolderId(kim.value()), ESSENTIAL, "2026-03-01");
    assertThat(charges.of(acme, kim, dana)).containsExactly(charge("31.00 GBP", null));
    Actor admin = new Actor(null, "Ada", Level.CUSTOMER, north, acme, "test");
    assertThat(charges.of(acme, kim, admin))
        .as("a customer doesn't see what its reseller pays")
        .containsExactly(new PersonCharges.Charge("Essential User", Outlook.nothing(), null));
    Actor eve =
        new Actor(null, "Eve", Level.CUSTOMER, north, world.customer(north, "Bolt"), "test");
    assertThatThrownBy(() -> charges.of(acme, kim, eve)).hasMessageContaining("not-found");
    world.goTo("2026-03-12T10:00:00Z");
    charges.end(acme, kim, admin);
    charges.end(acme, kim, admin);
    assertThat(charges.of(acme, kim, dana))
        .containsExactly(charge("0.00 GBP", LocalDate.of(2026, 3, 12)));
    invoiceOf("2026-04");
    assertThat(newest()).containsExactly("ARREARS Acme Kim 2026-03-01..2026-03-12 12/31 12.00");
  }

  private static PersonCharges.Charge charge(String monthly, @Nullable LocalDate last) {
    return new PersonCharges.Charge(
        "Essential User", new Outlook<>(Optional.of(monthly), ""), last);
  }

  @Test
  @DisplayName("G: no act on licences waits for its cost; what begins without a price is refused")
  void unpriced() {
    PartNumber part = new PartNumber("TEN-RT");
    String why = "Standard has no price for Real-time add-on (TEN-RT)";
    PersonId kim = world.person(acme, "Kim", true);
    HolderId one = new HolderId(kim.value());
    world.agents(acme, "Fay", "Gus");
    world.look();
    HolderId fay = world.holder(acme, "Fay", Holder.Origin.AGENT, dana).id();
    HolderId gus = world.holder(acme, "Gus", Holder.Origin.AGENT, dana).id();
    HolderId ann = world.give(acme, "Ann", "2026-03-01", dana);
    licences.takeOver(acme, "Rita", List.of(part), day(), dana);
    HolderId rita = world.holder(acme, "Rita", Holder.Origin.NAMED, dana).id();

    LicenceChange begun = new LicenceChange(acme, ann, part, true, day());
    assertThatThrownBy(() -> licences.cost(begun, dana)).hasMessageContaining("part-not-priced");
    assertThatThrownBy(() -> licences.carryOut(begun, licences.mark(acme), dana))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal().sentence()).contains(why));
    LicenceChange priced = new LicenceChange(acme, ann, REPORTS, true, day());
    assertThat(licences.cost(priced, dana).because()).contains(why);
    licences.carryOut(priced, licences.mark(acme), dana);

    FoundUsers found = world.the(FoundUsers.class);
    assertThat(found.cost(acme, Set.of(gus), false, dana).because()).contains(why);
    found.settle(acme, Set.of(gus), false, licences.mark(acme), dana);
    HolderJoins joins = world.the(HolderJoins.class);
    assertThat(joins.cost(acme, one, fay, dana).because()).contains(why);
    joins.join(acme, one, fay, licences.mark(acme), dana);
    PersonCharges charges = world.the(PersonCharges.class);
    assertThat(charges.of(acme, kim, dana).getFirst().monthly().because()).contains(why);
    assertThat(joins.separateCost(acme, one, dana).because()).contains(why);
    joins.separate(acme, one, licences.mark(acme), dana);
    give(one, ESSENTIAL, "2026-03-01");
    charges.end(acme, kim, dana);
    deactivate(kim);
    IdleHolders.Overview idle = world.the(IdleHolders.class).of(north, 30);
    assertThat(idle.holders()).isNotEmpty().allMatch(holder -> holder.monthly().isEmpty());
    assertThat(idle.total().because()).contains(why);

    LicenceChange moved = new LicenceChange(acme, rita, part, false, LocalDate.of(2026, 3, 2));
    assertThat(licences.moveCost(moved, ann, dana).because()).contains(why);
    licences.move(moved, ann, licences.mark(acme), dana);
    LicenceChange away = new LicenceChange(acme, ann, part, false, LocalDate.of(2026, 3, 2));
    assertThat(licences.cost(away, dana).because()).contains(why);
    licences.carryOut(away, licences.mark(acme), dana);
    LicenceChange rest = new LicenceChange(acme, rita, part, false, day());
    assertThat(licences.cost(rest, dana).known()).as("D4: one single day").isPresent();
    licences.carryOut(rest, licences.mark(acme), dana);
    assertThat(licences.cost(taken(ann, "2026-03-05"), dana).known()).isPresent();
  }

  private void tryOut(HolderId holder, String from, @Nullable String until) {
    world
        .the(LicenceTrials.class)
        .keep(
            acme,
            holder,
            ESSENTIAL,
            LocalDate.parse(from),
            until == null ? null : LocalDate.parse(until),
            licences.mark(acme),
            BillingWorld.support());
  }

  @Test
  @DisplayName(
      "D13: Support gives a trial with a licence, within the limit, changed while it runs; a moved"
          + " licence takes it along")
  void trialWithLicence() {
    LicenceTrials trials = world.the(LicenceTrials.class);
    world.goTo("2026-03-10T10:00:00Z");
    HolderId ann = world.give(acme, "Ann", "2026-03-10", dana);
    HolderId bob = licences.takeOver(acme, "Bob", List.of(), day(), dana);
    LocalDate begin = LocalDate.of(2026, 3, 10);
    assertThatThrownBy(
            () -> trials.keep(acme, ann, ESSENTIAL, begin, begin, licences.mark(acme), dana))
        .hasMessageContaining("support-only");
    assertThatThrownBy(
            () -> trials.keep(acme, ann, ESSENTIAL, begin, begin, 99, BillingWorld.support()))
        .hasMessageContaining("licences-changed");
    assertThatThrownBy(() -> tryOut(ann, "2026-03-11", "2026-03-20"))
        .hasMessageContaining("licence-unknown");
    for (String wrong : List.of("2026-03-09", "2026-04-10")) {
      assertThatThrownBy(() -> tryOut(ann, "2026-03-10", wrong))
          .as("30 days at most")
          .hasMessageContaining("trial-out-of-range");
    }
    tryOut(ann, "2026-03-10", "2026-04-09");
    tryOut(ann, "2026-03-10", "2026-04-05");
    assertThat(licences.of(acme, dana).require(ann).licences().getFirst().trialUntil())
        .isEqualTo(LocalDate.of(2026, 4, 5));
    invoiceOf("2026-04");
    assertThat(newest())
        .containsExactly(
            "TRIAL Acme Ann 2026-03-10..2026-03-31 22/31 0.00",
            "TRIAL Acme Ann 2026-04-01..2026-04-05 5/30 0.00",
            "ADVANCE Acme Ann 2026-04-06..2026-04-30 25/30 25.83");
    world.goTo("2026-04-03T10:00:00Z");
    LicenceChange change = taken(ann, "2026-04-03");
    assertThat(licences.moveCost(change, bob, dana).orElseThrow().same()).isTrue();
    licences.move(change, bob, licences.mark(acme), dana);
    assertThatThrownBy(() -> tryOut(bob, "2026-04-03", "2026-04-10"))
        .as("counted from its first user")
        .hasMessageContaining("trial-out-of-range");
    tryOut(bob, "2026-04-03", "2026-04-09");
    tryOut(bob, "2026-04-03", null);
    assertThat(licences.of(acme, dana).require(bob).licences().getFirst().trialUntil())
        .as("the days that were free stay so")
        .isEqualTo(LocalDate.of(2026, 4, 2));
    assertThatThrownBy(() -> tryOut(bob, "2026-04-03", "2026-04-08"))
        .hasMessageContaining("trial-ended");
    invoiceOf("2026-05");
    assertThat(newest()).containsExactly("ADVANCE Acme Bob 2026-05-01..2026-05-31 31/31 31.00");
    HolderId cid = world.give(acme, "Cid", "2026-05-10", dana);
    invoiceOf("2026-06");
    assertThatThrownBy(() -> tryOut(cid, "2026-05-10", "2026-06-05"))
        .hasMessageContaining("trial-too-late")
        .hasMessageContaining("invoiced already");
  }

  @Test
  @DisplayName("Licensed but inactive users are listed with their reason and their cost")
  void idle() {
    PersonId kim = world.person(acme, "Kim", true);
    PersonId lee = world.person(acme, "Lee", false);
    PersonId max = world.person(acme, "Max", true);
    world.agents(acme, "Fay", "Gus");
    world.look();
    for (PersonId person : List.of(kim, lee, max)) {
      give(new HolderId(person.value()), ESSENTIAL, "2026-03-02");
    }
    deactivate(kim);
    world.goTo("2026-03-04T10:00:00Z");
    seen("Gus");
    IdleHolders.Overview idle = world.the(IdleHolders.class).of(north, 30);
    assertThat(idle.holders())
        .extracting(holder -> holder.name() + " " + holder.why() + " " + cost(holder))
        .containsExactly(
            "Fay NOT_SEEN 31.00 GBP", "Kim DEACTIVATED 31.00 GBP", "Lee NEVER_ACTIVATED 31.00 GBP");
    assertThat(idle.total().known()).contains(Money.of(9300, "GBP"));
    // Joined with somebody who works, the agent isn't idle.
    world
        .the(HolderJoins.class)
        .join(
            acme,
            new HolderId(max.value()),
            world.holder(acme, "Fay", Holder.Origin.AGENT, dana).id(),
            licences.mark(acme),
            dana);
    world.goTo("2026-03-06T11:00:00Z");
    assertThat(world.the(IdleHolders.class).of(north, 2).holders())
        .extracting(IdleHolder::name)
        .containsExactly("Gus", "Kim", "Lee");
    assertThat(world.the(IdleHolders.class).of(world.reseller("South"), 30).holders()).isEmpty();
  }

  private static @Nullable String cost(IdleHolder holder) {
    return holder.monthly().map(Money::shown).orElse(null);
  }

  private void deactivate(PersonId person) {
    world
        .database
        .jdbc()
        .sql("UPDATE person SET active = false WHERE id = :id")
        .param("id", person.value())
        .update();
  }

  private void seen(String agent) {
    world
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO agent_interval (
              agent_id, customer_id, service_from, status, reason, started_at, until)
            SELECT a.id, a.customer_id, lower(p.during), 'READY', '', tenure_now(),
                   tenure_now() + interval '1 microsecond'
            FROM agent a
            JOIN service_period p ON p.customer_id = a.customer_id
            WHERE a.name = :name
            """)
        .param("name", agent)
        .update();
  }

  @Test
  @DisplayName("D17: users joined or assigned by hand need no confirmation")
  void decidedByHand() {
    FoundUsers found = world.the(FoundUsers.class);
    found.limit(acme, "0", dana);
    world.agents(acme, "Ada", "Bob", "Cy");
    world.look();
    assertThat(found.of(acme, dana).waiting()).isEqualTo(3);
    give(world.holder(acme, "Ada", Holder.Origin.AGENT, dana).id(), ESSENTIAL, "2026-03-02");
    PersonId kim = world.person(acme, "Kim", true);
    world
        .the(HolderJoins.class)
        .join(
            acme,
            new HolderId(kim.value()),
            world.holder(acme, "Bob", Holder.Origin.AGENT, dana).id(),
            licences.mark(acme),
            dana);
    assertThat(found.of(acme, dana).users()).extracting(FoundUser::name).containsExactly("Cy");
    assertThatThrownBy(() -> found.settle(acme, Set.of(), true, licences.mark(acme), dana))
        .hasMessageContaining("nobody-chosen");
  }
}
