package dev.tenure.billing.paper;

import dev.tenure.billing.Invoice;
import dev.tenure.billing.Percent;
import dev.tenure.platform.web.Csv;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The CSV of an invoice: a header row, and one row for each line. The amounts add up to the total
 * (D3), which stands on each row.
 */
public final class InvoiceCsv {

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
  private static final int FRACTION_DIGITS = 6;

  private final Csv csv;
  private final Invoice invoice;

  public InvoiceCsv(Csv csv, Invoice invoice) {
    this.csv = csv;
    this.invoice = invoice;
    csv.row(
        "id",
        "quantity",
        "value",
        "fromdate",
        "todate",
        "productname",
        "partnumber",
        "tenantcode",
        "tenantcodeext",
        "tenantname",
        "userid",
        "username",
        "resellercode",
        "resellercodeext",
        "resellername",
        "role",
        "kind",
        "description",
        "percent",
        "firstday",
        "lastday",
        "currency",
        "invoicetotal");
  }

  /** Writes the line. */
  public void line(Invoice.Line line) {
    Invoice.Usage used = line.usage();
    if (used == null) {
      ofNobody(line);
    } else {
      ofLicence(line, used);
    }
  }

  /** An adjustment, discount or tax: it has no user, no days and no part. */
  private void ofNobody(Invoice.Line line) {
    csv.row(
        invoice.name() + "-" + line.seq(),
        "",
        line.amount(),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        invoice.reseller(),
        invoice.to().code(),
        invoice.to().name(),
        "",
        kind(line),
        line.text(),
        line.basisPoints() == 0 ? "" : Percent.plain(line.basisPoints()),
        "",
        "",
        currency(),
        invoice.total());
  }

  private static String kind(Invoice.Line line) {
    return line.kind().name().toLowerCase(Locale.ROOT);
  }

  private String currency() {
    return invoice.total().currency().getCurrencyCode();
  }

  private void ofLicence(Invoice.Line line, Invoice.Usage used) {
    ZoneId zone = invoice.zone();
    csv.row(
        invoice.name() + "-" + line.seq(),
        quantity(line, used),
        line.amount(),
        INSTANT.format(used.from().atStartOfDay(zone)),
        INSTANT.format(lastSecond(used.until().minusDays(1), zone)),
        used.partName(),
        used.part(),
        used.customer(),
        used.reference().isEmpty() ? used.customer() : used.reference(),
        used.customerName(),
        used.holder(),
        used.holderName(),
        invoice.reseller(),
        invoice.to().code(),
        invoice.to().name(),
        used.role(),
        kind(line),
        "",
        "",
        used.from(),
        used.until().minusDays(1),
        currency(),
        invoice.total());
  }

  private static java.time.ZonedDateTime lastSecond(LocalDate day, ZoneId zone) {
    return day.atTime(LocalTime.of(23, 59, 59)).atZone(zone);
  }

  /** The fraction of the month, negative where it is credited, none where its price is adjusted. */
  private static String quantity(Invoice.Line line, Invoice.Usage used) {
    if (line.kind() == dev.tenure.billing.LineKind.VOLUME) {
      return "0";
    }
    BigDecimal fraction =
        BigDecimal.valueOf(used.days())
            .divide(BigDecimal.valueOf(used.monthDays()), FRACTION_DIGITS, RoundingMode.HALF_UP);
    BigDecimal signed =
        line.kind() == dev.tenure.billing.LineKind.CREDIT ? fraction.negate() : fraction;
    return signed.stripTrailingZeros().toPlainString();
  }
}
