package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.LinkedSources.Verdict;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.Sources;
import dev.tenure.collection.ami.Recording;
import dev.tenure.customer.PortalWorld;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The whole way: from the wire to calls in the database. */
class AsteriskSourceTest {

  private static final Instant BEFORE = Instant.parse("2026-11-22T15:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-11-22T16:10:00Z");
  private static final Map<String, CustomerId> CUSTOMERS = new HashMap<>();
  private static PortalWorld world;

  @BeforeAll
  static void start() {
    world = PortalWorld.frozen();
    world.goTo(BEFORE);
    for (String name :
        List.of(
            "Acme",
            "Acme Gap",
            "Sales Ltd",
            "Help Ltd",
            "Left Ltd",
            "Right Ltd",
            "Acme Wrong",
            "Acme Secret",
            "Acme Ends")) {
      CUSTOMERS.put(name, world.customer(name));
    }
    world.goTo(AFTER);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static CustomerId customer(String name) {
    return Objects.requireNonNull(CUSTOMERS.get(name));
  }

  private static AsteriskDouble asterisk() throws IOException {
    return AsteriskDouble.plain(() -> AFTER);
  }

  private static Settings settings(AsteriskDouble asterisk, String secret) {
    return new Settings(
        SourceKind.ASTERISK,
        "127.0.0.1",
        String.valueOf(asterisk.port()),
        false,
        "",
        AsteriskDouble.USER,
        secret);
  }

  private static Source connect(CustomerId customer, String rule, AsteriskDouble asterisk)
      throws InterruptedException {
    Source source =
        world
            .the(LinkedSources.class)
            .create(customer, "PBX", rule, settings(asterisk, AsteriskDouble.SECRET), world.dana());
    world.the(Connectors.class).look();
    return source;
  }

  private static LinkedSources.Health health(Source source) {
    return world.the(LinkedSources.class).health(source.id(), world.dana()).orElseThrow();
  }

  private static List<String> read(String sql, Object... params) {
    return world
        .database()
        .jdbc()
        .sql(sql)
        .params(params)
        .query((rs, n) -> String.valueOf(rs.getString(1)))
        .list();
  }

  /** Looks again and again, since other threads are at work; gives up after a minute. */
  private static <T> T await(Supplier<T> look, Predicate<T> until) throws InterruptedException {
    T seen = look.get();
    for (int i = 0; i < 600 && !until.test(seen); i++) {
      Thread.sleep(100);
      seen = look.get();
    }
    assertThat(seen).matches(until);
    return seen;
  }

  @Test
  @DisplayName("400 recorded calls come over the wire; each is stored as the phone system had it")
  void replay() throws IOException, InterruptedException {
    CustomerId acme = customer("Acme");
    try (AsteriskDouble asterisk = asterisk()) {
      Source source = connect(acme, "", asterisk);
      byte[] all = Recording.bytes("load-400.ami");
      int greeting = "Asterisk Call Manager/11.0.0\r\n".length();
      Socket socket = asterisk.listener();
      socket.getOutputStream().write(all, greeting, all.length - greeting);
      socket.getOutputStream().flush();

      await(
          () ->
              read(
                  "SELECT outcome FROM call WHERE customer_id = ? AND outcome IS NOT NULL",
                  acme.value()),
          outcomes -> outcomes.size() == 400);
      assertThat(
              read(
                  "SELECT outcome || count(*) FROM call WHERE customer_id = ? GROUP BY outcome"
                      + " ORDER BY 1",
                  acme.value()))
          .containsExactly("ABANDONED74", "ANSWERED254", "REFUSED70", "UNANSWERED2");
      assertThat(health(source).state()).isEqualTo("CONNECTED");
      assertThat(asterisk.asked())
          .startsWith("Challenge", "Login", "Filter")
          .contains("Ping", "CoreShowChannels", "QueueStatus");
    }
  }

  @Test
  @DisplayName("C6: what was in progress when the connection broke is ended, and the gap is marked")
  void gap() throws IOException, InterruptedException {
    CustomerId acme = customer("Acme Gap");
    try (AsteriskDouble asterisk = asterisk()) {
      Source source = connect(acme, "", asterisk);
      Socket first = asterisk.listener();
      AsteriskDouble.write(
          first.getOutputStream(),
          "Event: Newchannel\r\nTimestamp: 1795363700.000000\r\nChannel: PJSIP/t-00000001\r\n"
              + "CallerIDNum: 0161496\r\nExten: 5001\r\nUniqueid: g1\r\nLinkedid: g1\r\n\r\n"
              + "Event: Newchannel\r\nTimestamp: 1795363701.000000\r\nChannel: PJSIP/t-00000002\r\n"
              + "CallerIDNum: 0161497\r\nExten: 5001\r\nUniqueid: g2\r\nLinkedid: g2\r\n\r\n");
      await(
          () -> read("SELECT call_ref FROM call WHERE customer_id = ?", acme.value()),
          c -> c.size() == 2);
      asterisk.inProgress(
          "CoreShowChannel",
          "Channel",
          "PJSIP/t-00000002",
          "CallerIDNum",
          "0161497",
          "Uniqueid",
          "g2",
          "Linkedid",
          "g2",
          "Duration",
          "00:10:00");
      asterisk.inProgress(
          "QueueMember",
          "Queue",
          "sales",
          "Name",
          "Ann",
          "Location",
          "PJSIP/101",
          "Paused",
          "1",
          "PausedReason",
          "lunch");
      first.close();
      asterisk.listener();

      await(
          () ->
              read(
                  "SELECT call_ref FROM call WHERE customer_id = ? AND ended_at IS NULL",
                  acme.value()),
          open -> open.equals(List.of("g2")));
      assertThat(
              read(
                  "SELECT ended_by FROM call WHERE customer_id = ? AND call_ref = 'g1'",
                  acme.value()))
          .containsExactly("UNKNOWN");
      await(
          () ->
              read(
                  "SELECT i.status || ' ' || i.reason FROM agent_interval i WHERE i.customer_id ="
                      + " ?",
                  acme.value()),
          List.of("NOT_READY lunch")::equals);
      LinkedSources.Health health = health(source);
      assertThat(health.gaps()).singleElement().satisfies(gap -> assertThat(gap.to()).isNotNull());
      assertThat(health.error()).isEqualTo("The phone system closed the connection.");
    }
  }

  @Test
  @DisplayName("C8: a shared phone system's calls go to the customer of their queue, or to nobody")
  void shared() throws IOException, InterruptedException {
    CustomerId sales = customer("Sales Ltd");
    CustomerId help = customer("Help Ltd");
    try (AsteriskDouble asterisk = asterisk()) {
      Source source = connect(sales, "queue:sales", asterisk);
      world.the(Sources.class).addCustomer(source.id(), "queue:support", help, world.dana());
      Socket socket = asterisk.listener();
      socket.close();
      socket = asterisk.listener();
      String text = new String(Recording.bytes("load-400.ami"), StandardCharsets.UTF_8);
      AsteriskDouble.write(socket.getOutputStream(), text.substring(text.indexOf("Event: ")));

      await(
          () ->
              read(
                  "SELECT call_ref FROM call WHERE customer_id IN (?, ?) AND ended_at IS NOT NULL",
                  sales.value(),
                  help.value()),
          calls -> calls.size() == 323);
      assertThat(read("SELECT DISTINCT queue FROM call WHERE customer_id = ?", sales.value()))
          .containsExactly("sales");
      assertThat(read("SELECT DISTINCT queue FROM call WHERE customer_id = ?", help.value()))
          .containsExactly("support");
      await(
          () ->
              read(
                  "SELECT n FROM intake_count WHERE source_id = ? AND reason = 'unknown-account'",
                  source.id().value()),
          counts -> !counts.isEmpty());
    }
  }

  @Test
  @DisplayName("A wrong secret is said in words, and so is a host where nobody answers")
  void refusedInWords() throws IOException, InterruptedException {
    CustomerId acme = customer("Acme Wrong");
    try (AsteriskDouble asterisk = asterisk()) {
      LinkedSources sources = world.the(LinkedSources.class);
      Source source = sources.create(acme, "PBX", "", settings(asterisk, "wrong"), world.dana());
      world.the(Connectors.class).look();

      LinkedSources.Health health = await(() -> health(source), h -> h.state().equals("REFUSED"));
      assertThat(health.error()).contains("Authentication failed").doesNotContain("wrong");
      sources.change(
          source.id(),
          source.version(),
          "PBX",
          settings(asterisk, AsteriskDouble.SECRET),
          world.dana());
      world.the(Connectors.class).look();
      await(() -> health(source), h -> h.state().equals("CONNECTED"));
    }
    Settings nowhere =
        new Settings(SourceKind.ASTERISK, "127.0.0.1", "1", false, "", "tenure", "x");
    assertThat(world.the(LinkedSources.class).test(null, nowhere, world.dana()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.verdict()).isEqualTo(Verdict.FAILS);
          assertThat(finding.sentence())
              .startsWith("No phone system could be reached at 127.0.0.1:1.");
        });
  }

