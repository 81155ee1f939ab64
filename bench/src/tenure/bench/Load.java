package tenure.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rows in numbers that no hand would make, written as the commands would have written them. */
final class Load {

  static List<String> ids(Server server, String sql) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = server.database();
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery(sql)) {
      while (rs.next()) {
        ids.add(rs.getString(1));
      }
    }
    return ids;
  }

  /** Active customers with their creation, service period and search words. */
  static void customers(Server server, String reseller, int count, String prefix)
      throws SQLException {
    try (Connection connection = server.database()) {
      customers(connection, reseller, count, prefix);
    }
  }

  static void customers(Connection connection, String reseller, int count, String prefix)
      throws SQLException {
    for (String sql :
        List.of(
            """
            WITH made AS (
              INSERT INTO customer (
                reseller_id, name, reference, product_type, country, time_zone, created_at, created_by,
                version, changed_what, changed_by, changed_at, service_from, access_from)
              SELECT '%1$s',
                     '%2$s ' || (ARRAY['Dental','Travel','Vets','Motor','Energy','Legal','Foods','Print',
                       'Homes','Care','Media','Tools'])[1 + (i::bigint * 104729) %% 12] || ' ' || i,
                     'CRM-' || (1000000 + (i::bigint * 7907) %% 1000000), 'ANALYTICS', 'GB',
                     'Europe/London', at, 'bench', 1, 'created', 'bench', at, at, at
              FROM generate_series(1, %3$d) AS i,
                   LATERAL (SELECT timestamptz '2020-01-01' + (i %% 2000000) * interval '1 minute' AS at) AS t
              RETURNING id, created_at
            ), intents AS (
              INSERT INTO account_intent (
                account_id, version, kind, actor_name, actor_level, reason_code, reason, recorded_at,
                effective_at)
              SELECT id, 1, 'CREATED', 'bench', 'SYSTEM', 'OTHER', 'bench', created_at, created_at
              FROM made
            )
            INSERT INTO service_period (customer_id, during)
            SELECT id, tstzrange(created_at, NULL)
            FROM made
            """
                .formatted(reseller, prefix, count),
            """
            INSERT INTO customer_search (customer_id, words)
            SELECT c.id, customer_search_text(c.name, c.reference)
            FROM customer c
            WHERE NOT EXISTS (SELECT 1 FROM customer_search s WHERE s.customer_id = c.id)
            """,
            "ANALYZE customer",
            "ANALYZE account_intent",
            "ANALYZE service_period")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** Schedules the termination of all whose name begins so, at the same T, with all its effects. */
  static void terminations(Server server, String prefix, String at) throws SQLException {
    server.sql(
        """
        WITH ending AS (
          UPDATE customer
          SET terminates_at = %2$s, version = 2, changed_what = 'termination scheduled'
          WHERE name LIKE '%1$s %%'
          RETURNING id, service_from
        ), intents AS (
          INSERT INTO account_intent (
            account_id, version, kind, actor_name, actor_level, reason_code, reason, recorded_at,
            effective_at)
          SELECT id, 2, 'TERMINATION_SET', 'bench', 'SYSTEM', 'OTHER', 'bench', tenure_now(), %2$s
          FROM ending
        ), periods AS (
          UPDATE service_period p
          SET during = tstzrange(e.service_from, %2$s)
          FROM ending e
          WHERE p.customer_id = e.id
        )
        INSERT INTO effect (account_id, account_version, kind, due_at, next_try_at)
        SELECT id, 2, kind, %2$s, %2$s
        FROM ending, unnest(ARRAY['close-sessions', 'cut-facts', 'notify-reseller']) AS kind
        """
            .formatted(prefix, at),
        "ANALYZE customer",
        "ANALYZE effect");
  }

  private Load() {}
}
