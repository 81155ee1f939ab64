package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.testing.TestDatabase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database, and what its owner and the application's roles get to see of it. */
final class WalledDatabase implements AutoCloseable {

  /** Tables whose rows are nobody's: all tenants read the same. */
  static final Set<String> SHARED = Set.of("billing_part", "intake_lane", "issuer", "product_part");

  static final TwoTenants OURS = new TwoTenants("a");
  static final TwoTenants THEIRS = new TwoTenants("b");

  final TestDatabase database = TestDatabase.fresh();
  final Pools pools = database.pools();
  final JdbcClient owner = database.jdbc();
  final JdbcClient jdbc = JdbcClient.create(pools);
  final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(pools));
  private final Map<String, Set<String>> foreign = new HashMap<>();

  /** Gives every table a row of each of two tenants. */
  WalledDatabase filled() {
    // Rows of every table without whatever else they would need.
    owner
        .sql(
            """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
            FROM pg_constraint
            WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace
            """)
        .query((rs, n) -> rs.getString(1))
        .list()
        .forEach(drop -> owner.sql(drop).update());
    for (String table : tables()) {
      if (table.equals("clock_kept")) {
        // It has one row and never more, which is nobody's.
        foreign.put(table, all(table));
        continue;
      }
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
          foreign.put(table, made);
        }
      }
    }
    return this;
  }

  /** The row of the table that is theirs, as text. */
  Set<String> foreign(String table) {
    return Objects.requireNonNull(foreign.get(table));
  }

  List<Use> people() {
    return List.of(reseller(OURS), customer(OURS), Use.vital(reseller(OURS).tenant()));
  }

  Use reseller(TwoTenants whose) {
    return Use.pages(new Tenant.OfReseller(new ResellerId(whose.reseller())));
  }

  Use customer(TwoTenants whose) {
    return Use.pages(new Tenant.OfCustomer(new CustomerId(whose.customer())));
  }

  /** Nothing where the role may not even ask. */
  List<String> rows(Use use, String sql) {
    try {
      return use.call(() -> jdbc.sql(sql).query((rs, n) -> rs.getString(1)).list());
    } catch (DataAccessException refused) {
      assertThat(state(refused)).as(sql).isEqualTo("42501");
      return List.of();
    }
  }

  int touched(Use use, String sql) {
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
  String attempt(Use use, String sql) {
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

  static String state(DataAccessException refused) {
    return refused.getMostSpecificCause() instanceof java.sql.SQLException sql
        ? String.valueOf(sql.getSQLState())
        : refused.toString();
  }

  /** All but the migrations' own. */
  List<String> tables() {
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
        .query((rs, n) -> rs.getString(1))
        .list();
  }

  private Set<String> all(String table) {
    return new HashSet<>(
        owner
            .sql("SELECT t::text FROM public.%s t".formatted(table))
            .query((rs, n) -> rs.getString(1))
            .list());
  }

  @Override
  public void close() {
    pools.close();
    database.close();
  }
}
