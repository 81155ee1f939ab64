package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.ImportLine;
import dev.tenure.collection.ImportQuery;
import dev.tenure.collection.ImportReport;
import dev.tenure.collection.ImportState;
import dev.tenure.collection.Imports;
import dev.tenure.collection.QueueLogs;
import dev.tenure.collection.Source;
import dev.tenure.collection.intake.MortalDataSource.Death;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionException;

/**
 * An import whose process dies, at each instant at which it makes something durable, and the same
 * file imported again by another process.
 */
class KilledImportTest {

  private static final byte[] LOG = log();

  private CollectionWorld world;
  private Source.WithKey source;

  @BeforeEach
  void start() {
    world = new CollectionWorld();
    source = world.source(world.customer("Acme"));
    world.goTo("2026-11-24T09:00:00Z");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  @DisplayName(
      "C5, C6: after kill -9 of the command the same file brings all that is missing, once")
  void killedCommand(@TempDir Path directory) throws Exception {
    byte[] log = longer(LOG);
    ImportReport whole = run(world.the(QueueLogs.class), log);
    List<String> facts = StoredFacts.of(world);
    world.forgetFacts();
    world.later(Duration.ofMinutes(1));

    Process command = command(Files.write(directory.resolve("queue_log"), log));
    killAmid(command);
    assertThat(command.waitFor()).isEqualTo(128 + 9);
    assertThat(imports().getFirst().state()).isEqualTo(ImportState.RUNNING);
    recovers("killed", true, false, log, whole, facts);
    assertThat(imports().get(1).accepted()).isBetween(1L, whole.accepted() - 1);
    assertThat(trail())
        .as("F1: the killed one is in the trail, with its beginning alone")
        .containsExactly(
            "source.import-begin",
            "source.import",
            "source.import-begin",
            "source.import-begin",
            "source.import");
  }

  /** What the trail says of imports, oldest first. */
  private List<String> trail() {
    return world.read(
        """
        SELECT action
        FROM audit_entry
        WHERE action LIKE 'source.import%'
        ORDER BY seq
        """);
  }

  /** The import in a process of its own, as an operator starts it. */
  private Process command(Path file) throws IOException {
    String tests = Path.of("target", "test-classes").toString();
    String classes =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith(tests))
            .collect(Collectors.joining(File.pathSeparator));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes,
            "dev.tenure.Tenure",
            "import",
            "--source=" + source.source().id(),
            file.toString(),
            "--",
            "--tenure.data=no-data",
            "--tenure.database.url=" + world.database.jdbcUrl(),
            "--tenure.database.user=" + world.database.user(),
            "--tenure.database.password=" + world.database.password())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Kills it when it says that it is on its way. */
  private static void killAmid(Process command) throws IOException {
    List<String> told = new ArrayList<>();
    try (BufferedReader errors = command.errorReader()) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        told.add(line);
        if (line.contains(" lines read")) {
          command.destroyForcibly();
          return;
        }
      }
    }
    throw new AssertionError("It ended by itself: " + told);
  }

  /** The log, and the same again for further hours, with other calls. */
  private static byte[] longer(byte[] log) {
    List<String> lines = new String(log, StandardCharsets.UTF_8).lines().toList();
    StringBuilder all = new StringBuilder();
    for (int hour = 0; hour < 20; hour++) {
      for (String line : lines.subList(2, lines.size())) {
        String[] words = line.split("\\|", 3);
        all.append(Long.parseLong(words[0]) + hour * 3600L).append('|').append(words[1]);
        all.append(words[1].equals("MANAGER") ? "" : "-" + hour);
        all.append('|').append(words[2]).append('\n');
      }
    }
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}, facts written: {1}")
  @CsvSource({"BEFORE_COMMIT, true", "AFTER_COMMIT, true", "AFTER_COMMIT, false"})
  @DisplayName("C5, C6: an import that is killed wherever it is loses and doubles nothing")
  void killed(Death death, boolean factsFollow) throws IOException {
    ImportReport whole = run(world.the(QueueLogs.class), LOG);
    List<String> facts = StoredFacts.of(world);
    assertThat(facts).hasSizeGreaterThan(1_000);
    int last = 0;
    boolean over = false;
    while (!over) {
      world.forgetFacts();
      world.later(Duration.ofMinutes(1));
      last++;
      over = !dies(death, last, factsFollow, whole, facts);
    }
    // It began, stored three batches and the end, said so of each, ended and told the trail.
    assertThat(last).isGreaterThan(10);
  }

  /** Whether it died; if it didn't it was over before. */
  private boolean dies(
      Death death, int last, boolean factsFollow, ImportReport whole, List<String> facts)
      throws IOException {
    long before = imports().size();
    int trailBefore = trail().size();
    MortalDataSource data =
        new MortalDataSource(
            new DriverManagerDataSource(
                world.database.jdbcUrl(), world.database.user(), world.database.password()),
            factsFollow,
            last,
            death);
    die(data, factsFollow);
    if (!data.isDead()) {
      return false;
    }
    String when = "%s %d, after %s".formatted(death, last, data.durable());
    boolean begun = data.durable().stream().anyMatch(sql -> sql.contains("INTO queue_log_import"));
    boolean ended = data.durable().stream().anyMatch(sql -> sql.contains("ended_at"));
    assertThat(imports()).as(when).hasSize((int) before + (begun ? 1 : 0));
    // F1: whatever is known of an import, its beginning and end are in the trail with it.
    List<String> told = trail().subList(trailBefore, trail().size());
    assertThat(told)
        .as(when)
        .containsExactlyElementsOf(
            ended
                ? List.of("source.import-begin", "source.import")
                : begun ? List.of("source.import-begin") : List.of());

    recovers(when, begun, ended, LOG, whole, facts);
    return true;
  }

  /** Another process starts, and imports the file again. */
  private void recovers(
      String when, boolean begun, boolean ended, byte[] log, ImportReport whole, List<String> facts)
      throws IOException {
    laws(when);
    world.the(Leftovers.class).takeAll();
    world.later(Duration.ofMinutes(3));
    assertThat(world.read("SELECT 1 FROM intake_unfolded")).as(when).isEmpty();
    long journalled = Long.parseLong(world.read("SELECT count(*) FROM intake_event").getFirst());
    if (begun) {
      ImportLine killed = imports().getFirst();
      assertThat(killed.state()).as(when).isEqualTo(ended ? ImportState.DONE : ImportState.SILENT);
      assertThat(killed.accepted()).as(when).isLessThanOrEqualTo(journalled);
    }

    ImportReport again = run(world.the(QueueLogs.class), log);
    assertThat(again.duplicates()).as(when).isEqualTo(journalled);
    assertThat(again.accepted()).as(when).isEqualTo(whole.accepted() - journalled);
    assertThat(again.lines()).isEqualTo(whole.lines());
    assertThat(again.skipped()).isEqualTo(whole.skipped());
    assertThat(imports().getFirst())
        .as(when)
        .returns(ImportState.DONE, ImportLine::state)
        .returns(again.duplicates(), ImportLine::duplicates)
        .returns(again.accepted(), ImportLine::accepted);
    assertThat(StoredFacts.of(world)).as(when).isEqualTo(facts);
    laws(when);
  }

  /** A process that isn't closed when it is dead: nothing of it cleans up. */
  private void die(MortalDataSource data, boolean factsFollow) throws IOException {
    AbstractApplicationContext process =
        world.process(data, factsFollow ? Intake.AnswerWhen.FOLDED : Intake.AnswerWhen.DURABLE);
    try {
      run(process.getBean(QueueLogs.class), LOG);
      if (factsFollow) {
        process.close();
      }
    } catch (DataAccessException | TransactionException dead) {
      assertThat(data.isDead()).as("%s", dead).isTrue();
    }
  }

  private ImportReport run(QueueLogs logs, byte[] log) throws IOException {
    return logs.run(
            source.source().id(),
            List.of(new QueueLogs.Log("queue_log", () -> new ByteArrayInputStream(log))),
            null,
            world.dana(),
            (bytes, report) -> {})
        .report();
  }

  /** The newest first. */
  private List<ImportLine> imports() {
    return world
        .the(Imports.class)
        .page(
            new ImportQuery(source.source().id(), "", ImportQuery.Sort.BEGUN, true, 1, 1000),
            world.dana())
        .rows();
  }

  private void laws(String when) {
    world.laws().forEach(law -> assertThat(law.run().violations()).as(when).isEmpty());
  }

  /** Two lines that are left out, and a recorded log that ends amid calls; three batches. */
  private static byte[] log() {
    try (InputStream file =
            Objects.requireNonNull(
                KilledImportTest.class.getResourceAsStream("/asterisk/load-400.queue_log.gz"));
        InputStream in = new GZIPInputStream(file)) {
      String log =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .limit(1_020)
              .collect(Collectors.joining("\n"));
      return ("garbage\n1700000000|old.1|support|NONE|ENTERQUEUE||0612345678|1\n" + log + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
