package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.testing.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServerPromisesTest {

  private static final String SERVER = "jdbc:postgresql://db/tenure";

  @Test
  @DisplayName("a server older than 18 is refused, with its version")
  void tooOld() {
    assertThatThrownBy(
            () -> new ServerPromises("17.5", 170_005, "on", "on", "on", "").require(SERVER))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContainingAll("PostgreSQL 17.5", "18 or newer", SERVER);
  }

  @Test
  @DisplayName("a server that would lose commits is refused, with what to set")
  void losesCommits() {
    assertThatThrownBy(
            () -> new ServerPromises("18.6", 180_006, "off", "on", "on", "").require(SERVER))
        .hasMessageContainingAll("fsync=off", "set fsync=on");
    assertThatThrownBy(
            () -> new ServerPromises("18.6", 180_006, "on", "off", "on", "").require(SERVER))
        .hasMessageContaining("set full_page_writes=on");
    assertThatThrownBy(
            () -> new ServerPromises("18.6", 180_006, "on", "on", "off", "").require(SERVER))
        .hasMessageContaining("set synchronous_commit=on");
  }

  @Test
  @DisplayName("a server without our extensions is refused, with their names")
  void lacksExtensions() {
    assertThatThrownBy(() ->
            new ServerPromises("18.6", 180_006, "on", "on", "on", "btree_gist").require(SERVER))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContainingAll("btree_gist", "postgresql-contrib", SERVER);
  }

  @Test
  @DisplayName("waiting for standbys as well is no less than waiting for the disk")
  void standbys() {
    assertThatCode(() ->
            new ServerPromises("18.6", 180_006, "on", "on", "remote_apply", "").require(SERVER))
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("the promises are read from the server itself")
  void readFromTheServer() {
    try (var database = TestDatabase.fresh()) {
      var promises = new ServerPromisesStore(database.jdbc()).read();

      assertThat(promises.versionNumber()).isGreaterThanOrEqualTo(180_000);
      assertThat(promises.fsync()).isEqualTo("on");
      assertThat(promises.missing()).isEmpty();
    }
  }
}
