package dev.tenure.platform.database;

import static dev.tenure.platform.database.WalledDatabase.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** ADR 26: what the application's roles may do to every table. */
class WallsTest {

  private static WalledDatabase walls;

  @BeforeAll
  static void open() {
    walls = new WalledDatabase();
  }

  @AfterAll
  static void close() {
    walls.close();
  }

  private static List<String> roles() {
    List<String> names = new ArrayList<>();
    for (Role role : Role.values()) {
      names.add(role.name("tenure_app"));
    }
    return names;
  }

  @Test
  @DisplayName(
      "Each table has a line in afterMigrate__walls.sql: row security, policies and grants")
  void covered() {
    assertThat(
            walls
                .owner
                .sql(
                    """
                    SELECT c.relname
                    FROM pg_class c
                    WHERE c.relnamespace = 'public'::regnamespace
                      AND c.relkind IN ('r', 'p', 'm', 'f')
                      AND (
                        NOT c.relrowsecurity
                        OR NOT EXISTS (
                          SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'platform')
                        OR NOT has_table_privilege('tenure_app', c.oid, 'SELECT')
                        OR EXISTS (
                          SELECT
                          FROM unnest(ARRAY['reseller', 'customer']) AS people
                          WHERE has_any_column_privilege('tenure_app_' || people, c.oid, 'SELECT, INSERT, UPDATE')
                            AND NOT EXISTS (
                              SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = people)))
                    """)
                .query((rs, n) -> rs.getString(1))
                .list())
        .as("tables without a line")
        .isEmpty();
    assertThat(
            walls
                .owner
                .sql(
                    """
                    SELECT DISTINCT tablename
                    FROM pg_policies
                    WHERE policyname IN ('reseller', 'customer')
                      AND qual = 'true'
                    """)
                .query((rs, n) -> rs.getString(1))
                .list())
        .as("tables that all tenants read alike")
        .containsExactlyInAnyOrderElementsOf(SHARED);
  }

  @Test
  @DisplayName("Each view asks as its reader, or holds the tenant's rule itself")
  void viewsCovered() {
    assertThat(
            walls
                .owner
                .sql(
                    """
                    SELECT c.oid::regclass::text
                    FROM pg_class c
                    JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind = 'v'
                      AND n.nspname IN ('public', 'of_reseller', 'of_customer')
                      AND CASE n.nspname
                            WHEN 'public' THEN
                              NOT COALESCE(c.reloptions @> '{security_invoker=true}', false)
                              AND (has_table_privilege('tenure_app_reseller', c.oid, 'SELECT')
                                OR has_table_privilege('tenure_app_customer', c.oid, 'SELECT'))
                            ELSE pg_get_viewdef(c.oid) NOT LIKE '%tenant()%'
                          END
                    """)
                .query((rs, n) -> rs.getString(1))
                .list())
        .isEmpty();
    assertThat(
            walls
                .owner
                .sql(
                    """
                    SELECT p.proname
                    FROM pg_proc p
                    WHERE p.pronamespace = 'public'::regnamespace
                      AND p.prosecdef
                    """)
                .query((rs, n) -> rs.getString(1))
                .list())
        .as("functions that act as the owner: what time it is hangs on everybody's intents (A15)")
        .containsExactlyInAnyOrder("tenure_now", "tenure_known");
  }

  @Test
  @DisplayName("What is written once can be neither changed nor removed by any of the roles")
  void appendOnly() {
    List<String> once =
        walls
            .owner
            .sql(
                """
                SELECT DISTINCT c.relname
                FROM pg_trigger t
                JOIN pg_class c ON c.oid = t.tgrelid
                JOIN pg_proc p ON p.oid = t.tgfoid
                WHERE p.proname = 'refuse_change'
                  -- Some refuse to be emptied only.
                  AND (t.tgtype & 16) <> 0
                """)
            .query((rs, n) -> rs.getString(1))
            .list();
    assertThat(once).contains("account_intent", "audit_entry", "invoice_line", "billing_terms");
    SoftAssertions all = new SoftAssertions();
    for (String role : roles()) {
      for (String table : once) {
        all.assertThat(
                walls
                    .owner
                    .sql(
                        """
                        SELECT has_table_privilege(:role, CAST(:table AS regclass), 'UPDATE, DELETE, TRUNCATE')
                            OR has_any_column_privilege(:role, CAST(:table AS regclass), 'UPDATE')
                        """)
                    .param("role", role)
                    .param("table", table)
                    .query(Boolean.class)
                    .single())
            .as(role + " on " + table)
            .isFalse();
      }
    }
    for (Use use : List.of(Use.GATE, Use.INTAKE)) {
      for (String sql :
          List.of(
              "UPDATE audit_entry SET reason = ''",
              "DELETE FROM account_intent",
              "TRUNCATE invoice")) {
        all.assertThat(walls.attempt(use, sql)).as(use + ": " + sql).isEqualTo("42501");
      }
    }
    all.assertAll();
  }

  @Test
  @DisplayName("The roles own nothing, are nobody else, and can't become more than they are")
  void least() {
    assertThat(
            walls
                .owner
                .sql(
                    """
                    SELECT r.rolname
                    FROM pg_roles r
                    WHERE r.rolname = ANY (:roles)
                      AND (r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolreplication
                        OR r.rolbypassrls <> (r.rolname = 'tenure_app_worker')
                        OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)
                        OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid)
                        OR EXISTS (SELECT FROM pg_proc p WHERE p.proowner = r.oid)
                        OR has_schema_privilege(r.oid, 'public', 'CREATE')
                        OR has_database_privilege(r.oid, current_database(), 'CREATE'))
                    """)
                .param("roles", roles().toArray(String[]::new))
                .query((rs, n) -> rs.getString(1))
                .list())
        .isEmpty();
    SoftAssertions all = new SoftAssertions();
    for (Use use : walls.people()) {
      for (String sql :
          List.of(
              "SET ROLE " + walls.database.user(),
              "SET SESSION AUTHORIZATION " + walls.database.user(),
              "SET session_replication_role = replica",
              "ALTER TABLE customer DISABLE ROW LEVEL SECURITY",
              "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
              "DROP POLICY customer ON customer",
              "CREATE TABLE public.mine (id uuid)",
              "CREATE FUNCTION public.tenant2() RETURNS int LANGUAGE sql RETURN 1",
              "CREATE OR REPLACE FUNCTION public.tenure_now() RETURNS timestamptz LANGUAGE sql"
                  + " RETURN now()",
              "SET row_security = off; SELECT count(*) FROM public.customer",
              "SELECT pg_read_file('/etc/passwd')")) {
        all.assertThat(walls.attempt(use, sql)).as(use + ": " + sql).isEqualTo("42501");
      }
    }
    all.assertAll();
  }

  @Test
  @DisplayName("A command beside a running Tenure sees how far migrations are, as the application")
  void migrationsSeen() {
    assertThat(
            Use.GATE.call(() ->
                Flyway.configure()
                    .dataSource(walls.pools)
                    .locations("classpath:db/migration")
                    .load()
                    .info()
                    .pending()))
        .isEmpty();
  }
}
