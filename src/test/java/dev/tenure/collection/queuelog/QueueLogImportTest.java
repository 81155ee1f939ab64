package dev.tenure.collection.queuelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenure.account.ImportedHistory;
import dev.tenure.account.Outcome;
import dev.tenure.collection.ImportReport;
import dev.tenure.collection.QueueLogs;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.Sources;
import dev.tenure.customer.PortalWorld;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.verify.Verification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The whole way: from the file to visits in the database. */
class QueueLogImportTest {

  private static final Instant BEFORE = Instant.parse("2026-11-22T15:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-11-23T16:10:00Z");
  private static PortalWorld world;
  private static CustomerId acme;
  private static CustomerId sales;
  private static CustomerId late;
  private static CustomerId whole;
  private static CustomerId nightly;
  private static CustomerId heir;

  @BeforeAll
  static void start() {
    world = PortalWorld.frozen();
    world.goTo(BEFORE);
    acme = world.customer("Acme");
    sales = world.customer("Sales Ltd");
    whole = world.customer("Whole Ltd");
    nightly = world.customer("Nightly Ltd");
    world.goTo(AFTER);
    late = world.customer("Late Ltd");
    heir = world.customer("Heir Ltd");
    world.administrator(heir, "heir@acme.example");
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static ImportReport run(SourceId source, String text) throws IOException {
    return run(source, text.getBytes(StandardCharsets.UTF_8), new ArrayList<>());
  }

  private static ImportReport run(SourceId source, byte[] log, List<Long> progress)
      throws IOException {
    return world
        .the(QueueLogs.class)
        .run(
            source,
            List.of(new QueueLogs.Log("queue_log", () -> new ByteArrayInputStream(log))),
            null,
            world.dana(),
            (bytes, report) -> progress.add(bytes))
        .report();
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

  private static SourceId source(CustomerId customer) {
    return world.the(Sources.class).create(customer, "Old PBX", world.dana()).source().id();
  }

  @Test
  @DisplayName(
      "C5: a log of 400 calls is stored with its visits, and importing it again changes nothing")
  void twice() throws IOException {
    SourceId source = source(acme);
    byte[] log = Imported.resource("load-400.queue_log.gz");
    List<Long> progress = new ArrayList<>();
    ImportReport first = run(source, log, progress);

    assertThat(first.lines()).isEqualTo(new String(log, StandardCharsets.UTF_8).lines().count());
    assertThat(first.skipped()).isEmpty();
    assertThat(progress).isSorted().hasSizeGreaterThan(2);
    assertThat(progress.getLast()).isEqualTo(log.length);
    List<String> visits =
        read(
            "SELECT outcome || count(*) FROM queue_visit WHERE customer_id = ? GROUP BY outcome"
                + " ORDER BY 1",
            acme.value());
    assertThat(visits).containsExactly("ABANDONED74", "ANSWERED254", "TIMEOUT2");

    ImportReport again = run(source, log, new ArrayList<>());
    assertThat(again.accepted()).isZero();
    assertThat(again.duplicates()).isEqualTo(first.accepted());
    assertThat(
            read(
                "SELECT outcome || count(*) FROM queue_visit WHERE customer_id = ? GROUP BY outcome"
                    + " ORDER BY 1",
                acme.value()))
        .isEqualTo(visits);
    assertThat(
            read("SELECT after_state FROM audit_entry WHERE action = 'source.import' ORDER BY at"))
        .first()
        .asString()
        .startsWith("queue_log: ");
  }

  @Test
  @DisplayName("C3: lines from before the customer's service are refused, counted and named")
  void outsideService() throws IOException {
    ImportReport report =
        run(
            source(late),
            """
            1795361365|u.1|support|NONE|ENTERQUEUE||0612345678|1
            garbage
            1795361370|u.1|support|NONE|ABANDON|1|1|5
            """);

    assertThat(report.accepted()).isZero();
    assertThat(report.skipped())
        .containsEntry("outside-service", 2L)
        .containsEntry("malformed", 1L);
    assertThat(report.examples())
        .extracting(e -> e.line() + " " + e.reason())
        .containsExactlyInAnyOrder("1 outside-service", "2 malformed", "3 outside-service");
    assertThat(read("SELECT 1 FROM call WHERE customer_id = ?", late.value())).isEmpty();
  }

  @Test
  @DisplayName("C8: a shared phone system's log goes to whom its queues belong, the rest to nobody")
  void shared() throws IOException {
    Sources sources = world.the(Sources.class);
    Source made = sources.create(sales, "Shared PBX", world.dana()).source();
    world
        .database()
        .jdbc()
        .sql("UPDATE source_customer SET account_code = 'queue:sales' WHERE source_id = ?")
        .param(made.id().value())
        .update();
    ImportReport report =
        run(
            made.id(),
            """
            1795361365|s.1|sales|NONE|ENTERQUEUE||0612345678|1
            1795361370|s.1|sales|NONE|ABANDON|1|1|5
            1795361375|s.2|support|NONE|ENTERQUEUE||0612345678|1
            1795361380|s.2|support|NONE|ABANDON|1|1|5
            """);

    assertThat(read("SELECT call_ref FROM call WHERE customer_id = ?", sales.value()))
        .containsExactly("s.1");
    assertThat(report.skipped()).containsOnlyKeys("unknown-account");
    assertThat(report.examples()).extracting(ImportReport.Skipped::line).containsExactly(3L, 4L);
  }

  @Test
  @DisplayName("What the phone system told itself isn't told a second time by its log")
  void toldAlready() throws IOException {
    SourceId source = source(acme);
    world
        .database()
        .jdbc()
        .sql(
            """
            INSERT INTO intake_call_entry (
              source_id, call_ref, part, customer_id, received_at, latest, event_ids, occurred,
              types, bodies)
            VALUES (?, 'u.7', 0, ?, '2026-11-22T15:29:25Z', '2026-11-22T15:29:25Z', '{live}',
                    '{2026-11-22T15:29:25Z}', '{LegStarted}', '{legRef=1}')
            """)
        .param(source.value())
        .param(acme.value())
        .update();
    ImportReport report = run(source, "1795361365|u.7|support|NONE|ENTERQUEUE||0612345678|1\n");

    assertThat(report.skipped()).containsExactly(java.util.Map.entry("told-already", 1L));
    // It has no facts, which would break the law.
    world.database().jdbc().sql("DELETE FROM intake_call_entry WHERE call_ref = 'u.7'").update();
  }

  @Test
  @DisplayName("B5: nobody imports into a phone system that isn't theirs")
  void foreign() {
    Actor stranger = new Actor(null, "Eve", dev.tenure.platform.Level.CUSTOMER, null, null, "test");
    SourceId source = source(acme);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() ->
            world
                .the(QueueLogs.class)
                .run(source, List.of(), null, stranger, (bytes, report) -> {}));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() ->
            world
                .the(QueueLogs.class)
                .run(
                    new SourceId(new UUID(0, 9)),
                    List.of(),
                    null,
                    Actor.system("import"),
                    (bytes, report) -> {}));
  }

