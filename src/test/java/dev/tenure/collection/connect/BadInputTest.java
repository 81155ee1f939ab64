package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceGrid;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.SourceQuery;
import dev.tenure.customer.PortalWorld;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Phone systems that misbehave: each is told in its health, and another one goes on meanwhile. */
class BadInputTest {

  private static final Instant NOW = PortalWorld.START.plus(Duration.ofHours(1));
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static PortalWorld world;
  private static CustomerId good;
  private static AsteriskDouble well;
  private static Socket wellsLine;
  private Instant now = NOW;

  @BeforeAll
  static void start() throws Exception {
    world = PortalWorld.frozen();
    good = world.customer("Well Ltd");
    world.goTo(NOW);
    well = AsteriskDouble.plain(() -> NOW);
    connect(good, well.port(), false, AsteriskDouble.SECRET);
    wellsLine = well.listener();
  }

  @AfterAll
  static void stop() throws IOException {
    well.close();
    world.close();
  }

  @AfterEach
  void anotherOneWentOn() throws Exception {
    calls(wellsLine, good);
  }

  private static Source connect(CustomerId customer, int port, boolean tls, String secret)
      throws InterruptedException {
    Source source =
        world
            .the(LinkedSources.class)
            .create(
                customer,
                "PBX",
                "",
                new Settings(
                    SourceKind.ASTERISK,
                    "127.0.0.1",
                    String.valueOf(port),
                    tls,
                    "",
                    AsteriskDouble.USER,
                    secret),
                world.dana());
    world.the(Connectors.class).look();
    return source;
  }

  private static Source connect(AsteriskDouble asterisk) throws InterruptedException {
    return connect(customer(), asterisk.port(), false, AsteriskDouble.SECRET);
  }

  private static CustomerId customer() {
    world.goTo(PortalWorld.START.plusSeconds(1));
    CustomerId customer = world.customer("Bad " + NUMBER.incrementAndGet());
    world.goTo(NOW);
    return customer;
  }

  /** Somebody calls there, and the call is stored. */
  private static void calls(Socket line, CustomerId customer) throws Exception {
    String call = "call-" + NUMBER.incrementAndGet();
    AsteriskDouble.write(
        line.getOutputStream(),
        ("Event: Newchannel\r\nTimestamp: %d.000001\r\nChannel: PJSIP/t-00000001\r\n"
                + "CallerIDNum: 0161496\r\nExten: 5001\r\nUniqueid: %s\r\nLinkedid: %s\r\n\r\n")
            .formatted(NOW.getEpochSecond() - 60, call, call));
    for (int i = 0; stored(customer, call) == 0; i++) {
      assertThat(i).as("seconds until %s is stored", call).isLessThan(600);
      Thread.sleep(100);
    }
  }

  private static long stored(CustomerId customer, String call) {
    return world
        .database()
        .jdbc()
        .sql("SELECT count(*) FROM call WHERE customer_id = ? AND call_ref = ?")
        .params(customer.value(), call)
        .query(Long.class)
        .single();
  }

  private static CustomerId of(Source source) {
    return source.customers().getFirst().customer();
  }

  private static final Actor SUPPORT =
      new Actor(new PersonId(new UUID(7, 7)), "Sam", Level.SUPPORT, null, null, "test");

  /** Its reseller sees that it can't be reached, and Support why. */
  private static void unreachable(Source source, String why) throws InterruptedException {
    health(source, says("WAITING", "No phone system could be reached at 127.0.0.1:"));
    LinkedSources links = world.the(LinkedSources.class);
    assertThat(links.health(source.id(), SUPPORT).orElseThrow().error()).contains(why);
    SourceQuery all =
        new SourceQuery(null, "", Optional.empty(), SourceQuery.Sort.NAME, false, 1, 100);
    SourceQuery own =
        new SourceQuery(
            world.reseller(), "", Optional.empty(), SourceQuery.Sort.NAME, false, 1, 100);
    SourceGrid grid = world.the(SourceGrid.class);
    assertThat(grid.page(all, SUPPORT).lines()).anyMatch(line -> line.error().contains(why));
    assertThat(grid.page(own, world.dana()).lines()).noneMatch(line -> line.error().contains(why));
  }

  private static LinkedSources.Health health(Source source, Predicate<LinkedSources.Health> until)
      throws InterruptedException {
    LinkedSources.Health seen =
        world.the(LinkedSources.class).health(source.id(), world.dana()).orElseThrow();
    for (int i = 0; i < 600 && !until.test(seen); i++) {
      Thread.sleep(100);
      seen = world.the(LinkedSources.class).health(source.id(), world.dana()).orElseThrow();
    }
    assertThat(seen).matches(until);
    return seen;
  }

  private static Predicate<LinkedSources.Health> says(String state, String error) {
    return health -> health.state().equals(state) && health.error().contains(error);
  }

