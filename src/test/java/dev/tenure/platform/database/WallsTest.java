package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** ADR 26: what each of the application's roles may do to every table, and whose rows it sees. */
class WallsTest {

  /** Tables whose rows are nobody's: all tenants read the same. */
  private static final Set<String> SHARED =
      Set.of("billing_part", "intake_lane", "issuer", "product_part");

  private static final TwoTenants OURS = new TwoTenants("a");
  private static final TwoTenants THEIRS = new TwoTenants("b");

  /** The row of each table that is theirs, as text. */
  private static final Map<String, Set<String>> FOREIGN = new HashMap<>();

  private static TestDatabase database;
  private static Pools pools;
  private static JdbcClient owner;
  private static JdbcClient jdbc;
  private static TransactionTemplate transaction;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
    pools = database.pools();
    owner = database.jdbc();
    jdbc = JdbcClient.create(pools);
    transaction = new TransactionTemplate(new JdbcTransactionManager(pools));
    // Rows of every table without whatever else they would need.
    owner
        .sql(
            """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
            FROM pg_constraint
            WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace
            """)
        .query(String.class)
        .list()
        .forEach(drop -> owner.sql(drop).update());
    for (String table : tables()) {
      for (TwoTenants whose : List.of(OURS, THEIRS)) {
        Set<String> before = all(table);
        new TransactionTemplate(new JdbcTransactionManager(database.dataSource()))
            .executeWithoutResult(status -> {
              owner.sql("SET LOCAL session_replication_role = replica").update();
              owner.sql(whose.insert(owner, table)).update();
            });
        Set<String> made = all(table);
        made.removeAll(before);
        if (whose.equals(THEIRS)) {
          FOREIGN.put(table, made);
        }
      }
    }
  }

  private static Set<String> all(String table) {
    return new HashSet<>(
        owner.sql("SELECT t::text FROM public.%s t".formatted(table)).query(String.class).list());
  }

  @AfterAll
  static void close() {
    pools.close();
    database.close();
  }

  /** All but the migrations' own. */
  private static List<String> tables() {
    return owner
        .sql(
            """
            SELECT relname
            FROM pg_class
            WHERE relnamespace = 'public'::regnamespace
              AND relkind IN ('r', 'p', 'm', 'f')
              AND relname <> 'flyway_schema_history'
            ORDER BY relname
            """)
        .query(String.class)
        .list();
  }

  private static List<String> roles() {
    List<String> names = new ArrayList<>();
    for (Role role : Role.values()) {
      names.add(role.name("tenure_app"));
    }
    return names;
  }

  @Test
  @DisplayName("Each table has a line in afterMigrate__walls.sql: row security, policies and grants")
  void covered() {
    assertThat(
            owner
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
                .query(String.class)
                .list())
        .as("tables without a line")
        .isEmpty();
    assertThat(
            owner
                .sql(
                    """
                    SELECT DISTINCT tablename
                    FROM pg_policies
                    WHERE policyname IN ('reseller', 'customer')
                      AND qual = 'true'
                    """)
                .query(String.class)
                .list())
        .as("tables that all tenants read alike")
        .containsExactlyInAnyOrderElementsOf(SHARED);
  }

  @Test
  @DisplayName("Each view asks as its reader, or holds the tenant's rule itself")
  void viewsCovered() {
    assertThat(
            owner
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
                .query(String.class)
                .list())
        .isEmpty();
    assertThat(
            owner
                .sql(
                    """
                    SELECT p.proname
                    FROM pg_proc p
                    WHERE p.pronamespace = 'public'::regnamespace
                      AND p.prosecdef
                    """)
                .query(String.class)
                .list())
        .as("functions that act as the owner")
        .isEmpty();
  }

  @Test
  @DisplayName("What is written once can be neither changed nor removed by any of the roles")
  void appendOnly() {
    List<String> once =
        owner
            .sql(
                """
                SELECT DISTINCT c.relname
                FROM pg_trigger t
                JOIN pg_class c ON c.oid = t.tgrelid
                JOIN pg_proc p ON p.oid = t.tgfoid
                WHERE p.proname = 'refuse_change'
                """)
            .query(String.class)
            .list();
    assertThat(once).contains("account_intent", "audit_entry", "invoice_line", "billing_terms");
    SoftAssertions all = new SoftAssertions();
    for (String role : roles()) {
      for (String table : once) {
        all.assertThat(
                owner
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
        all.assertThat(attempt(use, sql)).as(use + ": " + sql).isEqualTo("42501");
      }
    }
    all.assertAll();
  }

  @Test
  @DisplayName("The roles own nothing, are nobody else, and can't become more than they are")
  void least() {
    assertThat(
            owner
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
                .query(String.class)
                .list())
        .isEmpty();
    SoftAssertions all = new SoftAssertions();
    for (Use use : people()) {
      for (String sql :
          List.of(
              "SET ROLE " + database.user(),
              "SET SESSION AUTHORIZATION " + database.user(),
              "SET session_replication_role = replica",
              "ALTER TABLE customer DISABLE ROW LEVEL SECURITY",
              "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
              "DROP POLICY customer ON customer",
              "CREATE TABLE public.mine (id uuid)",
              "CREATE FUNCTION public.tenant2() RETURNS int LANGUAGE sql RETURN 1",
              "CREATE OR REPLACE FUNCTION public.tenure_now() RETURNS timestamptz LANGUAGE sql RETURN now()",
              "SET row_security = off; SELECT count(*) FROM public.customer",
              "SELECT pg_read_file('/etc/passwd')")) {
        all.assertThat(attempt(use, sql)).as(use + ": " + sql).isEqualTo("42501");
      }
    }
    all.assertAll();
  }

  @Test
  @DisplayName("B5: a tenant's people reach no row of another's, in whatever table, by whatever verb")
  void foreign() {
    SoftAssertions all = new SoftAssertions();
    for (Use use : people()) {
      for (String table : tables()) {
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
    Set<String> theirs = Objects.requireNonNull(FOREIGN.get(table));
    assertThat(theirs).as("a row of theirs in " + table).hasSize(1);
    List<String> seen = rows(use, "SELECT t::text FROM %s t".formatted(named));
    if (!shared) {
      all.assertThat(seen).as(what + ": select").doesNotContainAnyElementsOf(theirs);
    }
    String column = TwoTenants.firstColumn(owner, table);
    for (String sql :
        List.of(
            "UPDATE %1$s SET %2$s = %2$s".formatted(named, column), "DELETE FROM " + named)) {
      all.assertThat(touched(use, sql))
          .as(what + ": " + sql)
          .isLessThanOrEqualTo(seen.size());
    }
    all.assertThat(attempt(use, "TRUNCATE " + named)).as(what + ": truncate").isNotEmpty();
    // Mail is nobody's: all may leave some, and nobody finds any.
    if (!table.equals("mail")) {
      all.assertThat(attempt(use, THEIRS.another(owner, table, named)))
          .as(what + ": insert")
          .isNotEmpty();
      for (String own : ruling(table)) {
        all.assertThat(
                attempt(
                    use,
                    "UPDATE %s SET %s = '%s'".formatted(named, own, THEIRS.named(table, own))))
            .as(what + ": hand over by " + own)
            .satisfiesAnyOf(
                state -> assertThat(state).isNotEmpty(), state -> assertThat(seen).isEmpty());
      }
    }
  }

  /** The columns by which the rule says whose a row is. */
  private static List<String> ruling(String table) {
    String rules =
        owner
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
    return TwoTenants.naming(owner, table).stream()
        .filter(column -> rules.contains("(" + column + " ="))
        .toList();
  }

  @Test
  @DisplayName("A tenant's people see what is their own")
  void own() {
    assertThat(rows(reseller(OURS), "SELECT id::text FROM customer"))
        .containsExactly(OURS.customer().toString());
    assertThat(rows(customer(OURS), "SELECT id::text FROM customer"))
        .containsExactly(OURS.customer().toString());
    for (String table : List.of("call", "segment", "queue_visit", "agent_offer", "service_period")) {
      for (Use use : List.of(reseller(OURS), customer(OURS))) {
        assertThat(rows(use, "SELECT customer_id::text FROM " + table))
            .as(use + " on " + table)
            .containsExactly(OURS.customer().toString());
      }
    }
    assertThat(rows(reseller(OURS), "SELECT reseller_id::text FROM invoice"))
        .containsExactly(OURS.reseller().toString());
    assertThat(rows(customer(OURS), "SELECT id::text FROM person")).hasSize(1);
    assertThat(rows(Use.GATE, "SELECT id::text FROM customer")).hasSize(2);
    assertThat(rows(Use.INTAKE, "SELECT customer_id::text FROM call")).hasSize(2);
  }

  @Test
  @DisplayName("Where nobody said who asks, a tenant's connection shows nothing; nor does it remember")
  void unset() {
    SoftAssertions all = new SoftAssertions();
    for (Use use : people()) {
      for (String table : tables()) {
        if (!SHARED.contains(table)) {
          List<String> seen = new ArrayList<>();
          try {
            use.run(() ->
                transaction.executeWithoutResult(status -> {
                  jdbc.sql("SELECT set_config('tenure.tenant', '', true)").query().singleRow();
                  seen.addAll(
                      jdbc.sql("SELECT t::text FROM %s t".formatted(table))
                          .query(String.class)
                          .list());
                }));
          } catch (DataAccessException refused) {
            assertThat(state(refused)).isEqualTo("42501");
          }
          all.assertThat(seen).as(use + " on " + table).isEmpty();
        }
      }
    }
    all.assertAll();
    for (int i = 0; i < 20; i++) {
      TwoTenants whose = i % 3 == 0 ? OURS : THEIRS;
      assertThat(rows(customer(whose), "SELECT id::text FROM customer"))
          .containsExactly(whose.customer().toString());
    }
  }

  private static List<Use> people() {
    return List.of(reseller(OURS), customer(OURS), Use.vital(reseller(OURS).tenant()));
  }

  private static Use reseller(TwoTenants whose) {
    return Use.pages(new Tenant.OfReseller(new ResellerId(whose.reseller())));
  }

  private static Use customer(TwoTenants whose) {
    return Use.pages(new Tenant.OfCustomer(new CustomerId(whose.customer())));
  }

  /** Nothing where the role may not even ask. */
  private static List<String> rows(Use use, String sql) {
    try {
      return use.call(() -> jdbc.sql(sql).query(String.class).list());
    } catch (DataAccessException refused) {
      assertThat(state(refused)).as(sql).isEqualTo("42501");
      return List.of();
    }
  }

  private static int touched(Use use, String sql) {
    int[] rows = {0};
    try {
      use.run(() ->
          transaction.executeWithoutResult(status -> {
            rows[0] = jdbc.sql(sql).update();
            status.setRollbackOnly();
          }));
    } catch (DataAccessException refused) {
      return 0;
    }
    return rows[0];
  }

  /** The state with which the database refuses, or nothing where it obeys; nothing remains. */
  private static String attempt(Use use, String sql) {
    try {
      use.run(() ->
          transaction.executeWithoutResult(status -> {
            jdbc.sql(sql).update();
            status.setRollbackOnly();
          }));
      return "";
    } catch (DataAccessException refused) {
      return state(refused);
    }
  }

  private static String state(DataAccessException refused) {
    return refused.getMostSpecificCause() instanceof java.sql.SQLException sql
        ? String.valueOf(sql.getSQLState())
        : refused.toString();
  }

  /** Only so that the ids of a failure can be told apart. */
  static UUID id(String side, int number) {
    return UUID.nameUUIDFromBytes((side + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