  private static byte[] part(byte[] log, double from, double to) {
    List<String> lines = new String(log, StandardCharsets.UTF_8).lines().toList();
    return (String.join("\n", lines.subList((int) (from * lines.size()), (int) (to * lines.size())))
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> facts(CustomerId customer) {
    List<String> facts =
        new ArrayList<>(
            read(
                """
                SELECT concat_ws(' ', c.call_ref, c.outcome, c.ended_by, c.started_at, c.ended_at,
                         v.queue, v.outcome, v.agent_ref, v.entered_at, v.left_at, v.talk_until)
                FROM call c
                LEFT JOIN queue_visit v ON v.call_id = c.id
                WHERE c.customer_id = ?
                ORDER BY 1
                """,
                customer.value()));
    facts.addAll(
        read(
            """
            SELECT concat_ws(' ', a.agent_ref, i.status, i.reason, i.started_at, i.ended_at)
            FROM agent_interval i
            JOIN agent a ON a.id = i.agent_id
            WHERE i.customer_id = ?
            ORDER BY 1
            """,
            customer.value()));
    return facts;
  }

  @Test
  @DisplayName("C5, C13: a log that is imported as it grows gives the facts of one that isn't")
  void grows() throws IOException {
    byte[] log = Imported.resource("load-400.queue_log.gz");
    run(source(whole), log, new ArrayList<>());
    SourceId source = source(nightly);
    run(source, part(log, 0, 0.31), new ArrayList<>());
    run(source, part(log, 0, 0.62), new ArrayList<>());
    run(source, part(log, 0.5, 0.8), new ArrayList<>());
    run(source, part(log, 0.8, 1), new ArrayList<>());
    run(source, part(log, 0.2, 0.7), new ArrayList<>());

    assertThat(facts(nightly)).isEqualTo(facts(whole)).hasSizeGreaterThan(400);
    assertThat(verified()).contains("all are kept");
  }

  private static String verified() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    world.the(Verification.class).run(new PrintStream(said, true, StandardCharsets.UTF_8));
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName(
      "C10: history from before the customer existed is stored once a period is set for it")
  void history() throws Exception {
    dev.tenure.collection.Source.WithKey made =
        world.the(Sources.class).create(heir, "Heirloom", world.dana());
    SourceId source = made.source().id();
    String log =
        """
        1795361300|MANAGER|support|Ann|ADDMEMBER|
        1795361365|h.1|support|NONE|ENTERQUEUE||0612345678|1
        1795361370|h.1|support|Ann|CONNECT|5|l.1|4
        1795361390|h.1|support|Ann|COMPLETECALLER|5|20|1
        1795361400|h.2|support|NONE|ENTERQUEUE||0612345678|1
        """;
    assertThat(run(source, log).accepted()).isZero();
    ImportedHistory history = world.the(ImportedHistory.class);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> history.add(heir, "2026-11-01", "2026-12-01", world.dana()))
        .satisfies(refused -> assertThat(field(refused)).isEqualTo("history-to"));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> history.add(heir, "2026-11-24", "", world.dana()))
        .satisfies(refused -> assertThat(field(refused)).isEqualTo("history-from"));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> history.add(heir, "yesterday", "", world.dana()))
        .satisfies(refused -> assertThat(field(refused)).isEqualTo("history-from"));
    history.add(heir, "2026-11-01", "2026-11-23", world.dana());
    assertThat(history.add(heir, "2026-11-01", "2026-11-23", world.dana()))
        .isInstanceOf(Outcome.AlreadySo.class);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> history.add(heir, "2026-11-22", "", world.dana()))
        .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo("history-overlaps"));

    assertThat(run(source, log).skipped()).isEmpty();
    assertThat(read("SELECT outcome FROM queue_visit WHERE customer_id = ?", heir.value()))
        .contains("ANSWERED")
        .hasSize(2);
    assertThat(
            read(
                """
                SELECT i.status || ' ' || extract(epoch FROM i.ended_at - i.started_at)::int
                FROM agent_interval i
                WHERE i.customer_id = ?
                """,
                heir.value()))
        .containsExactly("READY 100");
    assertThatExceptionOfType(IllegalStateException.class)
        .as("only imports fill it")
        .isThrownBy(() ->
            world.send(
                made.key(),
                PortalWorld.event(
                    Instant.parse("2026-11-22T12:00:00Z"),
                    "QueueEntered",
                    "callRef",
                    "x",
                    "queue",
                    "support")))
        .withMessageContaining("outside-service");
    assertThat(
            world
                .signedIn("heir@acme.example")
                .get("/portal/calls?from=2026-11-20&to=2026-11-24")
                .body())
        .contains("Imported history from")
        .doesNotContain("No service from")
        .contains("0612345678");
    assertThat(verified()).contains("all are kept");
    world.goTo(AFTER.plusSeconds(3600));
    world.terminate(heir);
    assertThat(verified()).contains("all are kept");
  }

  private static String field(Refused refused) {
    return refused.refusal() instanceof Refusal.Invalid invalid ? invalid.field() : "";
  }

  @Test
  @DisplayName("Unknown events are counted by name; lines with a remark are stored")
  void counted() throws IOException {
    ImportReport report =
        run(
            source(acme),
            """
            1795361365|k.1|support|NONE|ENTERQUEUE||0612345678|1
            1795361366|k.1|support|NONE|DANCE|
            1795361367|k.1|support|NONE|DANCE|
            1795361368|NONE|NONE|NONE|DIVERT_START|
            1795361375|k.1|support|NONE|ABANDON|1|1|60
            1795361376|k.2|support|NONE|ABANDON|1|1|60
            """);

    assertThat(report.skipped())
        .containsOnly(
            java.util.Map.entry("unknown-event:DANCE", 2L),
            java.util.Map.entry("no-concern:DIVERT_START", 1L));
    assertThat(report.remarked())
        .containsOnly(java.util.Map.entry("clock", 1L), java.util.Map.entry("no-beginning", 1L));
    assertThat(report.accepted()).isEqualTo(3);
    assertThat(read("SELECT call_ref FROM call WHERE call_ref LIKE 'k.%'")).containsExactly("k.1");
  }
}
