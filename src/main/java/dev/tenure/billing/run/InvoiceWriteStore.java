package dev.tenure.billing.run;

import dev.tenure.billing.InvoiceId;
import dev.tenure.billing.Part;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.DraftLine;
import dev.tenure.platform.ResellerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

/** SQL that issues invoices, within the caller's transaction. */
@Repository
class InvoiceWriteStore {

  private static final int CHUNK = 64 * 1024;

  private final JdbcClient jdbc;
  private final DataSource dataSource;

  InvoiceWriteStore(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
  }

  /** A fresh id, of the database's own making. */
  InvoiceId newId() {
    return new InvoiceId(jdbc.sql("SELECT uuidv7()").query(UUID.class).single());
  }

  /** Lines and shares, by COPY: a night brings millions. */
  void writeLines(InvoiceId id, Draft draft, Collection<Part> parts) {
    copy(
        "COPY invoice_line (invoice_id, seq, kind, customer_id, holder_id, holder_name, part,"
            + " from_day, until_day, month_days, per_month, basis_points, text, amount) FROM STDIN",
        rows -> {
          int share = 0;
          for (int i = 0; i < draft.lines().size(); i++) {
            while (share < draft.shares().size() && behind(draft.shares().get(share), i)) {
              share++;
            }
            line(
                rows,
                id,
                i,
                share < draft.shares().size() ? draft.shares().get(share) : null,
                draft.lines().get(i));
          }
        });
    copy(
        "COPY invoice_share (invoice_id, customer_id, name, reference, first_seq, line_count, net)"
            + " FROM STDIN",
        rows -> {
          for (Draft.Share share : draft.shares()) {
            rows.cell(id).cell(share.customer()).text(share.name()).text(share.reference());
            rows.cell(share.first() + 1).cell(share.count()).cell(share.net()).end();
          }
        });
    copy(
        "COPY invoice_part (invoice_id, number, name, role) FROM STDIN",
        rows -> {
          for (Part part : parts) {
            rows.cell(id).cell(part.number()).text(part.name()).text(part.role()).end();
          }
        });
  }

  private static boolean behind(Draft.Share share, int index) {
    return share.first() + share.count() <= index;
  }

  private static void line(
      Rows rows, InvoiceId id, int index, Draft.@Nullable Share share, DraftLine line) {
    DraftLine.Usage used = line.usage();
    rows.cell(id).cell(index + 1).cell(line.kind());
    if (used == null || share == null) {
      rows.nothing().nothing().text("").text("").nothing().nothing().cell(0).cell(0);
    } else {
      rows.cell(share.customer()).cell(used.holder()).text(used.holderName()).cell(used.part());
      rows.cell(used.from()).cell(used.until()).cell(used.monthDays()).cell(used.perMonth());
    }
    rows.cell(line.basisPoints()).text(line.text()).cell(line.amount()).end();
  }

  private interface Content {
    void write(Rows rows) throws SQLException;
  }

  private void copy(String sql, Content content) {
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      try {
        Rows rows = new Rows(in);
        content.write(rows);
        rows.flush();
        in.endCopy();
      } finally {
        if (in.isActive()) {
          in.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Refused: " + sql, e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  /** Rows in PostgreSQL's text format. */
  private static final class Rows {
    private final CopyIn in;
    private final StringBuilder buffer = new StringBuilder(CHUNK + 1024);
    private boolean first = true;

    Rows(CopyIn in) {
      this.in = in;
    }

    Rows cell(Object value) {
      tab().append(value);
      return this;
    }

    Rows nothing() {
      tab().append("\\N");
      return this;
    }

    Rows text(String text) {
      tab();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '\\' -> buffer.append("\\\\");
          case '\t' -> buffer.append("\\t");
          case '\n' -> buffer.append("\\n");
          case '\r' -> buffer.append("\\r");
          default -> buffer.append(c);
        }
      }
      return this;
    }

    private StringBuilder tab() {
      if (!first) {
        buffer.append('\t');
      }
      first = false;
      return buffer;
    }

    void end() {
      buffer.append('\n');
      first = true;
      if (buffer.length() >= CHUNK) {
        try {
          flush();
        } catch (SQLException e) {
          throw new UncheckedIOException(new IOException("The copy was refused", e));
        }
      }
    }

    void flush() throws SQLException {
      byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
      in.writeToCopy(bytes, 0, bytes.length);
      buffer.setLength(0);
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

  void close(ResellerId reseller, YearMonth period, @Nullable InvoiceId invoice) {
    jdbc.sql(
            """
            INSERT INTO billed_period (reseller_id, period, invoice_id, closed_at)
            VALUES (:reseller, :period, CAST(:invoice AS uuid), tenure_now())
            """)
        .param("reseller", reseller.value())
        .param("period", Date.valueOf(period.atDay(1)))
        .param("invoice", invoice == null ? null : invoice.value())
        .update();
  }

  /** Total of the invoice of a period, and its customers. */
  record Before(long total, List<UUID> customers) {}

  Before before(ResellerId reseller, YearMonth period) {
    return jdbc.sql(
            """
            SELECT i.total,
                   ARRAY(SELECT s.customer_id FROM invoice_share s WHERE s.invoice_id = i.id) AS customers
            FROM invoice i
            WHERE i.reseller_id = :reseller
              AND i.period = :period
            """)
        .param("reseller", reseller.value())
        .param("period", Date.valueOf(period.atDay(1)))
        .query((rs, n) -> new Before(rs.getLong(1), List.of((UUID[]) rs.getArray(2).getArray())))
        .optional()
        .orElse(new Before(0, List.of()));
  }
}
