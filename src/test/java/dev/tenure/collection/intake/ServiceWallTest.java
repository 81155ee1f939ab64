package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The second wall of C1: what the database itself refuses, whoever writes. In plain SQL. */
class ServiceWallTest {

  private static final String OUTSIDE_SERVICE = "23503";
  private static final String LOCKED = "55P03";
  private static final String CUSTOMER = "'00000000-0000-0000-0000-000000000002'";
  private static final String OTHER = "'00000000-0000-0000-0000-000000000003'";

  /** A row of each kind of fact, from one instant to another. */
  enum Fact {
    CALL(
        """
        INSERT INTO call (
          customer_id, source_id, call_ref, service_from, direction, caller, called, queue, agent_ref,
          started_at, waiting_from, ended_at, until, ended_by, outcome, state, state_since, held,
          offered_to)
        VALUES (%1$s, uuidv7(), 'c', '2026-01-01', 'INBOUND', '', '', '', '', %2$s, %2$s, %3$s, %3$s,
          'CALLER', 'UNANSWERED', 'ENDED', %3$s, '0', '')
        """),
    OPEN_CALL(
        """
        INSERT INTO call (
          customer_id, source_id, call_ref, service_from, direction, caller, called, queue, agent_ref,
          started_at, waiting_from, until, state, state_since, held, offered_to)
        VALUES (%1$s, uuidv7(), 'o', '2026-01-01', 'INBOUND', '', '', '', '', %2$s, %2$s, %3$s,
          'WAITING', %2$s, '0', '')
        """),
    SEGMENT(
        """
        INSERT INTO segment (
          call_id, seq, customer_id, kind, queue, agent_ref, target, started_at, ended_at, until, held,
          result)
        VALUES (uuidv7(), 1, %1$s, 'QUEUE', '', '', '', %2$s, %3$s, %3$s, '0', '')
        """),
    QUEUE_VISIT(
        """
        INSERT INTO queue_visit (
          call_id, seq, customer_id, queue, entered_at, left_at, outcome, refusal, agent_ref, held,
          transferred, until)
        VALUES (uuidv7(), 1, %1$s, 'Sales', %2$s, %3$s, 'ABANDONED', '', '', '0', false, %3$s)
        """),
    AGENT_OFFER(
        """
        INSERT INTO agent_offer (
          call_id, seq, visit, customer_id, queue, agent_ref, offered_at, ended_at, result, until)
        VALUES (uuidv7(), 1, 1, %1$s, 'Sales', '101', %2$s, %3$s, 'NO_ANSWER', %3$s)
        """),
    AGENT_INTERVAL(
        """
        WITH known AS (
          INSERT INTO agent (customer_id, source_id, agent_ref)
          SELECT %1$s, id, uuidv7()::text FROM source
          RETURNING id
        )
        INSERT INTO agent_interval (
          agent_id, customer_id, service_from, status, reason, started_at, ended_at, until)
        SELECT id, %1$s, '2026-01-01', 'AVAILABLE', '', %2$s, %3$s, %3$s FROM known
        """);

    private final String sql;

    Fact(String sql) {
      this.sql = sql;
    }

    String of(String customer, String from, String until) {
      return sql.formatted(customer, at(from), at(until));
    }

    String from(String from, String until) {
      return of(CUSTOMER, from, until);
    }

    String table() {
      return this == OPEN_CALL ? "call" : name().toLowerCase(Locale.ROOT);
    }
  }

