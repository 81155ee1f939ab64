package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.testing.TestDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Databases in which an older Tenure has collected, and today's migrations. */
class CollectedBeforeTest {

  private static final String BEFORE_LANES =
      """
      INSERT INTO reseller (
        id, name, country, time_zone, currency, contact_name, contact_email, contact_phone,
        created_at, version, changed_what, changed_by, changed_at, access_from)
      VALUES ('00000000-0000-0000-0000-000000000001', 'North', 'GB', 'Europe/London', 'GBP', '', '',
        '', '2026-01-01', 1, '', '', '2026-01-01', '2026-01-01');
      INSERT INTO customer (
        id, reseller_id, name, reference, product_type, country, time_zone, created_at, created_by,
        version, changed_what, changed_by, changed_at, service_from, access_from)
      VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'Acme',
        '', 'ANALYTICS', 'GB', 'Europe/London', '2026-01-01', 'dana', 1, 'created', 'dana',
        '2026-01-01', '2026-01-01', '2026-01-01');
      INSERT INTO service_period
      VALUES ('00000000-0000-0000-0000-000000000002', tstzrange('2026-01-01', NULL));
      INSERT INTO intake_event (
        source_id, source_event_id, customer_id, call_ref, occurred_at, received_at, type, body)
      VALUES ('00000000-0000-0000-0000-000000000003', '1', '00000000-0000-0000-0000-000000000002',
        'open', '2026-11-01 09:00:00', '2026-11-01 09:00:01', 'QueueEntered',
        '{"queue": "Sales = all", "callRef": "open"}');
      INSERT INTO call (
        id, customer_id, source_id, call_ref, service_from, direction, caller, called, queue,
        agent_ref, started_at, waiting_from, answered_at, ended_at, until, ended_by, outcome, state,
        state_since, held, offered_to, offered_at)
      VALUES
        ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000002',
          '00000000-0000-0000-0000-000000000003', 'open', '2026-01-01', 'INBOUND', '', '', 'Sales',
          '', '2026-11-01 09:00:00', '2026-11-01 09:00:00', NULL, NULL, '2026-11-01 09:00:30.000001',
          NULL, NULL, 'WAITING', '2026-11-01 09:00:00', '0', '101', '2026-11-01 09:00:10'),
        ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000002',
          '00000000-0000-0000-0000-000000000003', 'over', '2026-01-01', 'INBOUND', '', '', '', '',
          '2026-11-01 09:00:00', '2026-11-01 09:00:00', NULL, '2026-11-01 09:01:00',
          '2026-11-01 09:01:00', 'CALLER', 'UNANSWERED', 'ENDED', '2026-11-01 09:01:00', '0', '',
          NULL);
      INSERT INTO segment (
        call_id, seq, customer_id, kind, queue, agent_ref, target, started_at, ended_at, until, held,
        result)
      VALUES ('00000000-0000-0000-0000-00000000000a', 1, '00000000-0000-0000-0000-000000000002',
        'QUEUE', 'Sales', '', '', '2026-11-01 09:00:00', NULL, '2026-11-01 09:00:30.000001', '0', '');
      INSERT INTO queue_visit (
        call_id, seq, customer_id, queue, entered_at, outcome, refusal, agent_ref, held, transferred,
        until)
      VALUES ('00000000-0000-0000-0000-00000000000a', 1, '00000000-0000-0000-0000-000000000002',
        'Sales', '2026-11-01 09:00:00', 'WAITING', '', '', '0', false, '2026-11-01 09:00:30.000001');
      INSERT INTO agent_offer (
        call_id, seq, visit, customer_id, queue, agent_ref, offered_at, result, until)
      VALUES ('00000000-0000-0000-0000-00000000000a', 1, 1, '00000000-0000-0000-0000-000000000002',
        'Sales', '101', '2026-11-01 09:00:10', 'RINGING', '2026-11-01 09:00:30.000001');
      """;

