package dev.tenure.platform.database;

import static dev.tenure.platform.database.WalledDatabase.OURS;
import static dev.tenure.platform.database.WalledDatabase.SHARED;
import static dev.tenure.platform.database.WalledDatabase.THEIRS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** ADR 26: each of the application's roles, and a row of each table that isn't its tenant's. */
class ForeignRowsTest {

  private static WalledDatabase walls;

  @BeforeAll
  static void open() {
    walls = new WalledDatabase().filled();
  }

  @AfterAll
  static void close() {
    walls.close();
  }

  @Test
  @DisplayName(
      "B5: a tenant's people reach no row of another's, in whatever table, by whatever verb")
  void foreign() {
    SoftAssertions all = new SoftAssertions();
    for (Use use : walls.people()) {
      for (String table : walls.tables()) {
        for (String named : List.of(table, "public." + table)) {
          attack(all, use, table, named);
        }
      }
    }
    all.assertAll();
  }

  private void attack(SoftAssertions all, Use use, String table, String named) {
    String what = use + " on " + named;
    boolean shared = SHARED.contains(table);
    Set<String> theirs = walls.foreign(table);
    assertThat(theirs).as("a row of theirs in " + table).hasSize(1);
    List<String> seen = walls.rows(use, "SELECT t::text FROM %s t".formatted(named));
    if (!shared) {
      all.assertThat(seen).as(what + ": select").doesNotContainAnyElementsOf(theirs);
    }
    String column = TwoTenants.firstColumn(walls.owner, table);
    for (String sql :
        List.of("UPDATE %1$s SET %2$s = %2$s".formatted(named, column), "DELETE FROM " + named)) {
      all.assertThat(walls.touched(use, sql))
          .as(what + ": " + sql)
          .isLessThanOrEqualTo(seen.size());
    }
    all.assertThat(walls.attempt(use, "TRUNCATE " + named)).as(what + ": truncate").isNotEmpty();
    // Mail is nobody's: all may leave some, and nobody finds any.
    if (!table.equals("mail")) {
      all.assertThat(walls.attempt(use, THEIRS.another(walls.owner, table, named)))
          .as(what + ": insert")
          .isNotEmpty();
      for (String own : ruling(table)) {
        all.assertThat(
                walls.attempt(
                    use, "UPDATE %s SET %s = '%s'".formatted(named, own, THEIRS.named(table, own))))
            .as(what + ": hand over by " + own)
            .satisfiesAnyOf(
                state -> assertThat(state).isNotEmpty(), state -> assertThat(seen).isEmpty());
      }
    }
  }

  /** The columns by which the rule says whose a row is. */
  private static List<String> ruling(String table) {
    String rules =
        walls
            .owner
            .sql(
                """
                SELECT string_agg(with_check, ' ')
                FROM pg_policies
                WHERE tablename = :table
                  AND policyname <> 'platform'
                """)
            .param("table", table)
            .query((rs, n) -> String.valueOf(rs.getString(1)))
            .single();
    return TwoTenants.naming(walls.owner, table).stream()
        .filter(column -> rules.contains("(" + column + " ="))
        .toList();
  }

  @Test
  @DisplayName("A tenant's people see what is their own")
  void own() {
    assertThat(walls.rows(walls.reseller(OURS), "SELECT id::text FROM customer"))
        .containsExactly(OURS.customer().toString());
    assertThat(walls.rows(walls.customer(OURS), "SELECT id::text FROM customer"))
        .containsExactly(OURS.customer().toString());
    for (String table :
        List.of("call", "segment", "queue_visit", "agent_offer", "service_period")) {
      for (Use use : List.of(walls.reseller(OURS), walls.customer(OURS))) {
        assertThat(walls.rows(use, "SELECT customer_id::text FROM " + table))
            .as(use + " on " + table)
            .containsExactly(OURS.customer().toString());
      }
    }
    assertThat(walls.rows(walls.reseller(OURS), "SELECT reseller_id::text FROM invoice"))
        .containsExactly(OURS.reseller().toString());
    assertThat(walls.rows(walls.customer(OURS), "SELECT id::text FROM person")).hasSize(1);
    assertThat(walls.rows(Use.GATE, "SELECT id::text FROM customer")).hasSize(2);
    assertThat(walls.rows(Use.INTAKE, "SELECT customer_id::text FROM call")).hasSize(2);
  }

  @Test
  @DisplayName(
      "Where nobody said who asks, a tenant's connection shows nothing; nor does it remember")
  void unset() {
    SoftAssertions all = new SoftAssertions();
    for (Use use : walls.people()) {
      for (String table : walls.tables()) {
        if (!SHARED.contains(table)) {
          List<String> seen = new ArrayList<>();
          try {
            use.run(() ->
                walls.transaction.executeWithoutResult(status -> {
                  walls
                      .jdbc
                      .sql("SELECT set_config('tenure.tenant', '', true)")
                      .query()
                      .singleRow();
                  seen.addAll(
                      walls
                          .jdbc
                          .sql("SELECT t::text FROM %s t".formatted(table))
                          .query((rs, n) -> rs.getString(1))
                          .list());
                }));
          } catch (DataAccessException refused) {
            assertThat(WalledDatabase.state(refused)).isEqualTo("42501");
          }
          all.assertThat(seen).as(use + " on " + table).isEmpty();
        }
      }
    }
    all.assertAll();
    for (int i = 0; i < 20; i++) {
      TwoTenants whose = i % 3 == 0 ? OURS : THEIRS;
      assertThat(walls.rows(walls.customer(whose), "SELECT id::text FROM customer"))
          .containsExactly(whose.customer().toString());
    }
  }
}