  private TestDatabase database;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    database
        .jdbc()
        .sql(
            """
            INSERT INTO reseller (
              id, name, country, time_zone, currency, contact_name, contact_email, contact_phone,
              created_at, version, changed_what, changed_by, changed_at, access_from)
            VALUES ('00000000-0000-0000-0000-000000000001', 'North', 'GB', 'Europe/London', 'GBP',
              '', '', '', '2026-01-01', 1, '', '', '2026-01-01', '2026-01-01')
            """)
        .update();
    for (String customer : new String[] {CUSTOMER, OTHER}) {
      database
          .jdbc()
          .sql(
              """
              INSERT INTO customer (
                id, reseller_id, name, product_type, country, time_zone, created_at, created_by,
                version, changed_what, changed_by, changed_at, service_from, access_from)
              VALUES (%s, '00000000-0000-0000-0000-000000000001', 'Acme', 'ANALYTICS', 'GB',
                'Europe/London', '2026-01-01', '', 1, '', '', '2026-01-01', '2026-01-01',
                '2026-01-01')
              """
                  .formatted(customer))
          .update();
      write("INSERT INTO service_period VALUES (%s, '[2026-01-01,)')".formatted(customer));
    }
    write(
        """
        INSERT INTO source (reseller_id, name, kind, key_hash, key_hint, key_rolled_at, created_at, version)
        VALUES ('00000000-0000-0000-0000-000000000001', 'PBX', 'HTTP', '\\x00', '', '2026-01-01',
          '2026-01-01', 1)
        """);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private static String at(String clock) {
    return "timestamptz '2026-11-01 " + clock + "+00'";
  }

  /** Whoever's period that began first ends at the time. */
  private static String end(String customer, String clock) {
    return "UPDATE service_period SET during = tstzrange('2026-01-01', %s) WHERE customer_id = %s"
            .formatted(at(clock), customer)
        + " AND lower(during) = '2026-01-01'";
  }

