package dev.tenure.billing.paper;

import dev.tenure.billing.Invoice;
import dev.tenure.platform.web.Csv;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The CSV of an invoice: a header row, and one row for each line of a user's licence. */
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
        "role");
  }

  /** Writes the line if it is one of a user's licence. */
  public void line(Invoice.Line line) {
    Invoice.Usage used = line.usage();
    if (used == null) {
      return;
    }
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
        used.role());
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
