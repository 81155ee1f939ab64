package dev.tenure.browser;

import dev.tenure.platform.CustomerId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Facts in numbers, put straight into the tables with the marks of their quarters. */
final class ManyCalls {

  private ManyCalls() {}

  /** Calls spread over the last {@code days}, taken by that many agents in that many queues. */
  static void put(
      BrowserWorld world,
      CustomerId customer,
      UUID source,
      int calls,
      int days,
      int agents,
      int queues) {
    JdbcClient jdbc = world.database().jdbc();
    jdbc.sql(
            """
            INSERT INTO agent (customer_id, source_id, agent_ref, name)
            SELECT ?, ?, 'm' || n, 'Agent ' || to_char(n, 'FM000')
            FROM generate_series(1, ?) AS n
            """)
        .params(customer.value(), source, agents)
        .update();
    jdbc.sql(
            """
            WITH made AS (
              SELECT uuidv7() AS id, n,
                     tenure_now() - interval '1 hour'
                       - make_interval(secs => n * (? * 86400.0 - 7200) / ?) AS at,
                     n % ? + 1 AS agent, n % ? + 1 AS queue, n % 7 = 3 AS lost,
                     lower(p.during) AS service_from
              FROM generate_series(1, ?) AS n
              CROSS JOIN service_period p
              WHERE p.customer_id = ?
            ),
            calls AS (
              INSERT INTO call (
                id, customer_id, source_id, call_ref, service_from, direction, caller, called, queue,
                agent_ref, started_at, waiting_from, answered_at, ended_at, until, ended_by, outcome,
                state, state_since, held, offered_to)
              SELECT id, ?, ?, 'many' || n, service_from, 'INBOUND', '0770090' || to_char(n, 'FM00000'),
                     '0207946010' || n % 4, 'Queue ' || to_char(queue, 'FM00'),
                     CASE WHEN lost THEN '' ELSE 'm' || agent END, at, at + interval '1 second',
                     CASE WHEN lost THEN NULL ELSE at + make_interval(secs => 2 + n % 40) END,
                     at + make_interval(secs => 45 + n % 200), at + make_interval(secs => 45 + n % 200),
                     'CALLER', CASE WHEN lost THEN 'ABANDONED' ELSE 'ANSWERED' END, 'ENDED',
                     at + make_interval(secs => 45 + n % 200), interval '0', ''
              FROM made
              RETURNING id
            ),
            visits AS (
              INSERT INTO queue_visit (
                call_id, seq, customer_id, queue, entered_at, left_at, outcome, refusal, agent_ref,
                talk_until, held, ended_by, transferred, until)
              SELECT id, 1, ?, 'Queue ' || to_char(queue, 'FM00'), at + interval '1 second',
                     at + make_interval(secs => 2 + n % 40),
                     CASE WHEN lost THEN 'ABANDONED' ELSE 'ANSWERED' END, '',
                     CASE WHEN lost THEN '' ELSE 'm' || agent END,
                     CASE WHEN lost THEN NULL ELSE at + make_interval(secs => 45 + n % 200) END,
                     interval '0', 'CALLER', false, at + make_interval(secs => 45 + n % 200)
              FROM made
              RETURNING entered_at
            )
            INSERT INTO fact_touched (customer_id, quarter)
            SELECT DISTINCT CAST(? AS uuid), date_bin('15 minutes', at, 'epoch')
            FROM made
            ON CONFLICT DO NOTHING
            """)
        .params(
            days,
            calls,
            agents,
            queues,
            calls,
            customer.value(),
            customer.value(),
            source,
            customer.value(),
            customer.value())
        .update();
  }
}
