package dev.tenure.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.Tenure;
import dev.tenure.platform.command.Beside;
import dev.tenure.platform.database.PostgresDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupCommandTest {

  @Test
  @DisplayName(
      "F3: a backup of Tenure's data is whole and keeps the law, and a damaged one is found")
  void backedUpAndVerified() throws Exception {
    Path base = PostgresDirectory.fresh("backup-command");
    try {
      Path data = Files.createDirectory(base.resolve("data"));
      Path place = base.resolve("backups");
      String[] settings = settings(data);
      var made =
          Beside.open(Tenure.class, with(List.of("--tenure.mode=copy"), settings)).orElseThrow();
      made.getBean(javax.sql.DataSource.class);
      made.close();
      Files.writeString(
          data.resolve("trail.key"), Base64.getEncoder().encodeToString(new byte[32]));

      assertThat(backup(place.toString(), "--keep=2", settings)).isZero();
      Path backup = place.resolve(BackupWorld.namesIn(place).getLast());
      assertThat(backup("verify", backup.toString(), settings)).isZero();
      assertThat(BackupWorld.namesIn(place))
          .containsExactly(".lock", backup.getFileName().toString());

      Files.delete(backup.resolve("data/postgres/cluster/global/pg_control.gz"));
      assertThat(backup("verify", backup.toString(), settings)).isEqualTo(1);
      assertThat(BackupWorld.namesIn(place)).hasSize(2);
    } finally {
      PostgresDirectory.remove(base);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a --keep=0",
        "a --keep=x",
        "a --compression=zip",
        "a --colour=red",
        "a --with-keys",
        "a --with-keys --passphrase-file=no-such-file",
        "verify",
        "verify a --keep=1",
        "verify a --colour",
        "a -- --tenure.database.url=jdbc:postgresql://db.example/tenure"
      })
  @DisplayName("wrong use of backup, or a server of one's own, is exit code 2")
  void wrongBackup(String words) {
    assertThat(BackupCommand.backup(Tenure.class, split(words))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a --at=yesterday",
        "a --at=2026-11-30T10:00",
        "a --keep=1",
        "a -- --tenure.database.url=jdbc:postgresql://db.example/tenure"
      })
  @DisplayName("wrong use of restore is exit code 2")
  void wrongRestore(String words) {
    assertThat(BackupCommand.restore(split(words))).isEqualTo(2);
  }

  @Test
  @DisplayName("no database, or no backup, is exit code 1")
  void nothingThere(@TempDir Path empty) {
    String place = empty.resolve("place").toString();
    String none = empty.resolve("data").toString();
    assertThat(BackupCommand.backup(Tenure.class, place, "--", "--tenure.data=" + none))
        .isEqualTo(1);
    assertThat(Path.of(place)).doesNotExist();
    String data = empty.resolve("new").toString();
    assertThat(BackupCommand.restore(place, "--", "--tenure.data=" + data)).isEqualTo(1);
    assertThat(empty.resolve("new")).doesNotExist();
  }

  private static String[] split(String words) {
    return words.isEmpty() ? new String[0] : words.split(" ");
  }

  private static int backup(String first, String second, String[] settings) {
    return BackupCommand.backup(Tenure.class, with(List.of(first, second, "--"), settings));
  }

  private static String[] settings(Path data) throws java.io.IOException {
    return new String[] {
      "--tenure.data=" + data,
      "--tenure.database.url=",
      "--tenure.database.programs=" + PostgresDirectory.programs()
    };
  }

  private static String[] with(List<String> words, String[] settings) {
    var all = new ArrayList<>(words);
    all.addAll(List.of(settings));
    return all.toArray(String[]::new);
  }
}