  private void write(String sql) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getSQLState() + " " + e.getMessage(), e);
    }
  }

  private void refused(String sql) {
    refused(() -> write(sql));
  }

  private static void refused(ThrowingCallable work) {
    assertThatThrownBy(work).hasMessageContaining(OUTSIDE_SERVICE);
  }

  @ParameterizedTest
  @EnumSource(Fact.class)
  @DisplayName("C1: a fact a microsecond beyond T, before service or in its gap is refused")
  void outside(Fact fact) {
    write(end(CUSTOMER, "12:00"));
    write(
        "INSERT INTO service_period VALUES (%s, tstzrange(%s, NULL))"
            .formatted(CUSTOMER, at("14:00")));

    refused(fact.from("11:59", "12:00:00.000001"));
    refused(fact.from("12:00", "12:00:01"));
    refused(fact.from("11:59", "14:01"));
    refused(fact.from("13:59", "14:01"));
    refused(fact.of("uuidv7()", "11:00", "11:01"));
    // An agent's statuses are refused that by their own key.
    assertThatThrownBy(() -> write(fact.from("11:00", "11:00")))
        .hasMessageMatching("(?s)235(03|14) .*");
    write(fact.of(OTHER, "11:59", "14:01"));
    write(fact.from("11:59", "12:00"));
    write(fact.from("14:00", "14:01"));
  }

  @ParameterizedTest
  @EnumSource(Fact.class)
  @DisplayName("C1: nor can a fact be moved there")
  void moved(Fact fact) {
    write(end(CUSTOMER, "12:00"));
    write(fact.from("11:00", "12:00"));
    String until = "UPDATE " + fact.table() + " SET until = ";

    refused(until + at("12:00:00.000001"));
    refused("UPDATE " + fact.table() + " SET customer_id = uuidv7()");
    write(until + at("11:59"));
  }

  @ParameterizedTest
  @EnumSource(Fact.class)
  @DisplayName(
      "C1: a period's end or beginning doesn't leave a fact behind, nor does the period go")
  void left(Fact fact) {
    write(fact.from("11:00", "12:00"));

    refused(end(CUSTOMER, "11:59:59.999999"));
    refused(end(CUSTOMER, "10:00"));
    refused(
        "UPDATE service_period SET during = tstzrange(%s, NULL)".formatted(at("11:00:00.000001")));
    refused("UPDATE service_period SET during = '[2027-01-01,)' WHERE customer_id = " + CUSTOMER);
    refused("DELETE FROM service_period WHERE customer_id = " + CUSTOMER);
    write("DELETE FROM service_period WHERE customer_id = " + OTHER);
    write(end(CUSTOMER, "12:00"));
    write("UPDATE service_period SET during = '[2026-01-01,)'");
    write(end(CUSTOMER, "13:00"));
  }

  @ParameterizedTest
  @EnumSource(Fact.class)
  @DisplayName("C1: nor a fact that had lasted for many hours, or for just four")
  void leftAfterHours(Fact fact) {
    write(fact.from("00:00", "12:00"));
    refused(end(CUSTOMER, "11:59:59.999999"));
    refused(end(CUSTOMER, "04:00:00.000001"));
    write(end(CUSTOMER, "12:00"));

    write(fact.of(OTHER, "08:00", "12:00"));
    refused(end(OTHER, "11:59:59.999999"));
    refused(end(OTHER, "08:00:00.000001"));
    write(end(OTHER, "12:00"));
  }

  @ParameterizedTest
  @EnumSource(Fact.class)
  @DisplayName("C1: a fact may lie in two periods that adjoin, and then neither of them gives way")
  void adjoining(Fact fact) {
    write(end(CUSTOMER, "12:00"));
    write(
        "INSERT INTO service_period VALUES (%s, tstzrange(%s, NULL))"
            .formatted(CUSTOMER, at("12:00")));
    write(fact.from("11:00", "13:00"));

    refused(end(CUSTOMER, "11:30"));
    refused(
        "DELETE FROM service_period WHERE customer_id = %s AND upper_inf(during)"
            .formatted(CUSTOMER));
  }

  @Test
  @DisplayName("C1: periods are neither forgotten all together nor changed from an older snapshot")
  void notBehindTheWall() {
    assertThatThrownBy(() -> write("TRUNCATE service_period")).hasMessageContaining("TRUNCATE");
    assertThatThrownBy(() -> write("TRUNCATE customer CASCADE")).hasMessageContaining("TRUNCATE");
    refused("BEGIN ISOLATION LEVEL REPEATABLE READ; " + end(CUSTOMER, "12:00") + "; COMMIT");
  }

  @ParameterizedTest
  @EnumSource(Fact.class)
  @DisplayName("C1: a termination waits for a writer, and sees what it wrote")
  void writerFirst(Fact fact) throws Exception {
    try (Connection writer = begin();
        Connection ending = begin();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      run(writer, fact.from("11:00", "12:00"));
      waits(ending, end(CUSTOMER, "11:30"));

      Future<?> end = threads.submit(() -> run(ending, end(CUSTOMER, "11:30")));
      awaitWaiting();
      writer.commit();

      refused(() -> get(end));
    }
  }

  @ParameterizedTest
  @EnumSource(Fact.class)
  @DisplayName("C1: a writer waits for a termination, and sees T")
  void terminationFirst(Fact fact) throws Exception {
    try (Connection writer = begin();
        Connection ending = begin();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      run(ending, end(CUSTOMER, "11:30"));
      waits(writer, fact.from("11:00", "12:00"));

      Future<?> late = threads.submit(() -> run(writer, fact.from("11:00", "12:00")));
      awaitWaiting();
      ending.commit();

      refused(() -> get(late));
      writer.rollback();
      assertThatCode(() -> run(writer, fact.from("11:00", "11:30"))).doesNotThrowAnyException();
    }
  }

  private Connection begin() throws SQLException {
    Connection connection = database.dataSource().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void run(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getSQLState() + " " + e.getMessage(), e);
    }
  }

  private static void waits(Connection connection, String sql) throws SQLException {
    run(connection, "SET LOCAL lock_timeout = '20ms'");
    assertThatThrownBy(() -> run(connection, sql)).hasMessageContaining(LOCKED);
    connection.rollback();
  }

  private static void get(Future<?> work) throws Throwable {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  /** Until somebody waits for another's lock. */
  private void awaitWaiting() {
    long waiting = 0;
    while (waiting == 0) {
      waiting =
          database
              .jdbc()
              .sql(
                  """
                  SELECT count(*)
                  FROM pg_stat_activity
                  WHERE datname = current_database()
                    AND wait_event_type = 'Lock'
                  """)
              .query(Long.class)
              .single();
    }
    assertThat(waiting).isOne();
  }
}
