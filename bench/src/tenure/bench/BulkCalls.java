package tenure.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A year of a customer's calls by SQL alone, for a server whose rows are compared with nothing. */
final class BulkCalls {

  private static final int DAYS = 365;
  private static final int AGENTS = 100;
  private static final int QUEUES = 12;
  private static final String ZONE = "Europe/London";

  private BulkCalls() {}

  /** Calls from eight to eight, one after another, on each day of the year up to an hour ago. */
  static void load(Connection connection, String customer, int calls) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE customer SET time_zone = '" + ZONE + "' WHERE id = '" + customer + "'");
      statement.execute(
          """
          INSERT INTO agent (customer_id, source_id, agent_ref, name)
          SELECT '%1$s', s.id, 'b' || n, 'Agent ' || to_char(n, 'FM000')
          FROM generate_series(1, %2$d) AS n
          CROSS JOIN LATERAL (
            SELECT sc.source_id AS id FROM source_customer sc WHERE sc.customer_id = '%1$s' LIMIT 1) AS s
          """
              .formatted(customer, AGENTS));
      // The calls do lie in service; the key would only make the loading long.
      statement.execute("SET session_replication_role = replica");
      int perDay = calls / DAYS;
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      for (int back = DAYS - 1; back >= 0; back--) {
        int n = back == 0 ? calls - perDay * (DAYS - 1) : perDay;
        statement.execute(day(customer, today.minusDays(back), n, back == 0));
      }
    }
  }

  private static String day(String customer, LocalDate day, int calls, boolean today) {
    String span =
        today
            ? "(extract(epoch FROM tenure_now() - interval '10 minutes' - timestamptz '%s 00:00Z') - 60)"
                .formatted(day)
            : "43200.0";
    String from =
        today ? "timestamptz '%s 00:00Z'".formatted(day) : "timestamptz '%s 08:00Z'".formatted(day);
    return """
    WITH made AS MATERIALIZED (
      SELECT uuidv7() AS id, n, %6$s + make_interval(secs => n * %7$s / %3$d) AS at,
             'b' || (n * 7 %% %4$d + 1) AS agent, 'Queue ' || to_char(n * 5 %% %5$d + 1, 'FM00') AS queue,
             n %% 11 = 3 AS lost, (n * 13 %% 97) * 0.7 + 0.5 AS wait, 30 + n * 17 %% 400 AS talk,
             lower(p.during) AS service_from, s.source_id
      FROM generate_series(0, %3$d - 1) AS n
      CROSS JOIN service_period p
      CROSS JOIN LATERAL (
        SELECT sc.source_id FROM source_customer sc WHERE sc.customer_id = p.customer_id LIMIT 1) AS s
      WHERE p.customer_id = '%1$s'
    ),
    calls AS (
      INSERT INTO call (
        id, customer_id, source_id, call_ref, service_from, direction, caller, called, queue, agent_ref,
        started_at, waiting_from, answered_at, ended_at, until, ended_by, outcome, state, state_since, held,
        offered_to)
      SELECT id, '%1$s', source_id, 'bench%2$s' || n, service_from, 'INBOUND',
             '0770' || to_char(n * 37 %% 10000000, 'FM0000000'), '020794601' || to_char(n %% 20, 'FM00'), queue,
             CASE WHEN lost THEN '' ELSE agent END, at, at,
             CASE WHEN NOT lost THEN at + make_interval(secs => wait) END,
             at + make_interval(secs => wait + CASE WHEN lost THEN 0 ELSE talk END),
             at + make_interval(secs => wait + CASE WHEN lost THEN 0 ELSE talk END), 'CALLER',
             CASE WHEN lost THEN 'ABANDONED' ELSE 'ANSWERED' END, 'ENDED',
             at + make_interval(secs => wait + CASE WHEN lost THEN 0 ELSE talk END), interval '0', ''
      FROM made
    ),
    visits AS (
      INSERT INTO queue_visit (
        call_id, seq, customer_id, queue, entered_at, left_at, outcome, refusal, agent_ref, talk_until, held,
        ended_by, transferred, until)
      SELECT id, 1, '%1$s', queue, at, at + make_interval(secs => wait),
             CASE WHEN lost THEN 'ABANDONED' ELSE 'ANSWERED' END, '', CASE WHEN lost THEN '' ELSE agent END,
             CASE WHEN NOT lost THEN at + make_interval(secs => wait + talk) END, interval '0', 'CALLER', false,
             at + make_interval(secs => wait + CASE WHEN lost THEN 0 ELSE talk END)
      FROM made
    )
    INSERT INTO fact_touched (customer_id, quarter)
    SELECT DISTINCT CAST('%1$s' AS uuid), date_bin('15 minutes', at, 'epoch')
    FROM made
    ON CONFLICT DO NOTHING
    """
        .formatted(customer, day.toString().replace("-", ""), calls, AGENTS, QUEUES, from, span);
  }
}
