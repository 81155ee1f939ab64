package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailureReaderTest {

  private static final Path DIRECTORY = Path.of("/srv/tenure/postgres");

  @Test
  @DisplayName("a full disk is named, with the directory on it")
  void diskFull() {
    PostgresFailure failure =
        read("FATAL:  could not write lock file \"postmaster.pid\": No space left on device");

    assertThat(failure.reason()).isEqualTo(Cause.DISK_FULL);
    assertThat(failure).hasMessageContainingAll(DIRECTORY.toString(), "make room");
  }

  @Test
  @DisplayName("a port that was taken between the look and the start is named")
  void portTaken() {
    PostgresFailure failure =
        read(
            "LOG:  could not bind IPv4 address \"127.0.0.1\": Address already in use",
            "FATAL:  could not create any TCP/IP sockets");

    assertThat(failure.reason()).isEqualTo(Cause.PORT_TAKEN);
    assertThat(failure).hasMessageContainingAll("5433", "TENURE_DATABASE_PORT");
  }

  @Test
  @DisplayName("a missing library is told, with the way out")
  void missingLibrary() {
    PostgresFailure failure =
        read(
            "postgres: error while loading shared libraries: libstdc++.so.6: cannot open shared"
                + " object file");

    assertThat(failure.reason()).isEqualTo(Cause.NOT_RUNNABLE);
    assertThat(failure).hasMessageContainingAll("libstdc++.so.6", "TENURE_DATABASE_URL");
  }

  @Test
  @DisplayName("what nobody foresaw is told in PostgreSQL's own words")
  void unforeseen() {
    PostgresFailure failure =
        read("LOG:  starting", "FATAL:  could not load pg_hba.conf", "LOG:  shutting down");

    assertThat(failure.reason()).isEqualTo(Cause.DID_NOT_START);
    assertThat(failure).hasMessageEndingWith("FATAL:  could not load pg_hba.conf");
  }

  private static PostgresFailure read(String... lines) {
    return FailureReader.read("PostgreSQL", List.of(lines), DIRECTORY, 5433);
  }
}
