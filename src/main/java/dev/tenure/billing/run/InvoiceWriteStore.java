package dev.tenure.billing.run;

import dev.tenure.billing.InvoiceId;
import dev.tenure.billing.Part;
import dev.tenure.billing.Terms;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.DraftLine;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.database.Copy;
import dev.tenure.platform.database.CopyRows;
import java.sql.Date;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that issues invoices, within the caller's transaction. */
@Repository
class InvoiceWriteStore {

  private final JdbcClient jdbc;
  private final Copy copy;

  InvoiceWriteStore(JdbcClient jdbc, Copy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /** A fresh id, of the database's own making. */
  InvoiceId newId() {
    return new InvoiceId(jdbc.sql("SELECT uuidv7()").query(UUID.class).single());
  }

  /** In this transaction nobody minds that the database waits while lines are drafted here. */
  void mayTakeLong() {
    jdbc.sql("SELECT set_config('idle_in_transaction_session_timeout', '0', true)")
        .query(String.class)
        .single();
  }

  /** Tells one state of all of the reseller's accounts from another: each command changes it. */
  String versions(ResellerId reseller) {
    return versions(
        """
        SELECT concat(count(*), ' ', sum(version))
        FROM customer
        WHERE reseller_id = :reseller
        """,
        reseller);
  }

  /** The same once commands under way are done, keeping others out until the transaction ends. */
  String lockVersions(ResellerId reseller) {
    return versions(
        """
        SELECT concat(count(*), ' ', sum(version))
        FROM (SELECT version FROM customer WHERE reseller_id = :reseller ORDER BY id FOR SHARE) c
        """,
        reseller);
  }

  private String versions(String sql, ResellerId reseller) {
    return jdbc.sql(sql).param("reseller", reseller.value()).query(String.class).single();
  }

  /** A line beside its place and the customer's share that it belongs to, if to any. */
  record Placed(int index, Draft.@Nullable Share share, DraftLine line, int terms) {}

  /** By COPY: a night brings millions. */
  void writeLines(InvoiceId id, List<Placed> lines) {
    copy.into(
        """
        invoice_line (
          invoice_id, seq, kind, customer_id, holder_id, holder_name, part, from_day, until_day,
          month_days, per_month, basis_points, text, amount, terms, tier, corrects, base)
        """,
        lines,
        (row, placed) -> line(row, id, placed));
  }

  void writeShares(InvoiceId id, List<Draft.Share> shares) {
    copy.into(
        """
        invoice_share (invoice_id, customer_id, name, reference, first_seq, line_count, net)
        """,
        shares,
        (row, share) -> {
          row.uuid(id.value()).uuid(share.customer().value());
          row.text(share.name()).text(share.reference());
          row.integer(share.first() + 1).integer(share.count()).bigint(share.net());
        });
  }

  void writeParts(InvoiceId id, Collection<Part> parts) {
    copy.into(
        "invoice_part (invoice_id, number, name, role)",
        parts,
        (row, part) -> {
          row.uuid(id.value()).text(part.number().value());
          row.text(part.name()).text(part.role());
        });
  }

  /** D11: the terms that its lines were made under, numbered. */
  void writeTerms(InvoiceId id, List<Terms> terms) {
    int[] no = new int[1];
    copy.into(
        """
        invoice_terms (
          invoice_id, no, plan_id, plan_version, plan_name, currency, time_zone, discount_name,
          discount, tax_name, tax)
        """,
        terms,
        (row, each) -> terms(row, id, each, ++no[0]));
  }

  private static void terms(CopyRows row, InvoiceId id, Terms terms, int no) throws SQLException {
    row.uuid(id.value()).smallint(no);
    row.uuid(terms.plan().id().value()).bigint(terms.plan().version()).text(terms.plan().name());
    row.text(terms.currency().getCurrencyCode()).text(terms.zone().getId());
    row.text(terms.discountName()).integer(terms.discount());
    row.text(terms.taxName()).integer(terms.tax());
  }

  private static void line(CopyRows row, InvoiceId id, Placed placed) throws SQLException {
    Draft.Share share = placed.share();
    DraftLine line = placed.line();
    DraftLine.Usage used = line.usage();
    row.uuid(id.value()).integer(placed.index() + 1).text(line.kind().name());
    if (used == null || share == null) {
      row.nothing().nothing().text("").text("").nothing().nothing().smallint(0).bigint(0);
    } else {
      row.uuid(share.customer().value()).uuid(used.holder().value()).text(used.holderName());
      row.text(used.part().value()).date(used.from()).date(used.until());
      row.smallint(used.monthDays()).bigint(used.perMonth());
    }
    row.integer(line.basisPoints()).text(line.text()).bigint(line.amount());
    row.smallint(placed.terms());
    if (used == null) {
      row.nothing().nothing();
    } else {
      row.integer(used.tier());
      some(row, used.corrects());
    }
    if (line.base() == 0) {
      row.nothing();
    } else {
      row.bigint(line.base());
    }
  }

  private static void some(CopyRows row, int number) throws SQLException {
    if (number == 0) {
      row.nothing();
    } else {
      row.integer(number);
    }
  }

  /**
   * The invoice itself, last of all: its number is taken now, and whoever else issues waits for
   * this commit, so that numbers have no holes.
   */
  void writeHead(InvoiceId id, Head head) {
    jdbc.sql(
            """
            WITH taken AS (
              UPDATE issuer i
              SET next_number = next_number + 1
              FROM reseller_billing b
              WHERE b.reseller_id = :reseller
                AND i.id = b.issuer_id
              RETURNING i.id, i.next_number - 1 AS number, i.prefix, i.name, i.address, i.tax_number
            )
            INSERT INTO invoice (
              id, issuer_id, number, name, reseller_id, kind, period, currency, time_zone, net,
              total, line_count, issued_at, issued_by, reason, plan_name, reseller_name,
              reseller_code, reseller_address, reseller_tax_number, issuer_name, issuer_address,
              issuer_tax_number)
            SELECT :id, t.id, t.number, t.prefix || lpad(CAST(t.number AS text), 6, '0'), r.id, :kind,
                   :period, :currency, r.time_zone, :net, :total, :lines, tenure_now(), :by, :reason,
                   :plan, r.name, b.code, b.address, b.tax_number, t.name, t.address, t.tax_number
            FROM taken t
            CROSS JOIN reseller r
            JOIN reseller_billing b ON b.reseller_id = r.id
            WHERE r.id = :reseller
            """)
        .param("id", id.value())
        .param("reseller", head.reseller().value())
        .param("kind", head.period() == null ? "AD_HOC" : "PERIODIC")
        .param(
            "period",
            head.period() == null ? null : Date.valueOf(head.period().atDay(1)),
            java.sql.Types.DATE)
        .param("currency", head.currency())
        .param("net", head.net())
        .param("total", head.total())
        .param("lines", head.lines())
        .param("by", head.by())
        .param("reason", head.reason())
        .param("plan", head.plan())
        .update();
  }

  /**
   * @param period null for an ad hoc invoice
   */
  record Head(
      ResellerId reseller,
      @Nullable YearMonth period,
      String currency,
      long net,
      long total,
      int lines,
      String by,
      String reason,
      String plan) {}

  /** D8, D11: closes the period, under the terms that its days keep. */
  void close(Terms on, YearMonth period, @Nullable InvoiceId invoice) {
    jdbc.sql(
            """
            INSERT INTO billed_period (
              reseller_id, period, invoice_id, closed_at, plan_version, terms_id)
            SELECT :reseller, :period, CAST(:invoice AS uuid), tenure_now(), :version, max(t.id)
            FROM billing_terms t
            WHERE t.reseller_id = :reseller
              AND t.plan_id = :plan
              AND t.time_zone = :zone
            """)
        .param("reseller", on.reseller().value())
        .param("version", on.plan().version())
        .param("plan", on.plan().id().value())
        .param("zone", on.zone().getId())
        .param("period", Date.valueOf(period.atDay(1)))
        .param("invoice", invoice == null ? null : invoice.value())
        .update();
  }

  /**
   * The invoice of a period, its total and how many customers it has.
   *
   * @param invoice null where there was none
   */
  record Before(@Nullable InvoiceId invoice, long total, long customers) {}

  Before before(ResellerId reseller, YearMonth period) {
    return jdbc.sql(
            """
            SELECT i.id, i.total,
                   (SELECT count(*) FROM invoice_share s WHERE s.invoice_id = i.id) AS customers
            FROM invoice i
            WHERE i.reseller_id = :reseller
              AND i.period = :period
            """)
        .param("reseller", reseller.value())
        .param("period", Date.valueOf(period.atDay(1)))
        .query((rs, n) ->
            new Before(
                new InvoiceId(rs.getObject("id", UUID.class)),
                rs.getLong("total"),
                rs.getLong("customers")))
        .optional()
        .orElse(new Before(null, 0, 0));
  }

  /** How many of these customers the invoice has. */
  long among(InvoiceId invoice, List<CustomerId> customers) {
    return jdbc.sql(
            """
            SELECT count(*)
            FROM invoice_share
            WHERE invoice_id = :invoice
              AND customer_id = ANY(CAST(:customers AS uuid[]))
            """)
        .param("invoice", invoice.value())
        .param(
            "customers",
            customers.stream().map(each -> each.value().toString()).toArray(String[]::new))
        .query(Long.class)
        .single();
  }
}
