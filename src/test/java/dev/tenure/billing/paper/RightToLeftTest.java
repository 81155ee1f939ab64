package dev.tenure.billing.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RightToLeftTest {

  private static final List<String> NAMES =
      List.of(
          "محمد الأحمد (الفرع 12)",
          "مُحَمَّدٌ الأَحْمَدُ بِسْمِ اللَّهِ",
          "شركة Acme للاتصالات 2026",
          "Acme شركة (Ltd)",
          "Müller (מחלקה 3) GmbH",
          "שָׁלוֹם עֲלֵיכֶם",
          "בְּרֵאשִׁית (פרק א׳)",
          "דוד לוי, סניף 12-34",
          "خانهٔ پگاه، گچ",
          "پاکستان ٹیلی کام",
          "لا إله إلا",
          "e\u0301le\u0300ve q\u0323\u0307 x\u0301",
          "[مبيعات] {دعم} <فني>");

  @Test
  @DisplayName("Hebrew is reversed, its numbers and Latin words aren't, and brackets are mirrored")
  void order() {
    assertThat(RightToLeft.visual("אבג")).isEqualTo("גבא");
    assertThat(RightToLeft.visual("אב (12)")).isEqualTo("(12) בא");
    assertThat(RightToLeft.visual("אב 12-34, גד")).isEqualTo("דג ,12-34 בא");
    assertThat(RightToLeft.visual("Acme אב (Ltd)")).isEqualTo("Acme בא (Ltd)");
    assertThat(RightToLeft.visual("Müller (אב 3) GmbH")).isEqualTo("Müller (3 בא) GmbH");
    assertThat(RightToLeft.visual("אב Acme גד 2026")).isEqualTo("2026 דג Acme בא");
    assertThat(RightToLeft.visual("[אב] <גד>")).isEqualTo("<דג> [בא]");
    assertThat(RightToLeft.visual("אב!")).isEqualTo("!בא");
    assertThat(RightToLeft.visual("Acme Ltd (1)")).isEqualTo("Acme Ltd (1)");
  }

  @Test
  @DisplayName("A name within other text reorders only itself, and leaves no control characters")
  void isolated() {
    String name = RightToLeft.isolated("אב");
    assertThat(RightToLeft.visual(name + " 20 %")).isEqualTo("בא 20 %");
    assertThat(RightToLeft.visual(name + " · Invoice T-7")).isEqualTo("בא · Invoice T-7");
    assertThat(RightToLeft.visual(RightToLeft.isolated("VAT") + " 20 %")).isEqualTo("VAT 20 %");
    assertThat(RightToLeft.visual("a\u202Ebc")).doesNotContain("\u202E");
  }

  @Test
  @DisplayName("Arabic letters are joined, also across marks, and those of Persian and Urdu too")
  void joined() {
    assertThat(RightToLeft.joined("محمد")).isEqualTo("\uFEE3\uFEA4\uFEE4\uFEAA");
    assertThat(RightToLeft.joined("سلام")).isEqualTo("\uFEB3\uFEFC\uFEE1");
    assertThat(RightToLeft.joined("مَحَد")).isEqualTo("\uFEE3\u064E\uFEA4\u064E\uFEAA");
    assertThat(RightToLeft.joined("سَلاَم")).isEqualTo("\uFEB3\u064E\uFEFC\u064E\uFEE1");
    assertThat(RightToLeft.joined("پگاه")).isEqualTo("\uFB58\uFB95\uFE8E\uFEE9");
    assertThat(RightToLeft.joined("ٹیلی")).isEqualTo("\uFB68\uFBFF\uFEE0\uFBFD");
    assertThat(RightToLeft.joined("Acme")).isEqualTo("Acme");
  }

  @Test
  @DisplayName("Marks follow their letter when it is reversed")
  void marksFollow() {
    assertThat(RightToLeft.visual("אָבּ")).isEqualTo("בּאָ");
    assertThat(RightToLeft.visual("\u0645\u064E\u0651")).isEqualTo("\uFEE1\u0651\u064E");
  }

  @Test
  @DisplayName("Each mark is drawn over its letter, not beside it, and no two in one place")
  void marksOnTheirLetter() throws IOException {
    List<TextPosition> drawn = drawn("שָׁלוֹם");
    List<String> letters = drawn.stream().map(TextPosition::getUnicode).toList();
    assertThat(letters).containsExactlyInAnyOrder("ם", "ו", "ֹ", "ל", "ש", "ׁ", "ָ");
    assertOn(drawn, "ש", "ָ");
    assertOn(drawn, "ש", "ׁ");
    assertOn(drawn, "ו", "ֹ");
    TextPosition mem = one(drawn, "ם");
    TextPosition vav = one(drawn, "ו");
    TextPosition lamed = one(drawn, "ל");
    // Letters stand close to one another: the marks between them take no room.
    assertThat(vav.getX()).isCloseTo(mem.getX() + mem.getWidth(), within());
    assertThat(lamed.getX()).isCloseTo(vav.getX() + vav.getWidth(), within());
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(0.1f);
  }

  private static TextPosition one(List<TextPosition> drawn, String character) {
    return drawn.stream()
        .filter(position -> position.getUnicode().equals(character))
        .findFirst()
        .orElseThrow();
  }

  /** The middle of what the mark covers lies over the letter. */
  private static void assertOn(List<TextPosition> drawn, String letter, String mark)
      throws IOException {
    TextPosition base = one(drawn, letter);
    TextPosition on = one(drawn, mark);
    var box =
        ((org.apache.pdfbox.pdmodel.font.PDType0Font) on.getFont())
            .getNormalizedPath(on.getCharacterCodes()[0])
            .getBounds2D();
    double em = 1000;
    double middle = on.getX() + box.getCenterX() / em * on.getFontSizeInPt();
    assertThat(middle)
        .as(mark)
        .isBetween((double) base.getX(), (double) base.getX() + base.getWidth());
  }

  private static List<TextPosition> drawn(String text) throws IOException {
    List<TextPosition> found = new ArrayList<>();
    try (PDDocument document = new PDDocument()) {
      Sheets sheets = new Sheets(document, "");
      sheets.say(text, 40, false);
      sheets.finish();
      java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
      document.save(out);
      try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition position) {
            found.add(position);
          }
        }.getText(read);
      }
    }
    return found.stream()
        .filter(position -> position.getFontSizeInPt() > 30)
        .collect(Collectors.toList());
  }

  @Test
  @DisplayName("Names of all directions are drawn without a missing character, and kept to be seen")
  void kept() throws IOException {
    Path directory = Files.createDirectories(Path.of("target", "paper"));
    try (PDDocument document = new PDDocument()) {
      Sheets sheets = new Sheets(document, RightToLeft.isolated(NAMES.getFirst()) + " · Invoice 7");
      for (String name : NAMES) {
        sheets.say(name, 22, false);
        sheets.space(8);
      }
      sheets.table(Columns.of("Customer", 200, "User", 100, "#Amount", 80));
      for (String name : NAMES) {
        sheets.row(name, name, "1,234.00");
      }
      sheets.finish();
      java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
      document.save(out);
      try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
        assertThat(new PDFTextStripper().getText(read))
            .contains("1,234.00")
            .doesNotContain("\uFFFD");
        ImageIO.write(
            new PDFRenderer(read).renderImageWithDPI(0, 100),
            "png",
            directory.resolve("names.png").toFile());
      }
    }
  }
}
