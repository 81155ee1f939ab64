package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads issued invoices. */
@Repository
class InvoiceReadStore {

  private static final int FETCH = 1000;

  private static final Map<String, String> SORTS =
      Map.of(
          "period", "period %s NULLS LAST, issued_at",
          "number", "number",
          "type", "kind",
          "total", "total",
          "reseller", "lower(reseller_name)",
          "issued", "issued_at");

  private static final Map<String, String> LINE_SORTS =
      Map.of(
          "customer", "lower(s.name)",
          "user", "lower(l.holder_name)",
          "part", "l.part",
          "from", "l.from_day",
          "days", "l.until_day - l.from_day",
          "amount", "l.amount");

  private static final String LINE =
      """
      SELECT l.seq, l.kind, l.customer_id, l.holder_id, l.holder_name, l.part, l.from_day,
             l.until_day, l.month_days, l.per_month, l.basis_points, l.text, l.amount,
             l.base, l.corrects, s.name AS customer_name, s.reference, COALESCE(p.name, l.part) AS part_name,
             COALESCE(p.role, '') AS role, count(*) OVER () AS total_rows
      FROM invoice_line l
      LEFT JOIN invoice_share s ON s.invoice_id = l.invoice_id AND s.customer_id = l.customer_id
      LEFT JOIN invoice_part p ON p.invoice_id = l.invoice_id AND p.number = l.part
      WHERE l.invoice_id = :invoice
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate streaming;

  InvoiceReadStore(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.streaming = new JdbcTemplate(dataSource);
    streaming.setFetchSize(FETCH);
  }

  Invoices.Rows<Invoice> list(@Nullable ResellerId reseller, InvoiceQuery query) {
    String direction = query.descending() ? "DESC" : "ASC";
    String sort = SORTS.getOrDefault(query.sort(), "issued_at");
    String order =
        sort.contains("%s") ? sort.formatted(direction) + " " + direction : sort + " " + direction;
    String where =
        """
        WHERE (CAST(:reseller AS uuid) IS NULL OR reseller_id = :reseller)
          AND (:text = '' OR strpos(lower(concat_ws(' ', name, reseller_name, to_char(period, 'FMMonth YYYY'),
            CASE kind WHEN 'PERIODIC' THEN 'periodic' ELSE 'ad hoc' END, reason)), :text) > 0)
        """;
    UUID scope = reseller == null ? null : reseller.value();
    List<Invoice> rows =
        jdbc.sql(
                "SELECT * FROM invoice "
                    + where
                    + "ORDER BY "
                    + order
                    + ", id "
                    + direction
                    + " LIMIT :size OFFSET :offset")
            .param("reseller", scope)
            .param("text", query.text())
            .param("size", query.size())
            .param("offset", query.offset())
            .query((rs, n) -> invoice(rs))
            .list();
    long total =
        jdbc.sql("SELECT count(*) FROM invoice " + where)
            .param("reseller", scope)
            .param("text", query.text())
            .query(Long.class)
            .single();
    return new Invoices.Rows<>(rows, total);
  }

  Optional<Invoice> find(InvoiceId id, @Nullable ResellerId reseller) {
    return jdbc.sql(
            """
            SELECT *
            FROM invoice
            WHERE id = :id
              AND (CAST(:reseller AS uuid) IS NULL OR reseller_id = :reseller)
            """)
        .param("id", id.value())
        .param("reseller", reseller == null ? null : reseller.value())
        .query((rs, n) -> invoice(rs))
        .optional();
  }

  private static Invoice invoice(ResultSet rs) throws SQLException {
    LocalDate period = rs.getObject("period", LocalDate.class);
    Currency currency = Currency.getInstance(rs.getString("currency"));
    return new Invoice(
        new InvoiceId(rs.getObject("id", UUID.class)),
        rs.getString("name"),
        new ResellerId(rs.getObject("reseller_id", UUID.class)),
        period == null ? null : YearMonth.from(period),
        ZoneId.of(rs.getString("time_zone")),
        new Money(rs.getLong("net"), currency),
        new Money(rs.getLong("total"), currency),
        rs.getInt("line_count"),
        rs.getTimestamp("issued_at").toInstant(),
        rs.getString("issued_by"),
        rs.getString("reason"),
        rs.getString("plan_name"),
        new Invoice.Party(
            rs.getString("reseller_name"),
            rs.getString("reseller_code"),
            rs.getString("reseller_address"),
            rs.getString("reseller_tax_number")),
        new Invoice.Party(
            rs.getString("issuer_name"),
            "",
            rs.getString("issuer_address"),
            rs.getString("issuer_tax_number")));
  }

  Invoices.Rows<Invoice.Line> lines(Invoice invoice, InvoiceQuery query) {
    String sort = LINE_SORTS.getOrDefault(query.sort(), "l.seq");
    long[] total = new long[1];
    List<Invoice.Line> rows =
        jdbc.sql(
                LINE
                    + """
                      AND (:text = '' OR strpos(lower(concat_ws(' ', s.name, s.reference, l.holder_name,
                        l.part, p.name, l.text, l.kind)), :text) > 0)
                    """
                    + "ORDER BY "
                    + sort
                    + (query.descending() ? " DESC" : " ASC")
                    + ", l.seq LIMIT :size OFFSET :offset")
            .param("invoice", invoice.id().value())
            .param("text", query.text())
            .param("size", query.size())
            .param("offset", query.offset())
            .query((rs, n) -> {
              total[0] = rs.getLong("total_rows");
              return line(rs, invoice.total().currency());
            })
            .list();
    return new Invoices.Rows<>(rows, total[0]);
  }

  void each(Invoice invoice, Consumer<Invoice.Line> sink) {
    streaming.query(
        LINE.replace(", count(*) OVER () AS total_rows", "").replace(":invoice", "?")
            + "ORDER BY l.seq",
        (ResultSet rs) -> sink.accept(line(rs, invoice.total().currency())),
        invoice.id().value());
  }

  List<Invoice.Line> closing(Invoice invoice) {
    return jdbc.sql(LINE + "AND l.holder_id IS NULL ORDER BY l.seq")
        .param("invoice", invoice.id().value())
        .query((rs, n) -> line(rs, invoice.total().currency()))
        .list();
  }

  private static Invoice.Line line(ResultSet rs, Currency currency) throws SQLException {
    UUID customer = rs.getObject("customer_id", UUID.class);
    UUID holder = rs.getObject("holder_id", UUID.class);
    Invoice.Usage usage =
        customer == null || holder == null
            ? null
            : new Invoice.Usage(
                new CustomerId(customer),
                rs.getString("customer_name"),
                rs.getString("reference"),
                new HolderId(holder),
                rs.getString("holder_name"),
                new PartNumber(rs.getString("part")),
                rs.getString("part_name"),
                rs.getString("role"),
                rs.getObject("from_day", LocalDate.class),
                rs.getObject("until_day", LocalDate.class),
                rs.getInt("month_days"),
                new Money(rs.getLong("per_month"), currency));
    return new Invoice.Line(
        rs.getInt("seq"),
        LineKind.valueOf(rs.getString("kind")),
        usage,
        rs.getString("text"),
        rs.getInt("basis_points"),
        new Money(rs.getLong("amount"), currency),
        rs.getObject("base") == null ? null : new Money(rs.getLong("base"), currency),
        rs.getInt("corrects"));
  }

  List<Invoice.Share> shares(Invoice invoice) {
    return jdbc.sql(
            """
            SELECT customer_id, name, reference, line_count, net
            FROM invoice_share
            WHERE invoice_id = :invoice
            ORDER BY lower(name), customer_id
            """)
        .param("invoice", invoice.id().value())
        .query((rs, n) ->
            new Invoice.Share(
                new CustomerId(rs.getObject("customer_id", UUID.class)),
                rs.getString("name"),
                rs.getString("reference"),
                rs.getInt("line_count"),
                new Money(rs.getLong("net"), invoice.total().currency())))
        .list();
  }

  List<Invoices.Charged> ofCustomer(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT i.*, s.net AS share_net
            FROM invoice_share s
            JOIN invoice i ON i.id = s.invoice_id
            WHERE s.customer_id = :customer
            ORDER BY i.issued_at DESC, i.number DESC
            LIMIT 200
            """)
        .param("customer", customer.value())
        .query((rs, n) -> {
          Invoice invoice = invoice(rs);
          return new Invoices.Charged(
              invoice, new Money(rs.getLong("share_net"), invoice.total().currency()));
        })
        .list();
  }
}
