package dev.tenure.platform.backup;

import static dev.tenure.platform.backup.BackupWorld.commitsIn;
import static dev.tenure.platform.backup.BackupWorld.into;
import static dev.tenure.platform.backup.BackupWorld.namesIn;
import static dev.tenure.platform.backup.BackupWorld.startOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One server archives its WAL through all of these tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreTest {

  private final BackupWorld world = BackupWorld.start("restore");

  @AfterAll
  void stop() {
    world.close();
  }

  @Test
  @DisplayName("with archived WAL it is restored to an instant between two commands, or the latest")
  void toAnInstant() throws Exception {
    world.sql("TRUNCATE commits");
    world.sql("INSERT INTO commits VALUES (1)");
    Backup.Made made = world.backup(into(world.newPlace()));
    world.sql("INSERT INTO commits VALUES (2)");
    Instant between = world.between();
    world.sql("INSERT INTO commits VALUES (3)");
    archiveAll();

    Path earlier = world.newData();
    world.restore(made.path(), earlier, new UpTo.TheInstant(between), Optional.empty());
    try (var restored = startOn(earlier)) {
      assertThat(commitsIn(restored)).containsExactly(1L, 2L);
    }
    Path latest = world.newData();
    world.restore(made.path(), latest, new UpTo.TheLatest(), Optional.empty());
    try (var restored = startOn(latest)) {
      assertThat(commitsIn(restored)).containsExactly(1L, 2L, 3L);
    }
    Path asItWas = world.newData();
    world.restore(made.path(), asItWas, new UpTo.TheBackup(), Optional.empty());
    try (var restored = startOn(asItWas)) {
      assertThat(commitsIn(restored)).containsExactly(1L);
    }
    // What was restored goes its own way, with backups and an archive of its own.
    try (var own = world.continuing(earlier)) {
      own.sql("INSERT INTO commits VALUES (4)");
      Backup.Made again = own.backup(into(world.newPlace()));
      assertThat(again.manifest().wal().timeline()).isEqualTo(2);
      assertThat(again.manifest().archive()).isNotEmpty().isNotEqualTo(made.manifest().archive());
      own.sql("INSERT INTO commits VALUES (5)");
      Instant later = own.between();
      own.sql("INSERT INTO commits VALUES (6)");
      own.archiveAll();
      Path last = world.newData();
      own.restore(again.path(), last, new UpTo.TheInstant(later), Optional.empty());
      try (var restored = startOn(last)) {
        assertThat(commitsIn(restored)).containsExactly(1L, 2L, 4L, 5L);
      }
    }
  }

  @Test
  @DisplayName("an instant that neither backup nor archive reaches is refused")
  void outOfReach() throws Exception {
    Instant before = world.between();
    Backup.Made made = world.backup(into(world.newPlace()));
    archiveAll();
    Path data = world.newData();

    assertRefused(made.path(), data, new UpTo.TheInstant(before), 2, "earlier backup");
    assertRefused(
        made.path(),
        data,
        new UpTo.TheInstant(world.between().plusSeconds(3600)),
        1,
        "archive ends before");
    assertThat(namesIn(data)).isEmpty();
  }

  @Test
  @DisplayName("a directory that has anything in it is never restored to")
  void notEmpty() throws Exception {
    Backup.Made made = world.backup(into(world.newPlace()));
    Path data = Files.createDirectory(world.newData());
    Files.writeString(data.resolve("mine"), "kept");

    assertRefused(made.path(), data, new UpTo.TheBackup(), 2, "not empty");
    assertThat(namesIn(data)).containsExactly("mine");
    assertRefused(made.path(), data.resolve("mine"), new UpTo.TheBackup(), 2, "is a file");

    // What a restore that was killed left is no data.
    Path left = Files.createDirectory(world.newData());
    Files.createDirectories(left.resolve(".unfinished-restore").resolve("postgres"));
    world.restore(made.path(), left, new UpTo.TheBackup(), Optional.empty());
    assertThat(namesIn(left)).containsExactly("checkpoints", "postgres");
  }

  @Test
  @DisplayName("a backup with a file changed, cut or missing, or another manifest, is refused")
  void damaged() throws Exception {
    var order =
        new Backup.Order(
            world.newPlace(), OptionalInt.empty(), Compression.NONE, Optional.empty(), false);
    Path backup = world.backup(order).path();
    Path zipped = world.backup(into(world.newPlace())).path();
    Path version = backup.resolve("data/postgres/cluster/PG_VERSION");
    Path packed = zipped.resolve("data/postgres/cluster/PG_VERSION.gz");
    Path data = world.newData();

    Files.writeString(version, "19\n");
    assertRefused(backup, data, new UpTo.TheBackup(), 1, "differs from the manifest");
    Files.delete(version);
    assertRefused(backup, data, new UpTo.TheBackup(), 1, "is missing");
    Files.write(packed, java.util.Arrays.copyOf(Files.readAllBytes(packed), 12));
    assertRefused(zipped, data, new UpTo.TheBackup(), 1, "can't be unpacked");
    Path manifest = zipped.resolve("manifest");
    Files.writeString(manifest, Files.readString(manifest).replaceFirst("ended 2", "ended 1"));
    assertRefused(zipped, data, new UpTo.TheBackup(), 1, "checksum");
    Files.delete(manifest);
    assertRefused(zipped, data, new UpTo.TheBackup(), 1, "no manifest");
    assertThat(namesIn(data)).isEmpty();
  }

  @Test
  @DisplayName("archived WAL older than the oldest kept backup is removed when asked")
  void prunesTheArchive() throws Exception {
    Path place = world.newPlace();
    world.backup(into(place));
    world.sql("INSERT INTO commits VALUES (9)");
    archiveAll();
    var order =
        new Backup.Order(place, OptionalInt.of(1), Compression.GZIP, Optional.empty(), true);
    Backup.Made kept = world.backup(order);
    archiveAll();

    assertThat(kept.removed()).hasSize(1);
    assertThat(kept.pruned()).isPositive();
    Path archive = world.settings().archive().orElseThrow().resolve(kept.manifest().archive());
    assertThat(namesIn(archive))
        .isNotEmpty()
        .allMatch(name -> name.compareTo(kept.manifest().wal().firstName()) >= 0);
    Path data = world.newData();
    world.restore(kept.path(), data, new UpTo.TheLatest(), Optional.empty());
    try (var restored = startOn(data)) {
      assertThat(commitsIn(restored)).contains(9L);
    }
  }

  private void archiveAll() {
    world.archiveAll();
  }

  private void assertRefused(Path backup, Path data, UpTo upTo, int exitCode, String text) {
    assertThatThrownBy(() -> world.restore(backup, data, upTo, Optional.empty()))
        .isInstanceOfSatisfying(
            BackupRefused.class, refused -> assertThat(refused.exitCode()).isEqualTo(exitCode))
        .hasMessageContaining(text);
  }
}
