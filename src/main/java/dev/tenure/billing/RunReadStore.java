package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of runs as Support sees them. */
@Repository
class RunReadStore {

  private static final String SELECT =
      """
      SELECT r.id, r.period, r.dry, r.asked_by, r.asked_at, r.resellers, r.finished_at,
             (SELECT count(DISTINCT f.reseller_id) FROM billing_run_result f WHERE f.run_id = r.id) AS done,
             (SELECT count(*) FROM billing_run_result f WHERE f.run_id = r.id AND f.outcome = 'FAILED')
               AS failed
      FROM billing_run r
      """;

  private static final Map<String, String> SORTS =
      Map.of(
          "reseller", "lower(e.name)",
          "total", "f.total",
          "before", "f.total_before",
          "difference", "f.total - f.total_before",
          "gained", "f.gained",
          "lost", "f.lost",
          "outcome", "f.outcome");

  private final JdbcClient jdbc;

  RunReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Runs.Line> list() {
    return jdbc.sql(SELECT + "ORDER BY r.asked_at DESC, r.id DESC LIMIT 100")
        .query((rs, n) -> line(rs))
        .list();
  }

  Optional<Runs.Line> find(UUID id) {
    return jdbc.sql(SELECT + "WHERE r.id = :id")
        .param("id", id)
        .query((rs, n) -> line(rs))
        .optional();
  }

  private static Runs.Line line(ResultSet rs) throws SQLException {
    Timestamp finished = rs.getTimestamp("finished_at");
    return new Runs.Line(
        rs.getObject("id", UUID.class),
        YearMonth.from(rs.getObject("period", LocalDate.class)),
        rs.getBoolean("dry"),
        rs.getString("asked_by"),
        rs.getTimestamp("asked_at").toInstant(),
        rs.getObject("resellers", Integer.class),
        rs.getInt("done"),
        rs.getInt("failed"),
        finished == null ? null : finished.toInstant());
  }

  Invoices.Rows<Runs.Result> results(UUID run, InvoiceQuery query) {
    long[] total = new long[1];
    List<Runs.Result> rows =
        jdbc.sql(
                """
                SELECT f.*, e.name, count(*) OVER () AS total_rows
                FROM billing_run_result f
                JOIN reseller e ON e.id = f.reseller_id
                WHERE f.run_id = :run
                  AND (:text = '' OR strpos(lower(concat_ws(' ', e.name, f.outcome, f.error)), :text) > 0)
                ORDER BY
                """
                    + SORTS.getOrDefault(query.sort(), "abs(f.total - f.total_before)")
                    + (query.descending() ? " DESC" : " ASC")
                    + ", f.reseller_id, f.period LIMIT :size OFFSET :offset")
            .param("run", run)
            .param("text", query.text())
            .param("size", query.size())
            .param("offset", query.offset())
            .query((rs, n) -> {
              total[0] = rs.getLong("total_rows");
              return result(rs);
            })
            .list();
    return new Invoices.Rows<>(rows, total[0]);
  }

  /** What the run did for the reseller last; its period is the newest. */
  Optional<Runs.Result> result(UUID run, ResellerId reseller) {
    return jdbc.sql(
            """
            SELECT f.*, e.name
            FROM billing_run_result f
            JOIN reseller e ON e.id = f.reseller_id
            WHERE f.run_id = :run
              AND f.reseller_id = :reseller
            ORDER BY f.period DESC
            LIMIT 1
            """)
        .param("run", run)
        .param("reseller", reseller.value())
        .query((rs, n) -> result(rs))
        .optional();
  }

  /** Each customer's part of the reseller's invoice for the period; none without one. */
  List<Runs.Part> shares(ResellerId reseller, YearMonth period) {
    return jdbc.sql(
            """
            SELECT s.customer_id, s.name, s.reference, s.net
            FROM invoice i
            JOIN invoice_share s ON s.invoice_id = i.id
            WHERE i.reseller_id = :reseller
              AND i.period = :period
            """)
        .param("reseller", reseller.value())
        .param("period", Date.valueOf(period.atDay(1)))
        .query((rs, n) ->
            new Runs.Part(
                new CustomerId(rs.getObject("customer_id", UUID.class)),
                rs.getString("name"),
                rs.getString("reference"),
                rs.getLong("net")))
        .list();
  }

  private static Runs.Result result(ResultSet rs) throws SQLException {
    UUID invoice = rs.getObject("invoice_id", UUID.class);
    Currency currency = Currency.getInstance(rs.getString("currency"));
    return new Runs.Result(
        new ResellerId(rs.getObject("reseller_id", UUID.class)),
        rs.getString("name"),
        YearMonth.from(rs.getObject("period", LocalDate.class)),
        rs.getString("outcome"),
        invoice == null ? null : new InvoiceId(invoice),
        new Money(rs.getLong("total"), currency),
        new Money(rs.getLong("total_before"), currency),
        rs.getInt("gained"),
        rs.getInt("lost"),
        rs.getString("error"));
  }
}
