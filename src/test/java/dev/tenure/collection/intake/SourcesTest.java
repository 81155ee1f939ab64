package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.Sources;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourcesTest {

  private final CollectionWorld world = new CollectionWorld();
  private final Sources sources = world.the(Sources.class);
  private final CustomerId acme = world.customer("Acme");
  private final Source.WithKey pbx = world.source(acme);
  private final Actor foreign = CollectionWorld.dana(world.reseller("South"));

  @AfterEach
  void close() {
    world.close();
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal().code()).isEqualTo(code));
  }

  @Test
  @DisplayName("B5: another reseller's phone systems don't exist")
  void foreign() {
    SourceId id = pbx.source().id();
    assertRefused("not-found", () -> sources.require(id, foreign));
    assertRefused("not-found", () -> sources.require(new SourceId(new UUID(1, 2)), foreign));
    assertRefused("not-found", () -> sources.rollKey(id, 1, foreign));
    assertRefused("not-found", () -> sources.create(acme, "PBX", foreign));
    assertRefused("not-found", () -> sources.addCustomer(id, "x", acme, foreign));
    assertRefused("not-found", () -> sources.ofCustomer(acme, foreign));
    assertRefused("not-found", () -> sources.ofReseller(pbx.source().reseller(), foreign));
    assertRefused("not-found", () -> sources.tallies(id, LocalDate.EPOCH, foreign));
  }

  @Test
  @DisplayName("the key is kept as a hash, and shown again nowhere")
  void secret() {
    assertThat(sources.ofCustomer(acme, world.dana())).containsExactly(pbx.source());
    assertThat(pbx.key()).endsWith(pbx.source().keyHint()).hasSizeGreaterThan(40);
    assertThat(world.read("SELECT s::text FROM source s").getFirst()).doesNotContain(pbx.key());
    assertThat(world.read("SELECT e::text FROM audit_entry e"))
        .noneMatch(entry -> entry.contains(pbx.key()));
  }

  @Test
  @DisplayName("A10: a key that somebody else rolled meanwhile is not rolled again")
  void rolledMeanwhile() {
    sources.rollKey(pbx.source().id(), 1, world.dana());
    assertRefused("source-changed", () -> sources.rollKey(pbx.source().id(), 1, world.dana()));
  }

  @Test
  @DisplayName("C8: further customers come by account code; a taken code stays with its customer")
  void accounts() {
    CustomerId best = world.customer("Best");
    Source source = sources.addCustomer(pbx.source().id(), "best", best, world.dana());

    assertThat(source.customers())
        .isEqualTo(
            List.of(
                new Source.Mapping("", acme, "Acme"), new Source.Mapping("best", best, "Best")));
    assertRefused(
        "account-taken", () -> sources.addCustomer(source.id(), "best", acme, world.dana()));
    assertRefused(
        "account-missing", () -> sources.addCustomer(source.id(), " ", best, world.dana()));
  }

  @Test
  @DisplayName("F1: every change of a phone system is in the trail")
  void recorded() {
    sources.rollKey(pbx.source().id(), 1, world.dana());
    assertThat(
            world.read("SELECT action FROM audit_entry WHERE action LIKE 'source.%' ORDER BY at"))
        .containsExactlyInAnyOrder("source.create", "source.roll-key");
  }
}
