package dev.tenure.platform.backup;

import static dev.tenure.platform.backup.BackupWorld.commitsIn;
import static dev.tenure.platform.backup.BackupWorld.into;
import static dev.tenure.platform.backup.BackupWorld.jdbc;
import static dev.tenure.platform.backup.BackupWorld.namesIn;
import static dev.tenure.platform.backup.BackupWorld.startOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.platform.clock.MachineClock;
import dev.tenure.platform.database.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One server runs through all of these tests, and is backed up again and again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {

  private static final String PASSPHRASE = "correct horse battery staple";

  private BackupWorld world = BackupWorld.start("backup");

  @BeforeAll
  void running() {
    assertThat(world.server().pid()).isPresent();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Test
  @DisplayName("beside a busy server, each commit acknowledged before the backup ended is inside")
  void underLoad() throws Exception {
    world.sql("TRUNCATE commits");
    var load = new Load();
    Thread thread = Thread.ofPlatform().start(load);
    load.begun.await();
    Backup.Made made = world.backup(into(world.newPlace()));
    load.ends.set(true);
    thread.join();

    Path data = world.newData();
    world.restore(made.path(), data, new UpTo.TheBackup(), Optional.empty());

    long promised =
        load.acknowledged.stream().filter(at -> at.isBefore(made.manifest().ended())).count();
    try (var again = startOn(data)) {
      List<Long> found = commitsIn(again);
      assertThat(found).hasSizeGreaterThanOrEqualTo((int) promised);
      assertThat(found).hasSizeLessThanOrEqualTo(load.acknowledged.size());
      assertThat(found.getLast()).isEqualTo(found.size());
      assertThat(promised).isPositive();
      assertThat(again.password()).isEqualTo(world.server().password());
    }
  }

  @Test
  @DisplayName("what belongs to the data comes along, keys do not, and only the owner can read it")
  void whatIsInside() throws Exception {
    Backup.Made made = world.backup(into(world.newPlace()));
    Path data = world.newData();
    world.restore(made.path(), data, new UpTo.TheBackup(), Optional.empty());

    assertThat(namesIn(data)).containsExactly("checkpoints", "postgres");
    assertThat(Files.readString(data.resolve("checkpoints").resolve("1"))).isEqualTo("heads");
    assertThat(namesIn(data.resolve("postgres")))
        .contains("cluster", "password")
        .doesNotContain("archive")
        .noneMatch(name -> name.startsWith("server-"));
    assertThat(mode(data.resolve("postgres").resolve("password"))).isEqualTo("rw-------");
    assertThat(mode(data.resolve("postgres").resolve("cluster"))).isEqualTo("rwx------");
    assertThat(made.keys()).containsExactly("secrets.key", "trail.key");
    assertThat(made.keysInside()).isFalse();
    assertThat(mode(made.path())).isEqualTo("rwx------");
    assertThat(mode(made.path().resolve("manifest"))).isEqualTo("rw-------");
  }

  @Test
  @DisplayName("keys come along encrypted, and only their passphrase opens them")
  void keys() throws Exception {
    var order =
        new Backup.Order(
            world.newPlace(),
            OptionalInt.empty(),
            Compression.NONE,
            Optional.of(PASSPHRASE),
            false);
    Path backup = world.backup(order).path();
    Path data = world.newData();

    assertThat(Files.readAllBytes(backup.resolve("keys")))
        .asString(java.nio.charset.StandardCharsets.ISO_8859_1)
        .doesNotContain("of the secrets");
    assertThatThrownBy(() ->
            world.restore(backup, data, new UpTo.TheBackup(), Optional.of("another passphrase")))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("passphrase");
    assertThat(data).doesNotExist();

    world.restore(backup, data, new UpTo.TheBackup(), Optional.of(PASSPHRASE));
    assertThat(Files.readString(data.resolve("secrets.key"))).isEqualTo("of the secrets");
    assertThat(Files.readString(data.resolve("trail.key"))).isEqualTo("of the trail");
    assertThat(mode(data.resolve("secrets.key"))).isEqualTo("rw-------");
  }

  @Test
  @DisplayName("a restored database has no session of before, and no link to a new password")
  void sessionsEnd() {
    world.sql("INSERT INTO session VALUES (1), (2)");
    world.sql("INSERT INTO login_link VALUES ('RESET', now(), NULL), ('ACTIVATE', now(), NULL)");
    Backup.Made made = world.backup(into(world.newPlace()));
    Path data = world.newData();

    Restore.Restored restored =
        world.restore(made.path(), data, new UpTo.TheBackup(), Optional.empty());

    assertThat(restored.endedSessions()).isEqualTo(2);
    try (var again = startOn(data)) {
      assertThat(jdbc(again).sql("SELECT count(*) FROM session").query(Long.class).single())
          .isZero();
      assertThat(
              jdbc(again)
                  .sql("SELECT kind FROM login_link WHERE used_at IS NULL")
                  .query(String.class)
                  .list())
          .containsExactly("ACTIVATE");
    }
    world.sql("TRUNCATE session, login_link");
  }

  @Test
  @DisplayName("the newest so many stay, others' and what is no backup are left alone")
  void keep() throws Exception {
    Path place = world.newPlace();
    Path first = world.backup(into(place)).path();
    Path foreign = Files.createDirectory(place.resolve("2020-01-01T00-00-00.000Z"));
    Files.writeString(
        foreign.resolve("manifest"),
        Manifest.read(
                resealed(
                    Files.readString(first.resolve("manifest"))
                        .replaceFirst("system \\d+", "system 1")))
            .text());
    Path mine = Files.createDirectory(place.resolve("notes"));
    Path second = world.backup(into(place)).path();
    var order =
        new Backup.Order(place, OptionalInt.of(2), Compression.NONE, Optional.empty(), false);
    Backup.Made third = world.backup(order);

    assertThat(third.removed()).containsExactly(first.getFileName().toString());
    assertThat(first).doesNotExist();
    assertThat(second).exists();
    assertThat(foreign).exists();
    assertThat(mine).exists();
    assertThat(namesIn(place)).hasSize(5).contains(".lock");

    // One that was made while the clock was ahead doesn't push out the one just made.
    Path ahead = Files.move(second, place.resolve("2999-01-01T00-00-00.000Z"));
    Path last =
        world
            .backup(
                new Backup.Order(
                    place, OptionalInt.of(1), Compression.NONE, Optional.empty(), false))
            .path();
    assertThat(last).exists();
    assertThat(ahead).doesNotExist();
  }

  @Test
  @DisplayName("a disk that fills up in the middle leaves nothing, and earlier backups alone")
  void fullDisk() {
    Path place = world.newPlace();
    Path earlier = world.backup(into(place)).path();

    for (int room : List.of(3, 500)) {
      assertThatThrownBy(() -> world.backup(into(place), new DiskOf(room)))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("is full")
          .hasMessageContaining("earlier ones are untouched");
      assertThat(namesIn(place)).containsExactly(".lock", earlier.getFileName().toString());
    }
    new BackupReader(earlier).check();
    assertThat(slots()).isZero();
  }

  @Test
  @DisplayName("killed while it copies, a backup leaves the server as it was, and nothing for long")
  void killed() throws Exception {
    Path place = world.newPlace();
    Process copying = StuckBackup.start(world.settings(), place);
    try (var said = copying.inputReader()) {
      assertThat(said.readLine()).isEqualTo("copying");
    }
    assertThat(slots()).isEqualTo(1);
    assertThat(namesIn(place)).hasSize(2).anyMatch(name -> name.startsWith(".unfinished-"));
    copying.destroyForcibly().waitFor();

    Await.until(Duration.ofSeconds(60), () -> slots() == 0);
    world.sql("INSERT INTO commits VALUES (-1)");
    Path whole = world.backup(into(place)).path();
    assertThat(namesIn(place)).containsExactly(".lock", whole.getFileName().toString());
  }

  @Test
  @DisplayName("two backups into one directory don't disturb each other: the later one is refused")
  void concurrent() {
    Path place = world.newPlace();
    try (var held = BackupPlace.open(place)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> world.backup(into(place)))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("Another backup");
    }
    assertThat(world.backup(into(place)).path()).exists();
  }

  @Test
  @DisplayName("a directory inside the data is refused, also through a link")
  void insideTheData() throws Exception {
    Path inside = world.settings().data().resolve("backups");
    Path link = world.newPlace();
    Files.createSymbolicLink(link, world.settings().data());

    for (Path place : List.of(inside, link.resolve("backups"))) {
      assertThatThrownBy(() -> world.backup(into(place)))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("inside the data directory");
    }
    assertThat(inside).doesNotExist();
  }

  @Test
  @DisplayName("while Tenure is stopped a backup starts the server and stops it again")
  void stopped() {
    world.sql("TRUNCATE commits");
    world.sql("INSERT INTO commits VALUES (7)");
    world.stop();
    Path data = world.newData();
    try {
      Backup.Made made = world.backup(into(world.newPlace()));
      world.restore(made.path(), data, new UpTo.TheBackup(), Optional.empty());
    } finally {
      world.startAgain();
    }
    try (var again = startOn(data)) {
      assertThat(commitsIn(again)).containsExactly(7L);
    }
  }

  private long slots() {
    return jdbc(world.server())
        .sql("SELECT count(*) FROM pg_replication_slots")
        .query(Long.class)
        .single();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String resealed(String text) {
    String lines = text.substring(0, text.lastIndexOf("sha256 "));
    return lines + "sha256 " + Checksum.of(lines) + "\n";
  }

  /** Commits row after row, and makes and drops tables meanwhile. */
  private final class Load implements Runnable {
    private final List<Instant> acknowledged = new ArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(100);
    private final AtomicBoolean ends = new AtomicBoolean();

    @Override
    public void run() {
      var server = world.server();
      try (Connection connection =
              DriverManager.getConnection(
                  server.jdbcUrl("tenure"), server.user(), server.password());
          var statement = connection.createStatement()) {
        for (int n = 1; !ends.get(); n++) {
          statement.execute("INSERT INTO commits VALUES (" + n + ")");
          acknowledged.add(new MachineClock().now());
          begun.countDown();
          if (n % 10 == 0) {
            statement.execute("CREATE TABLE passing AS SELECT generate_series(1, 1000) AS n");
            statement.execute("UPDATE passing SET n = n + 1");
            statement.execute("DROP TABLE passing");
          }
        }
      } catch (java.sql.SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Has room for so many files. */
  private static final class DiskOf implements BackupFiles {
    private int room;

    DiskOf(int room) {
      this.room = room;
    }

    @Override
    public void directory(Path directory) throws IOException {
      BackupFiles.onDisk().directory(directory);
    }

    @Override
    public OutputStream file(Path file) throws IOException {
      if (room-- <= 0) {
        throw new IOException(file + ": No space left on device");
      }
      return BackupFiles.onDisk().file(file);
    }

    @Override
    public void settle(Path directory) {
      throw new IllegalStateException("Nothing whole was written to " + directory);
    }
  }
}
