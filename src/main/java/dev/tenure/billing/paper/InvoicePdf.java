package dev.tenure.billing.paper;

import dev.tenure.billing.Invoice;
import dev.tenure.billing.Money;
import dev.tenure.billing.Percent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * The PDF of an invoice on A4: who to whom, a summary by customer, then every line. Pages are
 * finished one by one into a temporary file, so memory stays bounded.
 */
public final class InvoicePdf implements AutoCloseable {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  private static final Columns SUMMARY =
      Columns.of("Customer", 250, "Reference", 125, "#Lines", 50, "#Amount", 85);
  private static final Columns LINES =
      Columns.of(
          "#No.",
          30,
          "Customer",
          90,
          "User",
          90,
          "Part",
          84,
          "Days",
          82,
          "#of",
          28,
          "#Price",
          50,
          "#Amount",
          57);

  private final Invoice invoice;
  private final PDDocument document;
  private final Sheets sheets;
  private boolean inLines;

  public InvoicePdf(Invoice invoice) {
    this.invoice = invoice;
    this.document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
    PDDocumentInformation about = new PDDocumentInformation();
    about.setTitle("Invoice " + invoice.name());
    about.setAuthor(invoice.from().name());
    document.setDocumentInformation(about);
    document.getDocumentCatalog().setLanguage("en-GB");
    this.sheets =
        new Sheets(
            document, RightToLeft.isolated(invoice.from().name()) + " · Invoice " + invoice.name());
  }

  /** The first page: parties, period, and what each customer comes to. */
  public void summary(List<Invoice.Share> shares, List<Invoice.Line> closing) {
    try {
      heading();
      sheets.table(SUMMARY);
      for (Invoice.Share share : shares) {
        sheets.row(
            share.name(), share.reference(), String.valueOf(share.lines()), amount(share.net()));
      }
      for (Invoice.Line line : closing) {
        sheets.row(text(line), "", "", amount(line.amount()));
      }
      sheets.strong("Total", "", "", invoice.total().shown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void heading() throws IOException {
    sheets.say(invoice.from().name(), 11, true);
    lines(invoice.from());
    sheets.space(18);
    sheets.say("Invoice " + invoice.name(), 22, true);
    sheets.space(4);
    YearMonth period = invoice.period();
    sheets.say(
        period == null
            ? "Ad hoc · " + RightToLeft.isolated(invoice.reason())
            : MONTH.format(period)
                + " · "
                + DATE.format(period.atDay(1))
                + " – "
                + DATE.format(period.atEndOfMonth()),
        11,
        false);
    sheets.say(
        "Issued "
            + DATE.format(invoice.issuedAt().atZone(invoice.zone()))
            + " ("
            + invoice.zone().getId()
            + ")"
            + (invoice.plan().isEmpty() ? "" : " · Plan " + RightToLeft.isolated(invoice.plan())),
        9,
        false);
    sheets.space(16);
    sheets.say("To", 9, false);
    sheets.say(invoice.to().name(), 11, true);
    lines(invoice.to());
    sheets.space(18);
  }

  private void lines(Invoice.Party party) throws IOException {
    for (String line : party.address().lines().toList()) {
      if (!line.isBlank()) {
        sheets.say(line.strip(), 9, false);
      }
    }
    if (!party.taxNumber().isEmpty()) {
      sheets.say("Tax number " + RightToLeft.isolated(party.taxNumber()), 9, false);
    }
    if (!party.code().isEmpty()) {
      sheets.say("Reference " + RightToLeft.isolated(party.code()), 9, false);
    }
  }

  /** One line, on the pages after the summary. */
  public void line(Invoice.Line line) {
    try {
      if (!inLines) {
        inLines = true;
        sheets.turn();
        sheets.say("Lines", 14, true);
        sheets.space(6);
        sheets.table(LINES);
      }
      Invoice.Usage used = line.usage();
      String number = String.valueOf(line.seq());
      if (used == null) {
        sheets.row(number, text(line), "", "", "", "", "", amount(line.amount()));
        return;
      }
      sheets.row(
          number,
          used.customerName(),
          used.holderName(),
          used.partName(),
          days(used.from(), used.until().minusDays(1)),
          used.days() + "/" + used.monthDays(),
          amount(used.perMonth()),
          amount(line.amount()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String days(LocalDate first, LocalDate last) {
    return first.getDayOfMonth() + " – " + DATE.format(last);
  }

  private static String amount(Money money) {
    String shown = money.shown();
    return shown.substring(0, shown.lastIndexOf(' '));
  }

  private static String text(Invoice.Line line) {
    return line.basisPoints() == 0
        ? line.text()
        : RightToLeft.isolated(line.text()) + " " + Percent.shown(line.basisPoints());
  }

  /** Writes the document. */
  public void write(OutputStream out) throws IOException {
    sheets.finish();
    document.save(out);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
