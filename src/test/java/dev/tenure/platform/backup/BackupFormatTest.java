package dev.tenure.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backup's files say, without a server. */
class BackupFormatTest {

  private static final long SEGMENT = 16 << 20;
  private static final String SHA = "0".repeat(64);

  @ParameterizedTest
  @CsvSource({
    "0/2000028, 0/2000100, 000000010000000000000002, 000000010000000000000002",
    "0/2000028, 0/3000000, 000000010000000000000002, 000000010000000000000002",
    "0/2000028, 0/3000001, 000000010000000000000002, 000000010000000000000003",
    "0/FF000028, 1/100, 0000000100000000000000FF, 000000010000000100000000",
    "1A/FE000000, 1B/1000100, 000000010000001A000000FE, 000000010000001B00000001"
  })
  @DisplayName("a backup needs the segments from its start to the last byte before its stop")
  void segments(String start, String stop, String first, String last) {
    WalRange wal = WalRange.between(1, start, stop, SEGMENT);
    assertThat(wal.names()).startsWith(first).endsWith(last);
    assertThat(wal.names()).hasSize((int) (wal.last() - wal.first() + 1));
  }

  @Test
  @DisplayName("a manifest reads as it was written, and any change to it shows")
  void manifest() {
    var manifest =
        new Manifest(
            "7312",
            Instant.parse("2026-11-30T22:40:01.123456Z"),
            "18.6",
            new WalRange(1, 2, 3, SEGMENT),
            "",
            Compression.GZIP,
            List.of(
                Entry.directory("postgres", "rwx--x--x"),
                new Entry("postgres/a file of two words", "rw-------", 0, SHA)));
    String text = manifest.text();

    assertThat(Manifest.read(text)).isEqualTo(manifest);
    for (int at = 0; at < text.length() - 1; at++) {
      String changed = text.substring(0, at) + '#' + text.substring(at + 1);
      assertThatThrownBy(() -> Manifest.read(changed)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Manifest.read(text.substring(0, text.length() - 10)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "/a", "a/../../b", "a//b", "a/.", "", "a\nb", "a\u0000b"})
  @DisplayName("a manifest can't name a file outside the directory that is restored to")
  void paths(String path) {
    assertThatThrownBy(() -> new Entry(path, "rw-------", 1, SHA))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "base/5/1259, true",
    "base/pgsql_tmp, false",
    "base/5/pgsql_tmp12.0, false",
    "global/pg_control, false",
    "global/pg_internal.init.17, false",
    "postmaster.pid, false",
    "base/5/postmaster.pid, true",
    "pg_wal, true",
    "backup_label.old, false",
    "recovery.signal, false",
    "postgresql.auto.conf, true"
  })
  @DisplayName("of a cluster all is copied but what belongs to the running server")
  void clusterFiles(String path, boolean belongs) {
    assertThat(ClusterFiles.belongs(Path.of(path))).isEqualTo(belongs);
  }

  @ParameterizedTest
  @CsvSource({
    "postgres/password, true",
    "postgres/application-password, true",
    "postgres/cluster, false",
    "postgres/cluster-unfinished, false",
    "postgres/server-12ab, false",
    "postgres/tenure.lock, false",
    "postgres/archive, false",
    "archive, false",
    "secrets.key, false",
    "trail.key, false",
    "checkpoints/archive, true",
    "checkpoints/2026, true",
    ".hidden, false"
  })
  @DisplayName("of the data directory all is copied but keys, programs, locks and the archive")
  void dataFiles(String path, boolean belongs) {
    var files = new DataFiles(Path.of("/data"), Optional.of(Path.of("/data/archive")));
    assertThat(files.belongs(Path.of("/data").resolve(path))).isEqualTo(belongs);
  }

  @Test
  @DisplayName("sealed keys differ each time, open with their passphrase, and show any change")
  void sealedKeys() {
    Map<String, byte[]> keys = Map.of("secrets.key", "a".getBytes(StandardCharsets.UTF_8));
    byte[] sealed = SealedKeys.seal(keys, "a long passphrase");

    assertThat(SealedKeys.seal(keys, "a long passphrase")).isNotEqualTo(sealed);
    assertThat(SealedKeys.open(sealed, "a long passphrase").get("secrets.key"))
        .asString()
        .isEqualTo("a");
    for (int at : List.of(0, 20, 35, sealed.length - 1)) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> SealedKeys.open(changed, "a long passphrase"))
          .isInstanceOf(BackupRefused.class);
    }
  }

  @Test
  @DisplayName("the command that fetches WAL takes any directory name literally")
  void restoreCommand() {
    assertThat(new ArchivedWal(Path.of("/a'b %f")).restoreCommand())
        .isEqualTo("cp '/a'\\''b %%f/%f' \"%p\"");
  }
}
