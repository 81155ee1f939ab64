package dev.tenure.billing.paper;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** Pages of A4 that are written from top to bottom, and turned when they are full. */
final class Sheets {

  private static final float MARGIN = 42;
  private static final float BOTTOM = 60;
  private static final float ROW = 13.5f;
  private static final float CELL = 8;
  private static final float GAP = 6;
  private static final float LEADING = 1.4f;
  private static final float GREY = 0.45f;
  private static final float RULE = 0.82f;

  private final PDDocument document;
  private final Typesetting type;
  private final String footer;
  private @Nullable Columns table;
  private PDPageContentStream page;
  private float y;
  private int number = 1;

  Sheets(PDDocument document, String footer) {
    this.document = document;
    this.type = new Typesetting(document);
    this.footer = footer;
    try {
      this.page = blank();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private PDPageContentStream blank() throws IOException {
    PDPage sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    y = PDRectangle.A4.getHeight() - MARGIN;
    return new PDPageContentStream(document, sheet, PDPageContentStream.AppendMode.OVERWRITE, true);
  }

  private void end() throws IOException {
    page.setNonStrokingColor(GREY);
    type.draw(page, type.fit(footer, CELL, false, 400), MARGIN, MARGIN - 8, CELL, false);
    String at = "Page " + number;
    float right = PDRectangle.A4.getWidth() - MARGIN - type.width(at, CELL, false);
    type.draw(page, at, right, MARGIN - 8, CELL, false);
    page.close();
  }

  /** Begins another page; a table goes on under its header. */
  void turn() throws IOException {
    end();
    number++;
    page = blank();
  }

  /** The last page is done. */
  void finish() throws IOException {
    end();
  }

  void space(float points) {
    y -= points;
  }

  /** One line of text. */
  void say(String text, float size, boolean strong) throws IOException {
    if (y - size < BOTTOM) {
      turn();
    }
    y -= size * LEADING;
    float room = PDRectangle.A4.getWidth() - 2 * MARGIN;
    page.setNonStrokingColor(0f);
    type.draw(page, type.fit(text, size, strong, room), MARGIN, y, size, strong);
  }

  /** Begins a table. */
  void table(Columns columns) throws IOException {
    table = columns;
    header(columns);
  }

  private void header(Columns columns) throws IOException {
    String[] labels = columns.all().stream().map(Columns.Column::label).toArray(String[]::new);
    page.setNonStrokingColor(GREY);
    cells(columns, labels, true);
    rule();
    page.setNonStrokingColor(0f);
  }

  void row(String... cells) throws IOException {
    write(cells, false);
  }

  void strong(String... cells) throws IOException {
    rule();
    write(cells, true);
  }

  private void write(String[] cells, boolean strong) throws IOException {
    Columns columns = table;
    if (columns == null) {
      throw new IllegalStateException("A row belongs to a table");
    }
    if (y - ROW < BOTTOM) {
      turn();
      header(columns);
    }
    page.setNonStrokingColor(0f);
    cells(columns, cells, strong);
  }

  private void cells(Columns columns, String[] cells, boolean strong) throws IOException {
    y -= ROW;
    float x = MARGIN;
    for (int i = 0; i < cells.length; i++) {
      Columns.Column column = columns.all().get(i);
      float room = column.width() - (i == cells.length - 1 ? 0 : GAP);
      String text = type.fit(cells[i], CELL, strong, room);
      float left = column.number() ? x + room - type.width(text, CELL, strong) : x;
      type.draw(page, text, left, y, CELL, strong);
      x += column.width();
    }
  }

  private void rule() throws IOException {
    page.setStrokingColor(RULE);
    page.setLineWidth(0.6f);
    page.moveTo(MARGIN, y - 4);
    page.lineTo(PDRectangle.A4.getWidth() - MARGIN, y - 4);
    page.stroke();
    y -= 4;
  }
}