  @Test
  @DisplayName("A wrong secret")
  void wrongSecret() throws Exception {
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      Source source = connect(customer(), asterisk.port(), false, "wrong");
      health(source, says("REFUSED", "It refuses user tenure: “Authentication failed”."));
    }
  }

  @Test
  @DisplayName("A host where nobody answers")
  void nobody() throws Exception {
    int port;
    try (ServerSocket none = new ServerSocket(0)) {
      port = none.getLocalPort();
    }
    Source source = connect(customer(), port, false, AsteriskDouble.SECRET);
    unreachable(source, "Nothing answers at 127.0.0.1:" + port);
  }

  @Test
  @DisplayName("TLS where there is none")
  void tlsMismatch() throws Exception {
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      Source source = connect(customer(), asterisk.port(), true, AsteriskDouble.SECRET);
      unreachable(source, "No secure connection: ");
    }
  }

  @Test
  @DisplayName("A permission that is missing")
  void permission() throws Exception {
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      asterisk.deny("Filter", "CoreShowChannels");
      Source source = connect(asterisk);
      LinkedSources.Health health = health(source, says("CONNECTED", ""));
      assertThat(health.advice())
          .anyMatch(said -> said.contains("add “system” to “write”"))
          .anyMatch(said -> said.contains("add “reporting” to “write”"));
    }
  }

  @Test
  @DisplayName("Half a line, and then nothing")
  void halfALine() throws Exception {
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      Source source = connect(asterisk);
      try (Socket line = asterisk.listener()) {
        AsteriskDouble.write(line.getOutputStream(), "Event: Newchannel\r\nUniq");
      }
      Socket again = asterisk.listener();
      LinkedSources.Health health =
          health(source, says("CONNECTED", "The phone system closed the connection."));
      assertThat(health.gaps()).hasSize(1);
      calls(again, of(source));
    }
  }

  @Test
  @DisplayName("A line of 10 MB is left out, which is said, and what follows is read")
  void longLine() throws Exception {
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> now)) {
      Source source = connect(asterisk);
      Socket line = asterisk.listener();
      AsteriskDouble.write(line.getOutputStream(), "Event: Newchannel\r\nJunk: ");
      byte[] junk = "x".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 10; i++) {
        line.getOutputStream().write(junk);
      }
      AsteriskDouble.write(line.getOutputStream(), "\r\n\r\n");
      calls(line, of(source));
      world.goTo(NOW.plusSeconds(6));
      calls(line, of(source));
      LinkedSources.Health health = health(source, h -> !h.advice().isEmpty());
      assertThat(health.state()).isEqualTo("CONNECTED");
      assertThat(health.advice())
          .anyMatch(said -> said.startsWith("1 of its messages were too long to be read"));
    }
  }

  @Test
  @DisplayName("Garbage instead of a greeting")
  void garbageAtFirst() throws Exception {
    byte[] garbage = new byte[4096];
    new Random(5).nextBytes(garbage);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> babble(server, garbage));
      Source source = connect(customer(), server.getLocalPort(), false, AsteriskDouble.SECRET);
      unreachable(source, "is no Asterisk manager");
    }
  }

  private static void babble(ServerSocket server, byte[] garbage) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          OutputStream out = socket.getOutputStream()) {
        out.write(garbage);
      } catch (IOException gone) {
        // Whoever heard that hung up.
      }
    }
  }

  @Test
  @DisplayName("Garbage among what can be read: the rest is read")
  void garbageBetween() throws Exception {
    byte[] garbage = new byte[200_000];
    new Random(6).nextBytes(garbage);
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      Source source = connect(asterisk);
      Socket line = asterisk.listener();
      line.getOutputStream().write(garbage);
      AsteriskDouble.write(line.getOutputStream(), "\r\n\r\n");
      calls(line, of(source));
      health(source, says("CONNECTED", ""));
    }
  }

  @Test
  @DisplayName("Endless garbage after the log-in ends the connection, and is said")
  void endlessGarbage() throws Exception {
    byte[] garbage = "no colon in this line\r\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      Source source = connect(asterisk);
      Socket line = asterisk.listener();
      try {
        for (int i = 0; i < 100; i++) {
          line.getOutputStream().write(garbage);
        }
      } catch (IOException cutOff) {
        // As it should be.
      }
      health(source, health -> health.error().contains("what it sends can't be read"));
    }
  }

  @Test
  @DisplayName("A clock that is an hour off is measured and shown")
  void clockOff() throws Exception {
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW.plus(Duration.ofHours(1)))) {
      Source source = connect(asterisk);
      LinkedSources.Health health = health(source, says("CONNECTED", ""));
      assertThat(health.clockAhead()).isEqualTo(Duration.ofHours(1));
    }
  }

  @Test
  @DisplayName("A flood of channels that never end is cut off before it fills the memory")
  void flood() throws Exception {
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      Source source = connect(asterisk);
      Socket line = asterisk.listener();
      StringBuilder channels = new StringBuilder();
      for (int i = 0; i < 60_000; i++) {
        channels
            .append("Event: Newchannel\r\nChannel: Local/x@y-00000001;2\r\nUniqueid: f")
            .append(i)
            .append("\r\nLinkedid: f0\r\n\r\n");
      }
      try {
        AsteriskDouble.write(line.getOutputStream(), channels.toString());
      } catch (IOException cutOff) {
        // As it should be.
      }
      health(source, health -> health.error().contains("more than any phone system has"));
      calls(asterisk.listener(), of(source));
    }
  }
}
