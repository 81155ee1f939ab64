package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.intake.EventDoor;
import dev.tenure.customer.PortalWorld;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which node keeps which connection. */
class LeaseTest {

  private static final Instant NOW = PortalWorld.START.plus(Duration.ofHours(1));
  private static PortalWorld world;

  @BeforeAll
  static void start() {
    world = PortalWorld.frozen();
    // The nodes of this test look when they are told to.
    world.the(Connectors.class).stop();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static Connectors node() {
    return new Connectors(
        world.the(LinkStore.class),
        world.the(Secrets.class),
        world.the(EventDoor.class),
        world.the(Sockets.class),
        world.the(PlatformClock.class));
  }

  private static Source source(CustomerId customer, AsteriskDouble asterisk) {
    return world
        .the(LinkedSources.class)
        .create(
            customer,
            "PBX",
            "",
            new Settings(
                SourceKind.ASTERISK,
                "127.0.0.1",
                String.valueOf(asterisk.port()),
                false,
                "",
                AsteriskDouble.USER,
                AsteriskDouble.SECRET),
            world.dana());
  }

  private static String lease(Source source) {
    return world
        .database()
        .jdbc()
        .sql("SELECT leased_by || ' ' || xmin::text FROM source_link WHERE source_id = ?")
        .param(source.id().value())
        .query(String.class)
        .single();
  }

  @Test
  @DisplayName("A dead node's connection is taken over when its lease has ended, by one node")
  void takeOver() throws Exception {
    world.goTo(NOW);
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      Source source = source(world.customer("Leased"), asterisk);
      world
          .database()
          .jdbc()
          .sql(
              """
              UPDATE source_link
              SET leased_by = ?,
                  leased_until = tenure_now() + interval '15 seconds'
              WHERE source_id = ?
              """)
          .params(UUID.randomUUID(), source.id().value())
          .update();
      Connectors one = node();
      Connectors other = node();
      world.goTo(NOW.plusSeconds(14));
      one.look();
      other.look();
      assertThat(asterisk.asked()).isEmpty();

      world.goTo(NOW.plusSeconds(16));
      one.look();
      other.look();
      asterisk.listener();
      other.look();
      one.look();
      assertThat(asterisk.asked()).filteredOn("Login"::equals).hasSize(1);

      // Given back, another node needn't wait for its end.
      one.stop();
      other.look();
      asterisk.listener();
      other.stop();
    }
  }

  @Test
  @DisplayName("A15: while time stands still a dead node's connection is taken over all the same")
  void standingStill() throws Exception {
    world.goTo(NOW.plusSeconds(200));
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      Source source = source(world.customer("Leased Then"), asterisk);
      LinkStore store = world.the(LinkStore.class);
      UUID dead = UUID.randomUUID();
      world.goTo(NOW.plusSeconds(400));
      assertThat(mine(store.lease(dead), source)).isTrue();
      world.goTo(NOW.plusSeconds(300));
      UUID node = UUID.randomUUID();
      assertThat(mine(store.lease(dead), source)).as("is renewed by a node that lives").isTrue();
      assertThat(mine(store.lease(node), source)).isFalse();
      world.goTo(NOW.plusSeconds(316));
      assertThat(mine(store.lease(node), source)).as("ends though it was lent for later").isTrue();
      store.release(node);
    }
  }

  private static boolean mine(List<LinkStore.Due> leased, Source source) {
    return leased.stream().anyMatch(due -> due.source().equals(source.id()));
  }

  @Test
  @DisplayName("A lease is written when it is taken and when it is to end soon, and not otherwise")
  void seldomWritten() throws Exception {
    world.goTo(NOW.plusSeconds(100));
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      Source source = source(world.customer("Leased Long"), asterisk);
      LinkStore store = world.the(LinkStore.class);
      UUID node = UUID.randomUUID();
      assertThat(store.lease(node)).hasSize(1);
      String first = lease(source);
      world.goTo(NOW.plusSeconds(103));
      assertThat(store.lease(node)).hasSize(1);
      assertThat(lease(source)).isEqualTo(first);
      world.goTo(NOW.plusSeconds(107));
      assertThat(store.lease(node)).hasSize(1);
      assertThat(lease(source)).isNotEqualTo(first);
      store.release(node);
    }
  }
}
