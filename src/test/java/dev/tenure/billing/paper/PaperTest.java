package dev.tenure.billing.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.billing.HolderId;
import dev.tenure.billing.Invoice;
import dev.tenure.billing.InvoiceId;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.Money;
import dev.tenure.billing.PartNumber;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Csv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PaperTest {

  private static final List<String> NAMES =
      List.of(
          "Åsa Łukasiewicz",
          "Ελένη Παπαδοπούλου",
          "Ольга Кузнецова",
          "محمد الأحمد",
          "דוד לוי",
          "प्रिया नायर",
          "สมชาย ใจดี",
          "山田太郎",
          "김민수",
          "=cmd|' /C calc'!A0");

  private static final List<LineKind> LICENCES =
      List.of(LineKind.ADVANCE, LineKind.ARREARS, LineKind.TRIAL, LineKind.CREDIT);

  private static Invoice invoice(int lines) {
    return new Invoice(
        new InvoiceId(new UUID(1, 1)),
        "T-000007",
        new ResellerId(new UUID(2, 2)),
        YearMonth.of(2026, 4),
        ZoneId.of("Europe/London"),
        Money.of(3100L * lines, "GBP"),
        Money.of(3720L * lines, "GBP"),
        lines + 1,
        Instant.parse("2026-03-31T23:00:00Z"),
        "Tenure",
        "",
        "Standard",
        new Invoice.Party("Northwind Telecom", "NW-001", "1 Wharf Road\nBristol", "GB 1"),
        new Invoice.Party("Tenure Cloud", "", "5 Analytics Way", "GB 2"));
  }

  private static List<Invoice.Line> lines(int count) {
    List<Invoice.Line> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(
          new Invoice.Line(
              i + 1,
              LineKind.ADVANCE,
              new Invoice.Usage(
                  new CustomerId(new UUID(3, i / 20)),
                  "Customer " + i / 20,
                  i % 2 == 0 ? "" : "CRM-1",
                  new HolderId(new UUID(4, i)),
                  count > 1000 ? "User " + i : NAMES.get(i % NAMES.size()),
                  new PartNumber("TEN-ESS"),
                  "Essential User",
                  "User",
                  LocalDate.of(2026, 4, 1),
                  LocalDate.of(2026, 4, 16),
                  30,
                  Money.of(6200, "GBP")),
              "",
              0,
              Money.of(3100, "GBP")));
    }
    lines.add(
        new Invoice.Line(
            count + 1, LineKind.TAX, null, "VAT", 2000, Money.of(620L * count, "GBP")));
    return lines;
  }

  private static byte[] pdf(int count) throws IOException {
    List<Invoice.Line> lines = lines(count);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InvoicePdf pdf = new InvoicePdf(invoice(count))) {
      pdf.summary(
          List.of(
              new Invoice.Share(
                  new CustomerId(new UUID(3, 0)),
                  "Customer 0",
                  "CRM-1",
                  count,
                  Money.of(3100L * count, "GBP"))),
          lines.subList(count, count + 1));
      lines.forEach(pdf::line);
      pdf.write(out);
    }
    return out.toByteArray();
  }

  @Test
  @DisplayName("The PDF has a summary, every line, and names of many scripts in embedded fonts")
  void pdf() throws IOException {
    byte[] bytes = pdf(60);
    Files.createDirectories(Path.of("target", "paper"));
    Files.write(Path.of("target", "paper", "invoice.pdf"), bytes);
    try (PDDocument read = Loader.loadPDF(bytes)) {
      String text = new PDFTextStripper().getText(read);
      assertThat(text)
          .contains(
              "Invoice T-000007",
              "Northwind Telecom",
              "VAT 20 %",
              "2,232.00 GBP",
              "Ольга Кузнецова",
              "山田太郎",
              "김민수",
              "Page 3");
      assertThat(text).doesNotContain("\uFFFD");
      for (var page : read.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
        }
      }
    }
  }

  @Test
  @DisplayName("A PDF of 10,000 lines has all of them")
  void long10000() throws IOException {
    try (PDDocument read = Loader.loadPDF(pdf(10_000))) {
      assertThat(read.getNumberOfPages()).isBetween(180, 260);
    }
  }

  @Test
  @DisplayName("The JSON has head and items with order and operator, and adds up")
  void json() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InvoiceJson json = new InvoiceJson(out, invoice(3))) {
      lines(3).forEach(json::line);
    }
    JsonNode read = JsonMapper.builder().build().readTree(out.toByteArray());
    assertThat(read.at("/head/number").asString()).isEqualTo("T-000007");
    assertThat(read.at("/items").size()).isEqualTo(4);
    assertThat(read.at("/items/3/operator").asString()).isEqualTo("add-percent");
    BigDecimal sum = BigDecimal.ZERO;
    int order = 0;
    for (JsonNode item : read.at("/items")) {
      sum = sum.add(item.get("amount").decimalValue());
      assertThat(item.get("order").asInt()).isEqualTo(++order);
    }
    assertThat(sum).isEqualByComparingTo(read.at("/head/total").decimalValue());
  }

  @Test
  @DisplayName("D3: the sums of CSV and JSON of any invoice are its total, as on page and PDF")
  void reconciled() throws IOException {
    Random random = new Random(18);
    for (int round = 0; round < 20; round++) {
      List<Invoice.Line> lines = randomLines(random, round % 4 == 0);
      long net = sum(lines, line -> line.kind().compareTo(LineKind.DISCOUNT) < 0);
      long total = sum(lines, line -> true);
      Invoice invoice =
          new Invoice(
              new InvoiceId(new UUID(1, round)),
              "T-00001" + round,
              new ResellerId(new UUID(2, 2)),
              round % 4 == 0 ? null : YearMonth.of(2026, 4),
              ZoneId.of("Pacific/Kiritimati"),
              Money.of(net, "KWD"),
              Money.of(total, "KWD"),
              lines.size(),
              Instant.parse("2026-03-31T23:00:00Z"),
              "Tenure",
              round % 4 == 0 ? "Because" : "",
              "Standard",
              new Invoice.Party("شركة الشمال (Ltd)", "NW-001", "1 Wharf Road", "GB 1"),
              new Invoice.Party("Tenure Cloud", "", "5 Analytics Way", "GB 2"));
      String shown = invoice.total().toString();

      MockHttpServletResponse response = new MockHttpServletResponse();
      InvoiceCsv csv = new InvoiceCsv(Csv.download(response, "invoice.csv"), invoice);
      lines.forEach(csv::line);
      List<String> rows = response.getContentAsString(StandardCharsets.UTF_8).lines().toList();
      assertThat(rows).hasSize(lines.size() + 1);
      BigDecimal inCsv = BigDecimal.ZERO;
      for (String row : rows.subList(1, rows.size())) {
        inCsv = inCsv.add(new BigDecimal(row.split(",", -1)[2]));
        assertThat(row).endsWith(",KWD," + shown);
      }
      assertThat(inCsv).isEqualByComparingTo(shown);

      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (InvoiceJson json = new InvoiceJson(out, invoice)) {
        lines.forEach(json::line);
      }
      JsonNode read = JsonMapper.builder().build().readTree(out.toByteArray());
      BigDecimal inJson = BigDecimal.ZERO;
      for (JsonNode item : read.at("/items")) {
        inJson = inJson.add(item.get("amount").decimalValue());
      }
      assertThat(inJson).isEqualByComparingTo(read.at("/head/total").decimalValue());
      assertThat(inJson).isEqualByComparingTo(shown);

      ByteArrayOutputStream paper = new ByteArrayOutputStream();
      try (InvoicePdf pdf = new InvoicePdf(invoice)) {
        pdf.summary(List.of(), lines.stream().filter(line -> line.usage() == null).toList());
        lines.forEach(pdf::line);
        pdf.write(paper);
      }
      try (PDDocument document = Loader.loadPDF(paper.toByteArray())) {
        assertThat(new PDFTextStripper().getText(document)).contains(invoice.total().shown());
      }
    }
  }

  private static long sum(List<Invoice.Line> lines, Predicate<Invoice.Line> which) {
    return lines.stream().filter(which).mapToLong(line -> line.amount().minor()).sum();
  }

  /** Some licences or an adjustment, then perhaps a discount and a tax on what stands above. */
  private static List<Invoice.Line> randomLines(Random random, boolean adHoc) {
    List<Invoice.Line> lines = new ArrayList<>();
    int count = adHoc ? 1 : random.nextInt(1, 40);
    for (int i = 0; i < count; i++) {
      LineKind kind = adHoc ? LineKind.ADJUSTMENT : LICENCES.get(random.nextInt(LICENCES.size()));
      long amount = kind == LineKind.TRIAL ? 0 : random.nextLong(1, 9_999_999);
      boolean back = kind == LineKind.CREDIT || (adHoc && random.nextBoolean());
      Invoice.Usage usage = adHoc ? null : lines(i + 1).get(i).usage();
      lines.add(
          new Invoice.Line(
              i + 1,
              kind,
              usage,
              adHoc ? "Moving" : "",
              0,
              Money.of(back ? -amount : amount, "KWD")));
    }
    for (LineKind kind : List.of(LineKind.DISCOUNT, LineKind.TAX)) {
      if (random.nextBoolean()) {
        int rate = random.nextInt(1, 3000);
        Money part = Money.of(sum(lines, line -> true), "KWD").portion(rate);
        Money amount = kind == LineKind.DISCOUNT ? part.negated() : part;
        lines.add(new Invoice.Line(lines.size() + 1, kind, null, "Of it", rate, amount));
      }
    }
    return lines;
  }

  @Test
  @DisplayName("Tamil vowel signs stand before their consonant, or around it")
  void tamil() {
    assertThat(TamilForms.ordered("செல்வி")).isEqualTo("\u0BC6\u0B9A\u0BB2\u0BCD\u0BB5\u0BBF");
    assertThat(TamilForms.ordered("கோவை")).isEqualTo("\u0BC7\u0B95\u0BBE\u0BC8\u0BB5");
    assertThat(TamilForms.ordered("Acme")).isEqualTo("Acme");
  }
}