  @Test
  @DisplayName("Test connection tells what works and which permissions are missing")
  void trial() throws IOException {
    try (AsteriskDouble asterisk = asterisk()) {
      asterisk.deny("Filter", "CoreShowChannels");
      List<Finding> findings =
          world
              .the(LinkedSources.class)
              .test(null, settings(asterisk, AsteriskDouble.SECRET), world.dana());

      assertThat(findings)
          .extracting(Finding::verdict)
          .containsExactly(
              Verdict.WORKS, Verdict.WORKS, Verdict.IMPROVE, Verdict.IMPROVE, Verdict.FAILS);
      assertThat(findings.getLast().sentence()).contains("add reporting, dialplan to “read”");
    }
  }

  @Test
  @DisplayName(
      "Test connection shows Asterisk's own version, or says which version it shows instead")
  void version() throws IOException {
    try (AsteriskDouble asterisk = asterisk()) {
      assertThat(tried(asterisk).getFirst().sentence())
          .isEqualTo("Connected and logged in as tenure; Asterisk 22.10.1.");
      asterisk.deny("CoreSettings");
      assertThat(tried(asterisk).getFirst().sentence())
          .contains("Asterisk manager interface 11.0.0", "add “reporting” to “write”");
    }
  }

  private static List<Finding> tried(AsteriskDouble asterisk) {
    return world
        .the(LinkedSources.class)
        .test(null, settings(asterisk, AsteriskDouble.SECRET), world.dana());
  }

