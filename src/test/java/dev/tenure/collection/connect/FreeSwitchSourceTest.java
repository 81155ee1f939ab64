package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.LinkedSources.Verdict;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.eventsocket.SwitchRecording;
import dev.tenure.customer.PortalWorld;
import dev.tenure.platform.CustomerId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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

/** The whole way: from FreeSWITCH's wire to calls and visits in the database. */
class FreeSwitchSourceTest {

  private static final Instant BEFORE = Instant.parse("2026-11-22T15:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-11-22T16:10:00Z");
  private static final List<String> NAMES =
      List.of("Acme", "Acme Gap", "Acme Lost", "Acme Ghost", "Acme Wrong", "Acme Broken", "Other");
  private static final Map<String, CustomerId> CUSTOMERS = new HashMap<>();
  private static PortalWorld world;

  @BeforeAll
  static void start() {
    System.setProperty("tenure.secrets.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    world = PortalWorld.frozen();
    System.clearProperty("tenure.secrets.key");
    world.goTo(BEFORE);
    for (String name : NAMES) {
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

  private static FreeSwitchDouble freeSwitch() throws IOException {
    return new FreeSwitchDouble(() -> world.database().clock().now());
  }

  private static Settings settings(int port, String password) {
    return new Settings(
        SourceKind.FREESWITCH, "127.0.0.1", String.valueOf(port), false, "", "", password);
  }

  private static Source connect(CustomerId customer, FreeSwitchDouble there)
      throws InterruptedException {
    Source source =
        world
            .the(LinkedSources.class)
            .create(
                customer,
                "Switch",
                "",
                settings(there.port(), FreeSwitchDouble.PASSWORD),
                world.dana());
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

  /** Looks again and again, since other threads are at work; gives up after two minutes. */
  private static <T> T await(Supplier<T> look, Predicate<T> until) throws InterruptedException {
    T seen = look.get();
    for (int i = 0; i < 1_200 && !until.test(seen); i++) {
      Thread.sleep(100);
      seen = look.get();
    }
    assertThat(seen).matches(until);
    return seen;
  }

  @Test
  @DisplayName("Four recorded callers come over the wire: calls, visits and agents are as it told")
  void replay() throws IOException, InterruptedException {
    CustomerId acme = customer("Acme");
    try (FreeSwitchDouble there = freeSwitch()) {
      Source source = connect(acme, there);
      there.listener().tell(SwitchRecording.bodies());

      await(
          () ->
              read(
                  "SELECT outcome FROM call WHERE customer_id = ? AND outcome IS NOT NULL",
                  acme.value()),
          outcomes -> outcomes.size() == 4);
      assertThat(
              read(
                  """
                  SELECT v.queue || ' ' || v.outcome || ' ' || v.agent_ref || ' '
                         || round(extract(epoch FROM v.left_at - v.entered_at), 1) || ' '
                         || COALESCE(round(extract(epoch FROM v.talk_until - v.left_at), 1)::text, '-')
                         || ' ' || round(extract(epoch FROM v.held), 1) || ' '
                         || COALESCE(v.ended_by, '-')
                  FROM queue_visit v
                  WHERE v.customer_id = ?
                  ORDER BY v.entered_at
                  """,
                  acme.value()))
          .containsExactly(
              "support@default ANSWERED b1 0.1 5.9 0.0 CALLER",
              "support@default ABANDONED  4.0 - 0.0 -",
              "support@default ANSWERED b1 0.0 8.0 2.0 CALLER",
              "support@default ABANDONED  12.0 - 0.0 -");
      assertThat(
              read(
                  "SELECT agent_ref || ' ' || result FROM agent_offer WHERE customer_id = ? ORDER"
                      + " BY offered_at",
                  acme.value()))
          .containsExactly("b1 ANSWERED", "b1 ANSWERED", "b2 REJECTED", "b2 REJECTED");
      assertThat(
              read(
                  "SELECT a.agent_ref || ' ' || i.status || ' ' || i.reason FROM agent_interval i"
                      + " JOIN agent a ON a.id = i.agent_id WHERE i.customer_id = ? ORDER BY"
                      + " i.started_at",
                  acme.value()))
          .contains("b1 NOT_READY On Break", "b2 NOT_READY On Break");
      assertThat(health(source).state()).isEqualTo("CONNECTED");
      assertThat(health(source).version()).isEqualTo("1.10.12-release~64bit");
      assertThat(there.asked())
          .startsWith("auth", "api version")
          .contains("api show channels as json", "api strmicroepoch");
    }
  }

  @Test
  @DisplayName(
      "C6: what FreeSWITCH numbered while nobody listened is a gap, closed by the snapshot")
  void gap() throws IOException, InterruptedException {
    CustomerId acme = customer("Acme Gap");
    try (FreeSwitchDouble there = freeSwitch()) {
      Source source = connect(acme, there);
      FreeSwitchDouble.Listener first = there.listener();
      for (String id : List.of("g1", "g2")) {
        first.tell(
            AFTER,
            1,
            "CHANNEL_CREATE",
            "Unique-ID",
            id,
            "Call-Direction",
            "inbound",
            "Caller-Caller-ID-Number",
            "01614960733",
            "Caller-Destination-Number",
            "5001");
      }
      await(
          () -> read("SELECT call_ref FROM call WHERE customer_id = ?", acme.value()),
          calls -> calls.size() == 2);
      there.answers(
          "show channels as json",
          "{\"row_count\":1,\"rows\":[{\"uuid\":\"g2\",\"direction\":\"inbound\",\"cid_num\":\"01614960733\","
              + "\"dest\":\"5001\",\"call_uuid\":\"g2\",\"callstate\":\"ACTIVE\"}]}");
      there.answers(
          "callcenter_config agent list",
          "name|contact|status|state|wrap_up_time\nann|user/101|On Break|Waiting|0\n+OK\n");
      first.raw(SwitchRecording.frame("text/disconnect-notice", "Disconnected, goodbye.\n"));
      there.listener();

      await(
          () ->
              read(
                  "SELECT call_ref FROM call WHERE customer_id = ? AND ended_at IS NULL",
                  acme.value()),
          List.of("g2")::equals);
      await(
          () ->
              read(
                  "SELECT status || ' ' || reason FROM agent_interval WHERE customer_id = ?",
                  acme.value()),
          List.of("NOT_READY On Break")::equals);
      await(() -> health(source).state(), "CONNECTED"::equals);
      assertThat(health(source).gaps())
          .singleElement()
          .satisfies(gap -> assertThat(gap.to()).isNotNull());
      assertThat(health(source).error()).isEqualTo("The phone system closed the connection.");
    }
  }

  @Test
  @DisplayName("C6: a channel whose beginning never came is a gap since all was certainly heard")
  void lostBeginning() throws IOException, InterruptedException {
    CustomerId acme = customer("Acme Lost");
    try (FreeSwitchDouble there = freeSwitch()) {
      Source source = connect(acme, there);
      FreeSwitchDouble.Listener first = there.listener();
      Instant begun = world.database().clock().now().plusSeconds(5);
      first.tell(
          begun.plusSeconds(3),
          900,
          "CHANNEL_ANSWER",
          "Unique-ID",
          "x",
          "Caller-Channel-Created-Time",
          String.valueOf(begun.toEpochMilli() * 1_000));
      there.listener();

      await(() -> health(source).gaps(), gaps -> !gaps.isEmpty() && gaps.getLast().to() != null);
      assertThat(health(source).error())
          .isEqualTo(
              "It told of a channel whose beginning it hadn't told. What is in progress is asked"
                  + " for anew.");
    }
  }

  @Test
  @DisplayName(
      "C6: a channel whose end never came is found by looking, and its call ended as unknown")
  void lostEnd() throws IOException, InterruptedException {
    CustomerId acme = customer("Acme Ghost");
    Instant before = world.database().clock().now();
    try (FreeSwitchDouble there = freeSwitch()) {
      Source source = connect(acme, there);
      FreeSwitchDouble.Listener first = there.listener();
      first.tell(
          before,
          10,
          "CHANNEL_CREATE",
          "Unique-ID",
          "ghost",
          "Call-Direction",
          "inbound",
          "Caller-Caller-ID-Number",
          "01614960733");
      await(
          () -> read("SELECT call_ref FROM call WHERE customer_id = ?", acme.value()),
          calls -> calls.size() == 1);
      for (int minute = 1; minute <= 2; minute++) {
        Instant now = before.plusSeconds(61L * minute);
        world.goTo(now);
        int looks = looks(there);
        first.tell(now, 10L + minute, "HEARTBEAT");
        await(() -> looks(there), seen -> seen > looks);
      }
      there.listener();

      await(
          () -> read("SELECT ended_by FROM call WHERE customer_id = ?", acme.value()),
          List.of("UNKNOWN")::equals);
      await(() -> health(source).gaps(), gaps -> !gaps.isEmpty() && gaps.getLast().to() != null);
      assertThat(health(source).error()).startsWith("Of 1 of its channels it never told");
    }
  }

  private static int looks(FreeSwitchDouble there) {
    return (int) there.asked().stream().filter("api show channels as json"::equals).count();
  }

  @Test
  @DisplayName("A wrong password, a refused address and another program are said in words")
  void refusedInWords() throws IOException, InterruptedException {
    CustomerId acme = customer("Acme Wrong");
    LinkedSources sources = world.the(LinkedSources.class);
    try (FreeSwitchDouble there = freeSwitch()) {
      Source source =
          sources.create(acme, "Switch", "", settings(there.port(), "wrong"), world.dana());
      world.the(Connectors.class).look();
      LinkedSources.Health health = await(() -> health(source), h -> h.state().equals("REFUSED"));
      assertThat(health.error()).contains("-ERR invalid").doesNotContain("wrong");

      there.deniesEvents();
      there.answers("callcenter_config agent list", "-ERR callcenter_config Command not found!\n");
      List<Finding> findings =
          sources.test(null, settings(there.port(), FreeSwitchDouble.PASSWORD), world.dana());
      assertThat(findings)
          .extracting(Finding::verdict)
          .containsExactly(
              Verdict.WORKS, Verdict.WORKS, Verdict.IMPROVE, Verdict.IMPROVE, Verdict.FAILS);
      assertThat(findings.get(3).sentence()).contains("load mod_callcenter");

      there.refusesAddresses();
      assertThat(sources.test(null, settings(there.port(), "x"), world.dana()))
          .singleElement()
          .satisfies(f -> assertThat(f.sentence()).contains("apply-inbound-acl"));
    }
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> AFTER)) {
      assertThat(sources.test(null, settings(asterisk.port(), "x"), world.dana()))
          .singleElement()
          .satisfies(f ->
              assertThat(f.sentence())
                  .startsWith("No phone system could be reached at 127.0.0.1:"));
    }
    assertThat(sources.test(null, settings(1, "x"), world.dana()))
        .singleElement()
        .satisfies(f ->
            assertThat(f.sentence())
                .startsWith("No phone system could be reached at 127.0.0.1:1."));
  }

  @Test
  @DisplayName(
      "Garbage, half a frame, an absurd length and a flood leave a clear state, others unharmed")
  void broken() throws IOException, InterruptedException {
    try (FreeSwitchDouble well = freeSwitch();
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Source other = connect(customer("Other"), well);
      FreeSwitchDouble.Listener listener = well.listener();
      Map<String, String> ways =
          Map.of(
              "no header\n\n",
              "The connection broke: it sent a line that is no header.",
              "Content-Length: 99999999999\n\n",
              "it announced a body of “99999999999” bytes",
              "x".repeat(20_000),
              "it sent a header line of more than 8192 bytes");
      for (Map.Entry<String, String> way : ways.entrySet()) {
        Thread.ofVirtual().start(() -> once(server, way.getKey()));
        assertThat(
                world
                    .the(LinkedSources.class)
                    .test(null, settings(server.getLocalPort(), "x"), world.dana()))
            .singleElement()
            .satisfies(
                f -> assertThat(f.sentence()).startsWith("No phone system could be reached"));
        Thread.ofVirtual().start(() -> once(server, way.getKey()));
        assertThat(cause(server.getLocalPort())).contains(way.getValue());
      }
      List<String> many = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        many.add("{\"Event-Name\":\"HEARTBEAT\",\"Filler\":\"" + "x".repeat(2_000) + "\"}");
      }
      listener.tell(many);
      listener.raw(SwitchRecording.frame("no event"));
      listener.tell(SwitchRecording.bodies());

      await(
          () ->
              read(
                  "SELECT outcome FROM call WHERE customer_id = ? AND outcome IS NOT NULL",
                  customer("Other").value()),
          outcomes -> outcomes.size() == 4);
      assertThat(health(other).state()).isEqualTo("CONNECTED");
    }
  }

  /** What Support is told. */
  private static String cause(int port) throws IOException {
    Link link = new Link("127.0.0.1", port, false, "", "", "x");
    try (Wire wire = new Sockets(new Reach(List.of((address, asked) -> true))).open(link)) {
      new SwitchDialect().begin(wire, link, () -> AFTER);
      return "";
    } catch (IOException failure) {
      return Trouble.said(failure, link);
    }
  }

  private static void once(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      socket
          .getOutputStream()
          .write(("Content-Type: auth/request\n\n" + answer).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      int ignored = socket.getInputStream().read();
    } catch (IOException gone) {
      // The other end has given up.
    }
  }
}
