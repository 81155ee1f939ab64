package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class PostgresFailureTest {

  private Path directory = Path.of("");

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = PostgresDirectory.fresh("fails");
  }

  @AfterEach
  void removeDirectory() {
    PostgresDirectory.remove(directory);
  }

  @Test
  @DisplayName("a port that another program has is named, with the setting to change")
  void portTaken() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PostgresFailure failure =
          failureOf(PostgresSettings.in(directory).onPort(other.getLocalPort()));

      assertThat(failure.reason()).isEqualTo(Cause.PORT_TAKEN);
      assertThat(failure)
          .hasMessageContainingAll("" + other.getLocalPort(), "TENURE_DATABASE_PORT");
    }
  }

  @Test
  @DisplayName("data of a newer PostgreSQL are left alone")
  void newerData() throws Exception {
    PostgresFailure failure = failureWithDataOf("19");

    assertThat(failure.reason()).isEqualTo(Cause.OTHER_VERSION);
    assertThat(failure).hasMessageContainingAll("PostgreSQL 19", "brings PostgreSQL 18", "newer");
  }

  @Test
  @DisplayName("data of an older PostgreSQL are left alone, with where to read on")
  void olderData() throws Exception {
    PostgresFailure failure = failureWithDataOf("17");

    assertThat(failure.reason()).isEqualTo(Cause.OTHER_VERSION);
    assertThat(failure).hasMessageContainingAll("PostgreSQL 17", "docs/operations.md");
  }

  @Test
  @DisplayName("a directory without its password is not opened by force")
  void passwordMissing() throws Exception {
    Files.createDirectories(directory.resolve("cluster"));
    Files.writeString(directory.resolve("cluster").resolve("PG_VERSION"), "18\n");

    assertThat(failureOf(PostgresSettings.in(directory)).reason())
        .isEqualTo(Cause.PASSWORD_MISMATCH);
  }

  @Test
  @DisplayName("a password of another database is told, and nothing keeps running")
  void passwordOfAnother() throws Exception {
    EmbeddedPostgres.start(PostgresSettings.in(directory)).close();
    Files.writeString(directory.resolve("password"), "of another database\n");

    assertThat(failureOf(PostgresSettings.in(directory)).reason())
        .isEqualTo(Cause.PASSWORD_MISMATCH);
    assertThat(Leftovers.running(directory.resolve("cluster"))).isEmpty();
  }

  @Test
  @DisplayName("a directory in use names the process that uses it, and that one is not disturbed")
  void directoryInUse() {
    try (var server = EmbeddedPostgres.start(PostgresSettings.in(directory))) {
      PostgresFailure failure = failureOf(PostgresSettings.in(directory));

      assertThat(failure.reason()).isEqualTo(Cause.DIRECTORY_IN_USE);
      assertThat(failure).hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(PostgresDirectory.client(server).sql("SELECT 1").query(Integer.class).single())
          .isEqualTo(1);
      assertThat(PostgresAddress.ofRunning(directory))
          .contains(new PostgresAddress(server.port(), server.password()));
    }
    assertThat(PostgresAddress.ofRunning(directory)).isEmpty();
  }

  @Test
  @DisplayName("a file in place of the directory is named")
  void fileInPlaceOfDirectory(@TempDir Path place) throws Exception {
    Path file = Files.createFile(place.resolve("data"));

    PostgresFailure failure = failureOf(PostgresSettings.in(file));

    assertThat(failure.reason()).isEqualTo(Cause.DIRECTORY_UNUSABLE);
    assertThat(failure).hasMessageContaining("--data");
  }

  @Test
  @DisabledIf("dev.tenure.platform.database.PostgresDirectory#runsAsRoot")
  @DisplayName("a directory that may not be written is named, with the user that may not")
  void notWritable(@TempDir Path place) {
    assertThat(place.toFile().setWritable(false)).isTrue();

    assertThat(failureOf(PostgresSettings.in(place.resolve("data"))).reason())
        .isEqualTo(Cause.DIRECTORY_UNUSABLE);
  }

  @Test
  @EnabledIf("dev.tenure.platform.database.PostgresDirectory#runsAsRoot")
  @DisplayName("as root, a service user that doesn't exist is named, with how to create it")
  void noServiceUser() {
    PostgresFailure failure = failureOf(PostgresSettings.in(directory).runAs("tenure-nobody-has"));

    assertThat(failure.reason()).isEqualTo(Cause.NO_SERVICE_USER);
    assertThat(failure)
        .hasMessageContainingAll("root", "tenure-nobody-has", "useradd", "SERVICE_USER");
  }

  @Test
  @EnabledIf("dev.tenure.platform.database.PostgresDirectory#runsAsRoot")
  @DisplayName("root itself is no service user")
  void rootIsNoServiceUser() {
    assertThat(failureOf(PostgresSettings.in(directory).runAs("root")).reason())
        .isEqualTo(Cause.NO_SERVICE_USER);
  }

  @Test
  @DisplayName("where no PostgreSQL 18 is installed it is said, with the setting and what is there")
  void otherPrograms(@TempDir Path installation) throws Exception {
    PostgresSettings settings = PostgresSettings.in(directory).withProgramsOf(installation);
    assertThat(failureOf(settings).reason()).isEqualTo(Cause.NOT_RUNNABLE);
    assertThat(failureOf(settings))
        .hasMessageContainingAll("TENURE_DATABASE_PROGRAMS", "no program", "bin/postgres");

    Path programs = Files.createDirectory(installation.resolve("bin"));
    script(programs.resolve("initdb"), "");
    script(programs.resolve("postgres"), "echo 'postgres (PostgreSQL) 17.4 (Debian 17.4-1)'");
    assertThat(failureOf(settings))
        .hasMessageContainingAll("TENURE_DATABASE_PROGRAMS", "17.4", "PostgreSQL 18");

    script(programs.resolve("postgres"), "echo 'cannot open libicu'; exit 127");
    assertThat(failureOf(settings)).hasMessageContainingAll("doesn't run", "cannot open libicu");
    assertThat(directory.resolve("cluster")).doesNotExist();
  }

  private static void script(Path file, String lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private PostgresFailure failureWithDataOf(String version) throws IOException {
    Path cluster = Files.createDirectories(directory.resolve("cluster"));
    Files.writeString(cluster.resolve("PG_VERSION"), version + "\n");
    return failureOf(PostgresSettings.in(directory));
  }

  private static PostgresFailure failureOf(PostgresSettings settings) {
    return catchThrowableOfType(
        PostgresFailure.class, () -> EmbeddedPostgres.start(settings).close());
  }
}
