package dev.tenure.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes a table as CSV (RFC 4180, UTF-8), row by row as it comes. It begins with a byte order
 * mark, without which Excel reads names in another encoding, unless {@code tenure.csv.bom} is
 * false. No cell is a formula to any spreadsheet.
 */
public final class Csv {

  /** The servlet context's attribute that says whether files begin with the mark. */
  static final String BOM = "tenure.csv.bom";

  private static final char MARK = '\uFEFF';

  /** A cell with one of these would be read as several, here or where lists have semicolons. */
  private static final String QUOTED = ",;|\"\t\n\r";

  private final Writer writer;

  private Csv(Writer writer) {
    this.writer = writer;
  }

  /** Begins a download of that file name. */
  public static Csv download(HttpServletResponse response, String fileName) throws IOException {
    response.setContentType("text/csv;charset=UTF-8;header=present");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(fileName, StandardCharsets.UTF_8)
            .build()
            .toString());
    Writer writer = response.getWriter();
    if (begunWithMark()) {
      writer.write(MARK);
    }
    return new Csv(writer);
  }

  private static boolean begunWithMark() {
    return !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes sent)
        || !Boolean.FALSE.equals(sent.getRequest().getServletContext().getAttribute(BOM));
  }

  /** One row; each cell as its text. */
  public void row(Object... cells) {
    try {
      for (int i = 0; i < cells.length; i++) {
        if (i > 0) {
          writer.write(',');
        }
        writer.write(cell(cells[i].toString()));
      }
      writer.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String cell(String text) {
    String safe = CsvGuard.guarded(text);
    boolean quoted = safe.chars().anyMatch(c -> QUOTED.indexOf(c) >= 0);
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
