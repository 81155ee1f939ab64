package dev.tenure.billing.verify;

import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads all invoices to prove the law on them (F3). */
@Repository
class InvoiceLawStore {

  private static final int FETCH = 2000;
  private static final int MOST_TOLD = 20;

  private final JdbcClient jdbc;
  private final JdbcTemplate streaming;

  InvoiceLawStore(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.streaming = new JdbcTemplate(dataSource);
    streaming.setFetchSize(FETCH);
  }

  /** Days of one customer that one invoice charges, in local days of the zone. */
  record Charged(
      String invoice,
      Instant issuedAt,
      ZoneId zone,
      CustomerId customer,
      LocalDate from,
      LocalDate until) {}

  long count(String table) {
    return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }

  /** Each span of days that an invoice charges of a customer, credits left out; by customer. */
  void eachCharged(Consumer<Charged> sink) {
    streaming.query(
        """
        SELECT DISTINCT l.customer_id, i.name, i.issued_at,
               COALESCE(t.time_zone, i.time_zone) AS time_zone, l.from_day, l.until_day
        FROM invoice_line l
        JOIN invoice i ON i.id = l.invoice_id
        LEFT JOIN invoice_terms t ON t.invoice_id = l.invoice_id AND t.no = l.terms
        WHERE l.kind IN ('ADVANCE', 'ARREARS', 'TRIAL')
        ORDER BY l.customer_id
        """,
        (ResultSet rs) -> sink.accept(charged(rs)));
  }

  private static Charged charged(ResultSet rs) throws SQLException {
    return new Charged(
        rs.getString("name"),
        rs.getTimestamp("issued_at").toInstant(),
        ZoneId.of(rs.getString("time_zone")),
        new CustomerId(rs.getObject("customer_id", UUID.class)),
        rs.getObject("from_day", LocalDate.class),
        rs.getObject("until_day", LocalDate.class));
  }

  /** Invoices whose totals are not the sums of their lines, or that lack or exceed them. */
  List<String> wrongTotals() {
    return told(
        """
        SELECT format('invoice %s: total %s, lines %s, shares %s; its %s lines are %s',
                 i.name, i.total, COALESCE(l.amount, 0), COALESCE(s.net, 0), i.line_count,
                 COALESCE(l.lines, 0))
        FROM invoice i
        LEFT JOIN (
          SELECT invoice_id, sum(amount) AS amount, count(*) AS lines, max(seq) AS last,
                 sum(amount) FILTER (WHERE customer_id IS NOT NULL) AS used
          FROM invoice_line
          GROUP BY invoice_id
        ) l ON l.invoice_id = i.id
        LEFT JOIN (
          SELECT invoice_id, sum(net) AS net, sum(line_count) AS lines
          FROM invoice_share
          GROUP BY invoice_id
        ) s ON s.invoice_id = i.id
        WHERE i.total IS DISTINCT FROM COALESCE(l.amount, 0)
           OR i.line_count IS DISTINCT FROM COALESCE(l.lines, 0)
           OR COALESCE(l.last, 0) <> COALESCE(l.lines, 0)
           OR COALESCE(s.net, 0) <> COALESCE(l.used, 0)
        """);
  }

  /** Lines of an invoice that isn't there. */
  List<String> homelessLines() {
    return told(
        """
        SELECT format('lines of invoice %s, which is not there', l.invoice_id)
        FROM (SELECT DISTINCT invoice_id FROM invoice_line) l
        WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.id = l.invoice_id)
        """);
  }

  /** Numbers that are missing between 1 and the next one. */
  List<String> holes() {
    return told(
        """
        SELECT format('issuer %s has no invoice number %s', s.name, n.number)
        FROM issuer s
        CROSS JOIN LATERAL generate_series(1, s.next_number - 1) AS n(number)
        WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.issuer_id = s.id AND i.number = n.number)
        UNION ALL
        SELECT format('invoice %s has a number that was never given', i.name)
        FROM invoice i
        JOIN issuer s ON s.id = i.issuer_id
        WHERE i.number >= s.next_number
        """);
  }

