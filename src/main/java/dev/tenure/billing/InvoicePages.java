package dev.tenure.billing;

import dev.tenure.platform.Actor;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The list of invoices and one invoice, as the portals show them under their own addresses. */
@Component
public class InvoicePages {

  private static final int ROWS = 50;
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  private final Invoices invoices;

  InvoicePages(Invoices invoices) {
    this.invoices = invoices;
  }

  /** "December 2026". */
  public static String month(YearMonth month) {
    return MONTH.format(month);
  }

  /**
   * The actor's invoices, newest first.
   *
   * @param path of the list; invoices lie below it at {@code /invoices/{id}}
   * @param named whether each row names its reseller
   */
  public Sheet list(Page page, String path, Typed asked, Actor actor, boolean named) {
    InvoiceQuery query = Sheet.query(asked, "issued", true, ROWS);
    Invoices.Rows<Invoice> found = invoices.list(query, actor);
    List<Sheet.Row> rows = found.rows().stream().map(i -> row(page, path, i, named)).toList();
    List<Sheet.Column> columns =
        named
            ? Sheet.columns(
                page, "period", "!number", "reseller", "!type", "!issued", "#total", "!-downloads")
            : Sheet.columns(page, "period", "!number", "!type", "!issued", "#total", "!-downloads");
    return Sheet.paged(
        page,
        Sheet.here(path, asked),
        query,
        columns,
        rows,
        found.total(),
        "billing.invoices.none");
  }

  private static Sheet.Row row(Page page, String path, Invoice invoice, boolean named) {
    String address = path + "/invoices/" + invoice.id();
    List<Sheet.Cell> cells = new ArrayList<>();
    cells.add(Sheet.Cell.of(period(invoice), invoice.reason()));
    cells.add(Sheet.Cell.link(invoice.name(), address));
    if (named) {
      cells.add(Sheet.Cell.of(invoice.to().name()));
    }
    cells.add(Sheet.Cell.of(type(page, invoice)));
    cells.add(Sheet.Cell.of(page.formats().date(invoice.issuedAt())));
    cells.add(Sheet.Cell.of(invoice.total().shown()));
    cells.add(new Sheet.Cell("", "", downloads(address)));
    return new Sheet.Row(cells);
  }

  private static String period(Invoice invoice) {
    YearMonth period = invoice.period();
    return period == null ? "–" : month(period);
  }

  private static String type(Page page, Invoice invoice) {
    return page.text(invoice.periodic() ? "billing.type.periodic" : "billing.type.adhoc");
  }

  private static List<Crumb> downloads(String address) {
    return List.of(
        new Crumb("PDF", address + ".pdf"),
        new Crumb("CSV", address + ".csv"),
        new Crumb("JSON", address + ".json"));
  }

  /** The list as CSV. */
  public void csv(Page page, Typed asked, Actor actor, HttpServletResponse response)
      throws IOException {
    asked.demandText();
    Csv csv = Csv.download(response, "invoices.csv");
    csv.row("number", "reseller", "period", "type", "issued", "currency", "net", "total", "reason");
    InvoiceQuery first = Sheet.query(asked, "issued", true, 1000);
    for (int at = 1; ; at++) {
      Invoices.Rows<Invoice> found =
          invoices.list(
              new InvoiceQuery(first.text(), first.sort(), first.descending(), at, first.size()),
              actor);
      for (Invoice invoice : found.rows()) {
        YearMonth period = invoice.period();
        csv.row(
            invoice.name(),
            invoice.to().name(),
            period == null ? "" : period.toString(),
            type(page, invoice),
            page.formats().iso(invoice.issuedAt()),
            invoice.total().currency().getCurrencyCode(),
            invoice.net(),
            invoice.total(),
            invoice.reason());
      }
      if ((long) at * first.size() >= found.total()) {
        return;
      }
    }
  }

  /** One invoice with its lines. */
  public ModelAndView show(Page page, String path, String id, Typed asked, Actor actor) {
    Invoice invoice = invoices.require(InvoiceId.parse(id), actor);
    String address = path + "/invoices/" + invoice.id();
    InvoiceQuery query = Sheet.query(asked, "line", false, ROWS);
    Invoices.Rows<Invoice.Line> found = invoices.lines(invoice, query);
    Page local = page.in(invoice.zone());
    Sheet sheet =
        Sheet.paged(
            local,
            Sheet.here(address, asked),
            query,
            Sheet.columns(
                local, "line", "customer", "user", "part", "!from", "days", "!why", "#amount"),
            found.rows().stream().map(line -> line(local, line)).toList(),
            found.total(),
            "billing.lines.none");
    return local
        .crumb(page.text("billing.title"), path)
        .titled("billing.invoice.title", invoice.name())
        .view("billing/invoice")
        .addObject("invoice", invoice)
        .addObject("sheet", sheet)
        .addObject("downloads", downloads(address));
  }

  private static Sheet.Row line(Page page, Invoice.Line line) {
    Invoice.Usage used = line.usage();
    String why = page.text("billing.kind." + line.kind());
    String number = String.valueOf(line.seq());
    if (used == null) {
      String text =
          line.basisPoints() == 0
              ? line.text()
              : line.text() + " " + Percent.shown(line.basisPoints()) + base(page, line, "of");
      return row(number, text, "", "", "", "", why, line.amount().shown());
    }
    return new Sheet.Row(
        List.of(
            Sheet.Cell.of(number),
            Sheet.Cell.of(used.customerName(), used.reference()),
            Sheet.Cell.of(used.holderName()),
            Sheet.Cell.of(used.partName(), used.part().value()),
            Sheet.Cell.of(
                used.from().getDayOfMonth()
                    + " – "
                    + page.formats().date(used.until().minusDays(1))),
            Sheet.Cell.of(
                used.days() + " / " + used.monthDays(),
                used.perMonth().shown() + base(page, line, "instead")),
            Sheet.Cell.of(why),
            Sheet.Cell.of(line.amount().shown())));
  }

  /** " of 48.00 GBP", " instead of 10.00 GBP"; nothing for lines without. */
  private static String base(Page page, Invoice.Line line, String how) {
    Money base = line.base();
    return base == null ? "" : " " + page.text("billing.base." + how, base.shown());
  }

  static Sheet.Row row(String... cells) {
    return new Sheet.Row(java.util.Arrays.stream(cells).map(Sheet.Cell::of).toList());
  }
}