  private static void member(AsteriskDouble asterisk, String queue) {
    asterisk.inProgress(
        "QueueMember",
        "Queue",
        queue,
        "Name",
        "Alice",
        "Location",
        "PJSIP/101",
        "Paused",
        "0",
        "Wrapuptime",
        "0");
  }

  private static void tells(Socket socket, String event, String queue, Duration after)
      throws IOException {
    Instant at = AFTER.plus(after);
    AsteriskDouble.write(
        socket.getOutputStream(),
        "Event: %s\r\nPrivilege: agent,all\r\nTimestamp: %d.000000\r\nQueue: %s\r\n"
                .formatted(event, at.getEpochSecond(), queue)
            + "MemberName: Alice\r\nInterface: PJSIP/101\r\nPaused: 0\r\nWrapuptime: 0\r\n\r\n");
  }

  /** What Alice is and was for the customer, oldest first. */
  private static List<String> alice(CustomerId customer) {
    return read(
        """
        SELECT i.status || CASE WHEN i.ended_at IS NULL THEN '' ELSE ' over' END
        FROM agent_interval i
        JOIN agent a ON a.id = i.agent_id
        WHERE a.customer_id = ?
          AND a.agent_ref = 'Alice'
        ORDER BY i.started_at
        """,
        customer.value());
  }