  /** Days of a user's part that two lines charge, credits between them left out. */
  List<String> chargedTwice() {
    return told(
        """
        SELECT format('user %s, %s: %s to %s is charged on invoice line %s of %s and again before %s',
                 o.holder_id, o.part, o.from_day, o.until_day, o.seq, i.name, o.next_from)
        FROM (
          SELECT l.invoice_id, l.seq, l.holder_id, l.part, l.from_day, l.until_day,
                 lead(l.from_day) OVER same AS next_from, lead(l.kind) OVER same AS next_kind, l.kind
          FROM invoice_line l
          WHERE l.kind IN ('ADVANCE', 'ARREARS')
            AND NOT EXISTS (
              SELECT 1
              FROM invoice_line c
              WHERE c.kind = 'CREDIT'
                AND c.holder_id = l.holder_id
                AND c.part = l.part
                AND c.from_day < l.until_day
                AND c.until_day > l.from_day)
          WINDOW same AS (PARTITION BY l.holder_id, l.part ORDER BY l.from_day, l.until_day)
        ) o
        JOIN invoice i ON i.id = o.invoice_id
        WHERE o.next_from < o.until_day
        """);
  }

  /**
   * Lines that credit or adjust what no line of the month before charged, or not at its price or on
   * its terms. Lines from before terms were kept are left out.
   */
  List<String> strayCorrections() {
    return told(
        """
        SELECT format('invoice %s, line %s corrects line %s of the month before, which charged something else',
                 i.name, l.seq, l.corrects)
        FROM invoice_line l
        JOIN invoice i ON i.id = l.invoice_id
        JOIN invoice_terms t ON t.invoice_id = l.invoice_id AND t.no = l.terms
        WHERE l.kind IN ('CREDIT', 'VOLUME')
          AND NOT EXISTS (
            SELECT 1
            FROM invoice b
            JOIN invoice_line o ON o.invoice_id = b.id
            LEFT JOIN invoice_terms u ON u.invoice_id = o.invoice_id AND u.no = o.terms
            WHERE b.reseller_id = i.reseller_id
              AND b.period = i.period - interval '1 month'
              AND o.seq = l.corrects
              AND o.kind IN ('ADVANCE', 'ARREARS')
              AND o.holder_id = l.holder_id
              AND o.part = l.part
              AND o.from_day <= l.from_day
              AND o.until_day >= l.until_day
              AND o.per_month = CASE l.kind WHEN 'CREDIT' THEN l.per_month ELSE COALESCE(l.base, 0) END
              AND (u.no IS NULL
                OR ((u.plan_id, u.currency, u.time_zone, u.discount, u.tax)
                  = (t.plan_id, t.currency, t.time_zone, t.discount, t.tax)
                  AND NOT EXISTS (
                    SELECT 1
                    FROM plan_price p
                    WHERE p.plan_id = t.plan_id
                      AND p.version > LEAST(t.plan_version, u.plan_version)
                      AND p.version <= GREATEST(t.plan_version, u.plan_version)))))
        """);
  }

  /** Lines whose amounts don't follow from their own price and days, or percentage. */
  List<String> wrongAmounts() {
    return told(
        """
        SELECT format('invoice %s, line %s: %s doesn’t follow from its price and days', i.name, l.seq, l.amount)
        FROM invoice_line l
        JOIN invoice i ON i.id = l.invoice_id
        CROSS JOIN LATERAL (
          SELECT CAST(l.until_day - l.from_day AS numeric) AS days, CAST(l.per_month AS numeric) AS price
        ) n
        WHERE l.terms IS NOT NULL
          AND l.amount IS DISTINCT FROM CASE l.kind
            WHEN 'ADVANCE' THEN round(n.price * n.days / l.month_days)
            WHEN 'ARREARS' THEN round(n.price * n.days / l.month_days)
            WHEN 'TRIAL' THEN 0
            WHEN 'CREDIT' THEN -round(n.price * n.days / l.month_days)
            WHEN 'VOLUME' THEN round(n.price * n.days / l.month_days)
              - round(CAST(COALESCE(l.base, 0) AS numeric) * n.days / l.month_days)
            WHEN 'DISCOUNT' THEN round(CAST(l.base AS numeric) * -l.basis_points / 10000)
            WHEN 'TAX' THEN round(CAST(l.base AS numeric) * l.basis_points / 10000)
            ELSE l.amount
          END
        """);
  }

  /** Closed periods with a gap between them. */
  List<String> gaps() {
    return told(
        """
        SELECT format('reseller %s: the month after %s is not closed, a later one is', reseller_id, period)
        FROM (
          SELECT reseller_id, period,
                 lead(period) OVER (PARTITION BY reseller_id ORDER BY period) AS next
          FROM billed_period
        ) p
        WHERE next <> period + interval '1 month'
        """);
  }

  private List<String> told(String sql) {
    return jdbc.sql(sql + "LIMIT " + MOST_TOLD).query((rs, n) -> rs.getString(1)).list();
  }
}
