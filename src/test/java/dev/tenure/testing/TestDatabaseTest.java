package dev.tenure.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00.123456Z");

  @Test
  @DisplayName("a fresh database has the migrations and its own data")
  void freshDatabasesAreApart() {
    try (var one = TestDatabase.fresh();
        var other = TestDatabase.fresh()) {
      one.jdbc().sql("CREATE TABLE mine (n int)").update();

      assertThat(one.jdbc().sql("SELECT count(*) FROM mine").query(Long.class).single()).isZero();
      assertThat(
              other.jdbc().sql("SELECT to_regclass('mine') IS NULL").query(Boolean.class).single())
          .isTrue();
    }
  }

  @Test
  @DisplayName("A9: the database's now and Java's fake clock move together")
  void theClockMoves() {
    try (var database = TestDatabase.fresh()) {
      database.freezeClock(NOON);
      assertThat(tenureNow(database)).isEqualTo(NOON).isEqualTo(database.clock().now());

      database.advanceClock(Duration.ofDays(3));
      assertThat(tenureNow(database))
          .isEqualTo(NOON.plus(Duration.ofDays(3)))
          .isEqualTo(database.clock().now());

      database.moveClock(NOON.minusSeconds(1));
      assertThat(tenureNow(database)).isEqualTo(NOON.minusSeconds(1));
    }
  }

  private static Instant tenureNow(TestDatabase database) {
    return database
        .jdbc()
        .sql("SELECT tenure_now()")
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }
}