  private static final String BEFORE_ENTRIES =
      """
      INSERT INTO intake_event (
        source_id, source_event_id, customer_id, call_ref, agent_ref, occurred_at, received_at, type,
        body, companions)
      SELECT '00000000-0000-0000-0000-000000000003', e.id, CAST(e.customer AS uuid), e.call, e.agent,
             CAST(e.occurred AS timestamptz), CAST(e.received AS timestamptz), 'LegHeld', 'n=' || e.id,
             e.companions
      FROM (VALUES
        ('4', '00000000-0000-0000-0000-000000000001', 'c', NULL, '2026-11-01 09:00:04Z',
          '2026-11-01 09:00:05Z', CAST('{2}' AS text[])),
        ('2', '00000000-0000-0000-0000-000000000001', 'c', NULL, '2026-11-01 09:00:02Z',
          '2026-11-01 09:00:05Z', NULL),
        ('1', '00000000-0000-0000-0000-000000000001', 'c', NULL, '2026-11-01 09:00:03Z',
          '2026-11-01 09:00:04Z', '{}'),
        ('3', '00000000-0000-0000-0000-000000000002', 'c', NULL, '2026-11-01 09:00:01Z',
          '2026-11-01 09:00:05Z', '{}'),
        ('5', '00000000-0000-0000-0000-000000000001', NULL, '101', '2026-11-01 09:00:01Z',
          '2026-11-01 09:00:05Z', '{}'),
        ('6', '00000000-0000-0000-0000-000000000001', 'd', NULL, '2026-11-01 09:00:01Z',
          '2026-11-01 09:00:05Z', '{}')
      ) AS e(id, customer, call, agent, occurred, received, companions)
      """;

  private static final String EVENTS =
      """
      SELECT row(source_id, source_event_id, customer_id, call_ref, agent_ref, occurred_at,
                 received_at, type, body)::text
      FROM intake_event
      ORDER BY source_event_id
      """;

  private static FluentConfiguration flyway(TestDatabase database) {
    return Flyway.configure().dataSource(database.dataSource()).locations("classpath:db/migration");
  }

  private static List<String> read(TestDatabase database, String sql) {
    return database.jdbc().sql(sql).query((rs, n) -> String.valueOf(rs.getString(1))).list();
  }

  private static void begin(TestDatabase database, String version, String data) {
    database.jdbc().sql("DROP SCHEMA public CASCADE").update();
    database.jdbc().sql("CREATE SCHEMA public").update();
    flyway(database).target(version).load().migrate();
    for (String statement : data.strip().split(";(\n|$)", 0)) {
      database.jdbc().sql(statement).update();
    }
  }

  @Test
  @DisplayName("C1: what was open or over before the upgrade is as the lanes would have written it")
  void lanes() {
    try (TestDatabase database = TestDatabase.fresh()) {
      begin(database, "20", BEFORE_LANES);
      flyway(database).load().migrate();

      assertThat(read(database, "SELECT body FROM intake_event"))
          .containsExactly("callRef=open\nqueue=Sales = all");
      assertThat(EventBody.fields("callRef=open\nqueue=Sales = all"))
          .containsEntry("queue", "Sales = all");
      assertThat(
              read(
                  database,
                  """
                  SELECT concat_ws(' ', call_ref, to_char(until, 'HH24:MI:SS.US'), during IS NULL)
                  FROM call
                  ORDER BY call_ref
                  """))
          .containsExactly("open 09:00:10.000001 t", "over 09:01:00.000000 f");
      assertThat(
              read(
                  database,
                  """
                  SELECT to_char(until, 'HH24:MI:SS.US') || (during IS NULL)
                  FROM (
                    SELECT until, during FROM segment
                    UNION ALL
                    SELECT until, during FROM queue_visit
                    UNION ALL
                    SELECT until, during FROM agent_offer) AS part
                  ORDER BY until
                  """))
          .containsExactly("09:00:00.000001true", "09:00:00.000001true", "09:00:10.000001true");
      assertThat(read(database, "SELECT count(*) FROM intake_lane")).containsExactly("64");
      assertThatThrownBy(() ->
              database
                  .jdbc()
                  .sql("UPDATE service_period SET during = '[2026-01-01, 2026-11-01 09:00:05)'")
                  .update())
          .isInstanceOf(DataIntegrityViolationException.class);
    }
  }

  @Test
  @DisplayName("C5: each event is there as it was, with what came with it, under numbers from 0")
  void entries() {
    try (TestDatabase database = TestDatabase.fresh()) {
      begin(database, "37", BEFORE_ENTRIES);
      List<String> before = read(database, EVENTS);
      flyway(database).load().migrate();

      assertThat(read(database, EVENTS)).hasSize(6).isEqualTo(before);
      assertThat(
              read(
                  database,
                  """
                  SELECT concat_ws(' ', call_ref, part, right(CAST(customer_id AS text), 1), event_ids,
                                   to_char(latest AT TIME ZONE 'UTC', 'MI:SS'))
                  FROM intake_call_entry
                  ORDER BY call_ref, part
                  """))
          .containsExactly(
              "c 0 1 {1} 00:03", "c 1 1 {2,4} 00:04", "c 2 2 {3} 00:01", "d 0 1 {6} 00:01");
    }
  }
}
