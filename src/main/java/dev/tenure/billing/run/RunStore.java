package dev.tenure.billing.run;

import dev.tenure.billing.InvoiceId;
import dev.tenure.platform.ResellerId;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of runs, of who is due, and of what became of it. */
@Repository
class RunStore {

  /** Keeps a second node from working on runs; held for as long as a run takes. */
  private static final long LOCK = 0x7e_9a_7e_b1L;

  private final JdbcClient jdbc;
  private final DataSource dataSource;

  RunStore(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
  }

  /**
   * @param totalBefore of the invoice of the month before
   */
  record Result(
      ResellerId reseller,
      YearMonth period,
      String outcome,
      @Nullable InvoiceId invoice,
      String currency,
      long total,
      long totalBefore,
      int gained,
      int lost,
      String error) {}

  /**
   * Does the work unless another node is at it. The lock hangs on a connection of its own, so that
   * what is done commits piece by piece, and ends with the process however that ends.
   */
  void alone(Runnable work) {
    try (Connection connection = dataSource.getConnection()) {
      if (!ask(connection, "SELECT pg_try_advisory_lock(" + LOCK + ")")) {
        return;
      }
      try {
        work.run();
      } finally {
        ask(connection, "SELECT pg_advisory_unlock(" + LOCK + ")");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The lock of billing runs can't be taken", e);
    }
  }

  private static boolean ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  UUID begin(YearMonth period, boolean dry, String askedBy) {
    return jdbc.sql(
            """
            INSERT INTO billing_run (period, dry, asked_by, asked_at)
            VALUES (:period, :dry, :by, tenure_now())
            RETURNING id
            """)
        .param("period", Date.valueOf(period.atDay(1)))
        .param("dry", dry)
        .param("by", askedBy)
        .query(UUID.class)
        .single();
  }

  Optional<Run> oldestUnfinished() {
    return jdbc.sql(
            """
            SELECT id, period, dry, asked_by
            FROM billing_run
            WHERE finished_at IS NULL
            ORDER BY asked_at, id
            LIMIT 1
            """)
        .query((rs, n) ->
            new Run(
                rs.getObject("id", UUID.class),
                YearMonth.from(rs.getObject("period", LocalDate.class)),
                rs.getBoolean("dry"),
                rs.getString("asked_by")))
        .optional();
  }

  /**
   * D1: resellers whose own calendar has reached the first day of the period, or of an earlier one
   * that is not closed, by id. Those that failed within the last hour wait, unless the run is asked
   * for by hand; failures in a dry run don't count.
   */
  List<ResellerId> due(YearMonth period, boolean patient) {
    return jdbc.sql(
            """
            SELECT b.reseller_id
            FROM reseller_billing b
            JOIN reseller r ON r.id = b.reseller_id
            CROSS JOIN LATERAL (
              SELECT LEAST(
                CAST(:period AS date),
                CAST(date_trunc('month', tenure_now() AT TIME ZONE r.time_zone) AS date)) AS reached,
                CAST(date_trunc('month', b.billed_from + interval '1 month' - interval '1 day') AS date)
                  AS earliest
            ) m
            WHERE m.earliest <= m.reached
              AND NOT EXISTS (
                SELECT 1
                FROM billed_period p
                WHERE p.reseller_id = b.reseller_id
                  AND p.period = m.reached)
              AND NOT (:patient AND EXISTS (
                SELECT 1
                FROM billing_run_result f
                JOIN billing_run run ON run.id = f.run_id
                WHERE f.reseller_id = b.reseller_id
                  AND NOT run.dry
                  AND f.outcome = 'FAILED'
                  AND f.at > tenure_now() - interval '1 hour'))
            ORDER BY b.reseller_id
            """)
        .param("period", Date.valueOf(period.atDay(1)))
        .param("patient", patient)
        .query((rs, n) -> new ResellerId(rs.getObject(1, UUID.class)))
        .list();
  }

  /** The newest month that has begun anywhere on Earth. */
  YearMonth newestMonth() {
    return YearMonth.from(
        jdbc.sql("SELECT CAST(tenure_now() AT TIME ZONE 'Pacific/Kiritimati' AS date)")
            .query(LocalDate.class)
            .single());
  }

  /** Everybody who is charged, by id, without those that the run has a result for. */
  List<ResellerId> undrafted(UUID run) {
    return jdbc.sql(
            """
            SELECT b.reseller_id
            FROM reseller_billing b
            WHERE NOT EXISTS (
              SELECT 1 FROM billing_run_result f WHERE f.run_id = :run AND f.reseller_id = b.reseller_id)
            ORDER BY b.reseller_id
            """)
        .param("run", run)
        .query((rs, n) -> new ResellerId(rs.getObject(1, UUID.class)))
        .list();
  }

  /** How many resellers the run has to do with, told once; a resumed run keeps what it said. */
  void expect(UUID run, int resellers) {
    jdbc.sql(
            """
            UPDATE billing_run
            SET resellers = :resellers
            WHERE id = :run
              AND resellers IS NULL
            """)
        .param("run", run)
        .param("resellers", resellers)
        .update();
  }

  void finish(UUID run) {
    jdbc.sql("UPDATE billing_run SET finished_at = tenure_now() WHERE id = :run")
        .param("run", run)
        .update();
  }

  void writeResult(UUID run, Result result) {
    InvoiceId invoice = result.invoice();
    jdbc.sql(
            """
            INSERT INTO billing_run_result (
              run_id, reseller_id, period, at, outcome, invoice_id, currency, total, total_before,
              gained, lost, error)
            VALUES (
              :run, :reseller, :period, tenure_now(), :outcome, CAST(:invoice AS uuid), :currency,
              :total, :before, :gained, :lost, :error)
            ON CONFLICT (run_id, reseller_id, period) DO UPDATE
            SET at = excluded.at,
                outcome = excluded.outcome,
                invoice_id = excluded.invoice_id,
                total = excluded.total,
                total_before = excluded.total_before,
                gained = excluded.gained,
                lost = excluded.lost,
                error = excluded.error
            """)
        .param("run", run)
        .param("reseller", result.reseller().value())
        .param("period", Date.valueOf(result.period().atDay(1)))
        .param("outcome", result.outcome())
        .param("invoice", invoice == null ? null : invoice.value())
        .param("currency", result.currency())
        .param("total", result.total())
        .param("before", result.totalBefore())
        .param("gained", result.gained())
        .param("lost", result.lost())
        .param("error", result.error())
        .update();
  }
}
