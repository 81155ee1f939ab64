package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.ami.Recording;
import dev.tenure.collection.asterisk.RecordedEvents;
import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.collection.model.Segment;
import dev.tenure.customer.PortalWorld;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.verify.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What real call centres do, the whole way: from the wire to the database. */
class MessyWireTest {

  private static final Instant BEFORE = Instant.parse("2026-11-30T18:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-11-30T19:30:00Z");
  private static PortalWorld world;
  private static CustomerId customer;

  @BeforeAll
  static void start() {
    world = PortalWorld.frozen();
    world.goTo(BEFORE);
    customer = world.customer("Messy");
    world.goTo(AFTER);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static List<String> read(String sql) {
    return world
        .database()
        .jdbc()
        .sql(sql)
        .param(customer.value())
        .query((rs, n) -> String.valueOf(rs.getString(1)))
        .list();
  }

  private static String micros(Instant at) {
    return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }

  private static String visit(String call, QueueVisit v) {
    return String.join(
        " ",
        call,
        v.queue(),
        micros(v.enteredAt()),
        micros(v.until()),
        v.outcome().name(),
        v.agent(),
        String.valueOf(v.endedBy()),
        String.valueOf(v.transferred()));
  }

  private static String offer(String call, AgentOffer o) {
    return String.join(" ", call, o.queue(), o.agent(), micros(o.offeredAt()), o.result().name());
  }

  private static String segment(String call, Segment s) {
    return String.join(
        " ", call, s.kind().name(), s.agent(), s.target(), micros(s.startedAt()), s.result());
  }

  @Test
  @DisplayName("C11: 36 messy scenarios come over the wire and are stored as they happened")
  void stored() throws IOException, InterruptedException {
    Map<String, Call> calls = RecordedEvents.calls("messy.ami");
    List<String> ends = new ArrayList<>();
    List<String> visits = new ArrayList<>();
    List<String> offers = new ArrayList<>();
    List<String> segments = new ArrayList<>();
    calls.forEach((ref, call) -> {
      ends.add(
          "%s %s %s %s>%s"
              .formatted(ref, call.endedBy(), call.direction(), call.caller(), call.called()));
      call.visits().forEach(v -> visits.add(visit(ref, v)));
      call.offers().forEach(o -> offers.add(offer(ref, o)));
      call.segments().forEach(s -> segments.add(segment(ref, s)));
    });
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> BEFORE)) {
      Settings settings =
          new Settings(
              SourceKind.ASTERISK,
              "127.0.0.1",
              String.valueOf(asterisk.port()),
              false,
              "",
              AsteriskDouble.USER,
              AsteriskDouble.SECRET);
      Source source =
          world.the(LinkedSources.class).create(customer, "PBX", "", settings, world.dana());
      world.the(Connectors.class).look();
      byte[] all = Recording.bytes("messy.ami");
      int greeting = "Asterisk Call Manager/11.0.0\r\n".length();
      Socket socket = asterisk.listener();
      socket.getOutputStream().write(all, greeting, all.length - greeting);
      socket.getOutputStream().flush();
      String ended =
          "SELECT call_ref || ' ' || ended_by || ' ' || direction || ' ' || caller || '>' || called"
              + " FROM call WHERE customer_id = ? AND ended_at IS NOT NULL";
      for (int i = 0; i < 600 && read(ended).size() < ends.size(); i++) {
        Thread.sleep(100);
      }

      assertThat(read(ended)).containsExactlyInAnyOrderElementsOf(ends);
      assertThat(source.name()).isEqualTo("PBX");
    }
    assertThat(
            read(
                "SELECT concat_ws(' ', c.call_ref, v.queue,"
                    + " CAST(extract(epoch FROM v.entered_at) * 1000000 AS bigint),"
                    + " CAST(extract(epoch FROM v.until) * 1000000 AS bigint), v.outcome,"
                    + " v.agent_ref, COALESCE(v.ended_by, 'null'), v.transferred::text)"
                    + " FROM queue_visit v JOIN call c ON c.id = v.call_id"
                    + " WHERE v.customer_id = ?"))
        .containsExactlyInAnyOrderElementsOf(visits);
    assertThat(
            read(
                "SELECT concat_ws(' ', c.call_ref, o.queue, o.agent_ref,"
                    + " CAST(extract(epoch FROM o.offered_at) * 1000000 AS bigint), o.result)"
                    + " FROM agent_offer o JOIN call c ON c.id = o.call_id"
                    + " WHERE o.customer_id = ?"))
        .containsExactlyInAnyOrderElementsOf(offers);
    assertThat(
            read(
                "SELECT concat_ws(' ', c.call_ref, s.kind, s.agent_ref, s.target,"
                    + " CAST(extract(epoch FROM s.started_at) * 1000000 AS bigint), s.result)"
                    + " FROM segment s JOIN call c ON c.id = s.call_id"
                    + " WHERE s.customer_id = ?"))
        .containsExactlyInAnyOrderElementsOf(segments);
    ByteArrayOutputStream proof = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(proof, true, StandardCharsets.UTF_8);
    boolean kept = world.the(Verification.class).run(out);
    assertThat(kept).as(proof.toString(StandardCharsets.UTF_8)).isTrue();
  }
}
