package dev.tenure.billing.paper;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.Invoice;
import dev.tenure.billing.InvoiceId;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.Money;
import dev.tenure.billing.PartNumber;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Csv;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class InvoiceCsvTest {

  private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
  private static final List<String> NAMES =
      List.of(
          "Ann",
          "Smith, \"The\" Ann",
          "two\r\nlines",
          "=HYPERLINK(\"http://evil.example\",\"click\")",
          "+44 20 7946 0000",
          "-2+3",
          "@SUM(A1)",
          "\t=1+1",
          "Ελένη, 山田 محمد",
          "'quoted'",
          "semi;colon");

  /** Minor units of half of each price, as D3 has it. */
  private record Priced(String currency, long perMonth, String half) {}

  private static final List<Priced> PRICED =
      List.of(
          new Priced("EUR", 1005, "5.03"),
          new Priced("GBP", 123_456_789, "617283.95"),
          new Priced("JPY", 1005, "503"),
          new Priced("KWD", 1005, "0.503"));

  private static byte[] csv(String currency, List<Invoice.Line> lines, String zone)
      throws IOException {
    MockHttpServletResponse response = new MockHttpServletResponse();
    Invoice invoice =
        new Invoice(
            new InvoiceId(new UUID(1, 1)),
            "T-000007",
            new ResellerId(new UUID(2, 2)),
            YearMonth.from(APRIL),
            ZoneId.of(zone),
            Money.of(0, currency),
            Money.of(0, currency),
            lines.size(),
            Instant.parse("2026-03-31T23:00:00Z"),
            "Tenure",
            "",
            "Standard",
            new Invoice.Party("North, \"Wind\"", "=NW-001", "", ""),
            new Invoice.Party("Tenure Cloud", "", "", ""));
    InvoiceCsv csv = new InvoiceCsv(Csv.download(response, "invoice.csv"), invoice);
    lines.forEach(csv::line);
    response.flushBuffer();
    return response.getContentAsByteArray();
  }

  private static Invoice.Line line(
      int seq, LineKind kind, String user, LocalDate until, Money perMonth, Money amount) {
    return new Invoice.Line(
        seq,
        kind,
        new Invoice.Usage(
            new CustomerId(new UUID(3, 0)),
            "Acme",
            "",
            new HolderId(new UUID(4, seq)),
            user,
            new PartNumber("TEN-ESS"),
            "Essential User",
            "User",
            APRIL,
            until,
            30,
            perMonth),
        "",
        0,
        amount);
  }

  /** Kept for those who want to open it in a spreadsheet. */
  private static byte[] kept(String name, byte[] csv) throws IOException {
    Path directory = Path.of("target", "paper");
    Files.createDirectories(directory);
    Files.write(directory.resolve("invoice-" + name + ".csv"), csv);
    return csv;
  }

  private static String withoutMark(byte[] csv) {
    String text = new String(csv, StandardCharsets.UTF_8);
    assertThat(text).as("for Excel").startsWith("\uFEFF");
    return text.substring(1);
  }

  /** Refuses anything but RFC 4180: quotes within cells, ragged rows, empty lines. */
  private static List<CsvRecord> strictly(byte[] csv) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .allowExtraCharsAfterClosingQuote(false)
            .allowExtraFields(false)
            .allowMissingFields(false)
            .skipEmptyLines(false)
            .trimWhitespacesAroundQuotes(false)
            .ofCsvRecord(withoutMark(csv))) {
      return reader.stream().toList();
    }
  }

  @Test
  @DisplayName("CSV: a strict parser reads each cell back, and no name begins like a formula")
  void strict() throws IOException {
    List<Invoice.Line> lines =
        java.util.stream.IntStream.range(0, NAMES.size())
            .mapToObj(i ->
                line(
                    i + 1,
                    LineKind.ADVANCE,
                    NAMES.get(i),
                    APRIL.plusMonths(1),
                    Money.of(3100, "GBP"),
                    Money.of(3100, "GBP")))
            .toList();
    List<CsvRecord> records = strictly(kept("names", csv("GBP", lines, "Europe/London")));
    assertThat(records).hasSize(NAMES.size() + 1);
    assertThat(records.getFirst().getFields())
        .containsExactly(
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
    for (int i = 0; i < NAMES.size(); i++) {
      List<String> cells = records.get(i + 1).getFields();
      assertThat(cells).hasSize(23).noneMatch(cell -> cell.matches("(?s)[=+@\t\r-].*"));
      String name = NAMES.get(i);
      assertThat(cells.get(11)).isIn(name, "'" + name, "'" + name.replace("\t=", "\t'="));
      assertThat(cells.get(14)).isEqualTo("North, \"Wind\"");
      assertThat(cells.get(13)).isEqualTo("'=NW-001");
      assertThat(cells.get(8)).as("the reference, else the id").isEqualTo(cells.get(7));
    }
  }

  @Test
  @DisplayName("D3: amounts have exactly their currency's decimals, credits their sign")
  void currencies() throws IOException {
    for (Priced priced : PRICED) {
      Money month = Money.of(priced.perMonth(), priced.currency());
      LocalDate middle = APRIL.plusDays(15);
      byte[] csv =
          csv(
              priced.currency(),
              List.of(
                  line(1, LineKind.ADVANCE, "Ann", middle, month, month.share(15, 30)),
                  line(2, LineKind.CREDIT, "Ann", middle, month, month.share(15, 30).negated())),
              "Asia/Kuwait");
      List<CsvRecord> records = strictly(kept(priced.currency(), csv));
      assertThat(records.get(1).getField(2)).isEqualTo(priced.half());
      assertThat(records.get(2).getField(2)).isEqualTo("-" + priced.half());
      assertThat(new BigDecimal(records.get(1).getField(1))).isEqualByComparingTo("0.5");
      assertThat(new BigDecimal(records.get(2).getField(1))).isEqualByComparingTo("-0.5");
      assertThat(OffsetDateTime.parse(records.get(1).getField(3)))
          .isEqualTo(OffsetDateTime.parse("2026-04-01T00:00:00+03:00"));
      assertThat(OffsetDateTime.parse(records.get(1).getField(4)))
          .isEqualTo(OffsetDateTime.parse("2026-04-15T23:59:59+03:00"));
    }
  }
}