  @Test
  @DisplayName(
      "C8: a reinstated customer sees its logged-in agents immediately, others get nothing again;"
          + " joining and leaving one customer's queues reaches that one")
  void agentsOfTwo() throws IOException, InterruptedException {
    CustomerId left = customer("Left Ltd");
    CustomerId right = customer("Right Ltd");
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> AFTER.plusSeconds(3))) {
      member(asterisk, "left");
      member(asterisk, "right");
      Source source = connect(left, "queue:left", asterisk);
      await(() -> alice(left), List.of("READY")::equals);
      Socket socket = asterisk.listener();
      world.the(Sources.class).addCustomer(source.id(), "queue:right", right, world.dana());
      world.the(Connectors.class).accountChanged(right.value());
      await(() -> alice(right), List.of("READY")::equals);

      world.goTo(AFTER.plusSeconds(10));
      world.terminate(right);
      await(() -> alice(right), List.of("READY over")::equals);
      world.goTo(AFTER.plusSeconds(20));
      world.reinstate(right);
      await(() -> alice(right), List.of("READY over", "READY")::equals);
      assertThat(alice(left)).as("told once").containsExactly("READY");

      world.goTo(AFTER.plusSeconds(90));
      tells(socket, "QueueMemberRemoved", "right", Duration.ofSeconds(50));
      await(() -> alice(right), List.of("READY over", "READY over")::equals);
      tells(socket, "QueueMemberAdded", "right", Duration.ofSeconds(60));
      await(() -> alice(right), List.of("READY over", "READY over", "READY")::equals);
      tells(socket, "QueueMemberRemoved", "left", Duration.ofSeconds(70));
      await(() -> alice(left), List.of("READY over")::equals);
      assertThat(alice(right)).containsExactly("READY over", "READY over", "READY");
    } finally {
      world.goTo(AFTER);
    }
  }

  @Test
  @DisplayName("A secret isn't readable in the database, and goes to no other address")
  void secretStaysSecret() throws IOException {
    CustomerId acme = customer("Acme Secret");
    LinkedSources sources = world.the(LinkedSources.class);
    Settings there =
        new Settings(SourceKind.ASTERISK, "pbx.example", "", true, "", "tenure", "hush-hush");
    Source source = sources.create(acme, "PBX", "", there, world.dana());

    assertThat(
            read(
                "SELECT encode(secret, 'escape') FROM source_link WHERE source_id = ?",
                source.id().value()))
        .singleElement()
        .asString()
        .doesNotContain("hush");
    assertThat(
            read(
                "SELECT after_state FROM audit_entry WHERE action = 'source.create' AND customer_id"
                    + " = ?",
                acme.value()))
        .noneMatch(after -> after.contains("hush"));
    Settings elsewhere =
        new Settings(SourceKind.ASTERISK, "evil.example", "", true, "", "tenure", "");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(
            () -> sources.change(source.id(), source.version(), "PBX", elsewhere, world.dana()))
        .withMessageContaining("entered again");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> sources.test(source.id(), elsewhere, world.dana()));
  }

  @Test
  @DisplayName("C8: once its only customer is terminated the phone system is let go")
  void letGo() throws IOException, InterruptedException {
    CustomerId acme = customer("Acme Ends");
    try (AsteriskDouble asterisk = asterisk()) {
      connect(acme, "", asterisk);
      Socket socket = asterisk.listener();
      world.terminate(acme);
      world.goTo(AFTER.plus(Duration.ofSeconds(1)));
      world.the(Connectors.class).look();

      await(socket::isClosed, closed -> closed);
    }
  }
}
