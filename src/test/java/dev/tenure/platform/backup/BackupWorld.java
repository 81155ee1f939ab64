package dev.tenure.platform.backup;

import dev.tenure.platform.clock.MachineClock;
import dev.tenure.platform.database.Await;
import dev.tenure.platform.database.EmbeddedPostgres;
import dev.tenure.platform.database.PostgresDirectory;
import dev.tenure.platform.database.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A server as that of a running Tenure, with its data directory, and places for backups. */
final class BackupWorld implements AutoCloseable {

  private final Path base;
  private final boolean first;
  private final BackupSettings settings;
  private EmbeddedPostgres server;
  private int places;

  private BackupWorld(Path base, boolean first, BackupSettings settings) {
    this.base = base;
    this.first = first;
    this.settings = settings;
    this.server = EmbeddedPostgres.start(settings.postgres());
  }

  static BackupWorld start(String name) {
    try {
      Path base = PostgresDirectory.fresh(name);
      Path data = Files.createDirectory(base.resolve("data"));
      Path archive = Files.createDirectory(base.resolve("archive"));
      var world = new BackupWorld(base, true, settings(data, Optional.of(archive)));
      world.server.ensureDatabase("tenure");
      world.sql("CREATE TABLE commits (n bigint)");
      world.sql("CREATE TABLE session (id bigint)");
      world.sql("CREATE TABLE login_link (kind text, created_at timestamptz, used_at timestamptz)");
      Files.createDirectory(data.resolve("checkpoints"));
      Files.writeString(data.resolve("checkpoints").resolve("1"), "heads");
      Files.writeString(data.resolve("secrets.key"), "of the secrets");
      Files.writeString(data.resolve("trail.key"), "of the trail");
      return world;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BackupSettings settings(Path data, Optional<Path> archive) {
    try {
      var postgres =
          PostgresSettings.in(data.resolve("postgres"))
              .withProgramsOf(PostgresDirectory.programs());
      return new BackupSettings(data, archive.map(postgres::archivingTo).orElse(postgres), archive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BackupSettings settings() {
    return settings;
  }

  EmbeddedPostgres server() {
    return server;
  }

  /** A directory for backups that isn't there yet. */
  Path newPlace() {
    return base.resolve("backups-" + places++);
  }

  /** A directory for data that isn't there yet. */
  Path newData() {
    return base.resolve("restored-" + places++);
  }

  /** Plain, compressed, without keys. */
  static Backup.Order into(Path place) {
    return new Backup.Order(place, OptionalInt.empty(), Compression.GZIP, Optional.empty(), false);
  }

  Backup.Made backup(Backup.Order order) {
    return backup(order, BackupFiles.onDisk());
  }

  Backup.Made backup(Backup.Order order, BackupFiles files) {
    return new Backup(settings, new MachineClock(), files).make(order);
  }

  Restore.Restored restore(Path backup, Path data, UpTo upTo, Optional<String> passphrase) {
    return new Restore(settings(data, Optional.empty()))
        .run(new Restore.Order(backup, data, upTo, settings.archive(), passphrase));
  }

  /** A Tenure on restored data, with the same archive configured. */
  BackupWorld continuing(Path data) {
    return new BackupWorld(base, false, settings(data, settings.archive()));
  }

  /** Returns when all that was committed is in the archive. */
  void archiveAll() {
    // Nothing is archived of a segment in which nothing stands yet.
    jdbc(server)
        .sql("SELECT pg_logical_emit_message(true, 'test', 'end')")
        .query(String.class)
        .single();
    String segment =
        jdbc(server).sql("SELECT pg_walfile_name(pg_switch_wal())").query(String.class).single();
    Await.until(
        Duration.ofSeconds(60),
        () ->
            jdbc(server)
                .sql("SELECT coalesce(last_archived_wal >= :segment, false) FROM pg_stat_archiver")
                .param("segment", segment)
                .query(Boolean.class)
                .single());
  }

  /** Starts a server on restored data. */
  static EmbeddedPostgres startOn(Path data) {
    return EmbeddedPostgres.start(settings(data, Optional.empty()).postgres());
  }

  void stop() {
    server.close();
  }

  void startAgain() {
    server = EmbeddedPostgres.start(settings.postgres());
  }

  void sql(String statement) {
    jdbc(server).sql(statement).update();
  }

  static JdbcClient jdbc(EmbeddedPostgres server) {
    return JdbcClient.create(
        new DriverManagerDataSource(server.jdbcUrl("tenure"), server.user(), server.password()));
  }

  static List<Long> commitsIn(EmbeddedPostgres server) {
    return jdbc(server)
        .sql("SELECT n FROM commits ORDER BY n")
        .query((row, number) -> row.getLong(1))
        .list();
  }

  /** An instant between what was committed and what will be. */
  Instant between() {
    Instant now = new MachineClock().now();
    while (!new MachineClock().now().isAfter(now)) {
      Thread.onSpinWait();
    }
    return new MachineClock().now();
  }

  /** What can be seen in a directory, sorted. */
  static List<String> namesIn(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    PostgresDirectory.remove(first ? base : settings.data());
  }
}
