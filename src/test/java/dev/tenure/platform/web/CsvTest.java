package dev.tenure.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class CsvTest {

  @AfterEach
  void leave() {
    RequestContextHolder.resetRequestAttributes();
  }

  // The setting alone is what is looked at of it.
  @SuppressWarnings("NullAway")
  private static String file(boolean bom) throws IOException {
    MockServletContext context = new MockServletContext();
    new WebShell(null, null, bom).setServletContext(context);
    RequestContextHolder.setRequestAttributes(
        new ServletRequestAttributes(new MockHttpServletRequest(context)));
    MockHttpServletResponse response = new MockHttpServletResponse();
    Csv.download(response, "names.csv").row("Zoë", "a,b");
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("A file begins with a byte order mark for Excel, unless tenure.csv.bom is false")
  void mark() throws IOException {
    assertThat(file(true)).isEqualTo("\uFEFFZoë,\"a,b\"\r\n");
    assertThat(file(false)).isEqualTo("Zoë,\"a,b\"\r\n");
  }

  @Test
  @DisplayName("Outside of a request a file begins with the mark")
  void withoutRequest() throws IOException {
    MockHttpServletResponse response = new MockHttpServletResponse();
    Csv.download(response, "names.csv").row("Zoë");
    assertThat(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("\uFEFFZoë\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      value = {
        "=1+1→'=1+1",
        "＝1＋1→'＝1＋1",
        "＋1→'＋1",
        "－1→'－1",
        "＠SUM(A1)→'＠SUM(A1)",
        "﹦1→'﹦1",
        "﹢1→'﹢1",
        "﹣1→'﹣1",
        "﹫A→'﹫A",
        "−2+3→'−2+3",
        "⁼1→'⁼1",
        "+441614960123→'+441614960123",
        "-5→-5",
        "-5.25→-5.25",
        "-5+2→'-5+2",
        "-→'-",
        "Smith-Jones→Smith-Jones",
        "info@example.com→info@example.com",
        "1+1=2→1+1=2",
        "Acme, -5 %→\"Acme, -5 %\"",
        "Acme;=1+1→\"Acme;'=1+1\"",
        "Acme; ＝1→\"Acme; '＝1\"",
        "Acme|-1→\"Acme|'-1\"",
        "Acme；=1→Acme；'=1",
      })
  @DisplayName("No cell is a formula, in whatever width its sign is written and wherever it begins")
  void noFormula(String text, String cell) {
    assertThat(Csv.cell(text)).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " =1",
        "\u00A0=1",
        "\u3000=1",
        "\u200B=1",
        "\uFEFF=1",
        "\"=1",
        "'=1",
        "“=1",
        ",=1",
        "\t=1",
        "\r\n=1",
        "x\n=1",
        "x\r=1",
        "x\u2028=1",
        "x;\" =1",
        "\u0000=1",
        "x;;=1"
      })
  @DisplayName("A sign is found behind what a program skips, and where another cell would begin")
  void behind(String text) {
    assertThat(Csv.cell(text)).contains("'=1");
  }

  /** What a program makes of a file that separates by {@code separator}, as Excel does. */
  private static List<String> opened(String file, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    boolean first = true;
    for (int i = 0; i < file.length(); i++) {
      char c = file.charAt(i);
      if (first && c == '"') {
        quoted = true;
      } else if (quoted && c == '"') {
        if (i + 1 < file.length() && file.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (!quoted && (c == separator || c == '\n' || c == '\r')) {
        cells.add(cell.toString());
        cell.setLength(0);
        first = true;
        continue;
      } else {
        cell.append(c);
      }
      first = false;
    }
    cells.add(cell.toString());
    return cells;
  }

  @Test
  @DisplayName(
      "Whatever text there is, no program finds a formula in it, by comma, semicolon or tab")
  void property() {
    String alphabet = "=+-@＝＋－＠−;,|\t\r\n \"'a1\u3000\u200B";
    Random random = new Random(19);
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String row = "Zoë," + Csv.cell(text.toString()) + ",end";
      for (char separator : new char[] {',', ';', '\t', '|'}) {
        for (String cell : opened(row, separator)) {
          assertThat(cell.matches("-[0-9]+") || !cell.strip().matches("(?s)[=+@＝＋－＠−-].*"))
              .as("“%s” opened by “%s” has “%s”", text, separator, cell)
              .isTrue();
        }
      }
    }
  }
}
