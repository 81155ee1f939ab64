package dev.tenure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.audit.keys.TrailKeys;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import dev.tenure.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditReaderTest {

  private static final Instant START = Instant.parse("2026-11-01T09:00:00Z");
  private static final ResellerId NORTH = new ResellerId(new UUID(1, 1));
  private static final ResellerId SOUTH = new ResellerId(new UUID(1, 2));
  private static final CustomerId ACME = new CustomerId(new UUID(2, 1));
  private static final CustomerId OTHER = new CustomerId(new UUID(2, 2));

  @TempDir Path nowhere;

  private TestDatabase database;
  private AuditTrail trail;
  private AuditReader reader;
  private AuditVerification verification;

  @BeforeEach
  void begin() {
    database = TestDatabase.fresh();
    database.freezeClock(START);
    TrailWorld world = new TrailWorld(database, nowhere, TrailKeys.of());
    trail = world.trail();
    reader = new AuditReader(new AuditReadStore(database.jdbc()));
    verification = world.verification();
  }

  @AfterEach
  void end() {
    database.close();
  }

  private static Actor person(
      Level level, @Nullable ResellerId reseller, @Nullable CustomerId customer) {
    return new Actor(new PersonId(new UUID(3, 3)), "Dana Meyer", level, reseller, customer, "::1");
  }

  private static final Actor SUPPORT = person(Level.SUPPORT, null, null);
  private static final Actor NORTHS = person(Level.RESELLER, NORTH, null);
  private static final Actor ACMES = person(Level.CUSTOMER, NORTH, ACME);

  private void record(
      String action, ResellerId reseller, @Nullable CustomerId customer, Audience audience) {
    UUID chain = customer == null ? reseller.value() : customer.value();
    trail.record(
        new AuditEntry(
            chain,
            action,
            "done",
            SUPPORT,
            reseller,
            customer,
            "Subject of " + action,
            "because",
            "",
            "",
            audience));
    database.advanceClock(Duration.ofSeconds(1));
  }

  private List<String> actions(AuditQuery query) {
    return reader.page(query).lines().stream().map(l -> l.entry().action()).toList();
  }

  private void someEntries() {
    record("reseller.hold", NORTH, null, Audience.SUPPORT);
    record("customer.disable", NORTH, ACME, Audience.RESELLER);
    record("person.sign-in", NORTH, ACME, Audience.CUSTOMER);
    record("customer.disable", NORTH, OTHER, Audience.RESELLER);
    record("person.sign-in", NORTH, OTHER, Audience.CUSTOMER);
    record("customer.create", SOUTH, null, Audience.RESELLER);
  }

  @Test
  @DisplayName("F1: Support reads all, newest first")
  void supportSeesAll() {
    someEntries();
    assertThat(actions(AuditQuery.of(SUPPORT)))
        .containsExactly(
            "customer.create",
            "person.sign-in",
            "customer.disable",
            "person.sign-in",
            "customer.disable",
            "reseller.hold");
  }

  @Test
  @DisplayName("F1: a reseller's people read what concerns their reseller and is meant for it")
  void resellerSeesItsOwn() {
    someEntries();
    assertThat(actions(AuditQuery.of(NORTHS)))
        .containsExactly(
            "person.sign-in", "customer.disable", "person.sign-in", "customer.disable");
    assertThat(actions(AuditQuery.of(NORTHS).about(SOUTH))).isEmpty();
    assertThat(actions(AuditQuery.of(NORTHS).inChain(SOUTH.value()))).isEmpty();
    assertThat(actions(AuditQuery.of(NORTHS).about(ACME)))
        .containsExactly("person.sign-in", "customer.disable");
  }

  @Test
  @DisplayName(
      "F1, B4: a customer's people never read why they were stopped, nor of other customers")
  void customerSeesItsOwn() {
    someEntries();
    assertThat(actions(AuditQuery.of(ACMES))).containsExactly("person.sign-in");
    assertThat(actions(AuditQuery.of(ACMES).about(OTHER))).isEmpty();
  }

  @Test
  @DisplayName("Entries are found by words, by action and by time")
  void filters() {
    someEntries();
    AuditQuery all = AuditQuery.of(SUPPORT);
    assertThat(actions(all.matching("BECAUSE", "reseller."))).containsExactly("reseller.hold");
    assertThat(actions(all.matching("of person", ""))).hasSize(2);
    assertThat(actions(all.matching("dana meyer", "customer."))).hasSize(3);
    assertThat(actions(all.matching("100%", ""))).isEmpty();
    assertThat(actions(all.between(START.plusSeconds(1), START.plusSeconds(3))))
        .containsExactly("person.sign-in", "customer.disable");
  }

  @Test
  @DisplayName("Pages follow one another without a gap, entries of the same instant included")
  void paging() {
    for (int i = 0; i < 23; i++) {
      record("step." + i, NORTH, i % 2 == 0 ? ACME : OTHER, Audience.RESELLER);
      if (i % 3 != 0) {
        database.moveClock(database.clock().now().minusSeconds(1));
      }
    }
    List<String> whole = new ArrayList<>();
    reader.each(AuditQuery.of(NORTHS), line -> whole.add(line.entry().action()));
    assertThat(whole).hasSize(23).doesNotHaveDuplicates();

    List<String> paged = new ArrayList<>();
    Optional<String> place = Optional.empty();
    do {
      AuditPage page = reader.page(AuditQuery.of(NORTHS).page(place.orElse(null), 5));
      page.lines().forEach(line -> paged.add(line.entry().action()));
      place = page.next();
    } while (place.isPresent());
    assertThat(paged).isEqualTo(whole);
    assertThat(actions(AuditQuery.of(NORTHS).page("no~cursor", 5))).hasSize(5);
  }

  @Test
  @DisplayName("F2: an untouched trail fits")
  void verified() {
    someEntries();
    assertThat(verification.run().violations()).isEmpty();
    assertThat(verification.run().checked()).isEqualTo(6);
    assertThat(verification.chain(ACME.value()).checked()).isEqualTo(2);
  }

  @Test
  @DisplayName("F2: the database refuses to change an entry")
  void appendOnly() {
    someEntries();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> database.jdbc().sql("UPDATE audit_entry SET reason = 'nicer'").update())
        .hasMessageContaining("append-only");
  }

  private void tamper(String sql) {
    database.jdbc().sql("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only").update();
    assertThat(database.jdbc().sql(sql).param("chain", ACME.value()).update()).isPositive();
    database.jdbc().sql("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only").update();
  }

  private String firstViolation() {
    return verification.run().violations().getFirst();
  }

  private void threeOfAcme() {
    someEntries();
    record("customer.re-enable", NORTH, ACME, Audience.RESELLER);
  }

  @Test
  @DisplayName("F2: a changed word is found, by number and chain, and so by its chain alone")
  void changedEntry() {
    threeOfAcme();
    tamper("UPDATE audit_entry SET reason = 'nicer' WHERE chain_id = :chain AND seq = 2");
    assertThat(firstViolation()).contains("entry 2 of chain " + ACME, "does not fit");
    assertThat(verification.chain(ACME.value()).violation()).isPresent();
    assertThat(verification.chain(OTHER.value()).violation()).isEmpty();
  }

  @Test
  @DisplayName("F2: an entry taken out of the middle is found")
  void removedEntry() {
    threeOfAcme();
    tamper("DELETE FROM audit_entry WHERE chain_id = :chain AND seq = 2");
    assertThat(firstViolation()).contains("entry 2 of chain " + ACME + " is missing");
  }

  @Test
  @DisplayName("F2: an entry cut off at the end is found")
  void cutOff() {
    threeOfAcme();
    tamper("DELETE FROM audit_entry WHERE chain_id = :chain AND seq = 3");
    assertThat(firstViolation()).contains("should end with entry 3 and ends with 2");
  }

  @Test
  @DisplayName("F2: a whole chain that is gone is found, and one whose head is gone")
  void goneChain() {
    threeOfAcme();
    tamper("DELETE FROM audit_entry WHERE chain_id = :chain");
    assertThat(firstViolation()).contains(ACME + " should have 3 entries and has none");
    database
        .jdbc()
        .sql("DELETE FROM audit_chain WHERE chain_id IN (:a, :b)")
        .param("a", ACME.value())
        .param("b", OTHER.value())
        .update();
    assertThat(firstViolation()).contains("has entries and no head");
  }

  @Test
  @DisplayName("F2: an entry rewritten with a fitting hash of its own is found at the next one")
  void rewrittenWithHash() {
    threeOfAcme();
    tamper(
        """
        UPDATE audit_entry SET hash = sha256('x'::bytea) WHERE chain_id = :chain AND seq = 3
        """);
    assertThat(firstViolation()).contains("entry 3 of chain " + ACME);
  }
}
