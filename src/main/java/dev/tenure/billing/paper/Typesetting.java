package dev.tenure.billing.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Draws text of any script that one of the embedded fonts has, in its visual order. Of each font
 * the document gets the characters that it uses and no more.
 */
final class Typesetting {

  private static final String REPLACEMENT = "\uFFFD";
  private static final float UNITS = 1000f;

  /** In the order in which they are asked for a character. */
  private static final List<String> FALLBACKS =
      List.of(
          "NotoSansDevanagari-Regular",
          "NotoSansThai-Regular",
          "NotoSansBengali-Regular",
          "NotoSansTamil-Regular",
          "DejaVuSans",
          "DroidSansFallbackFull",
          "NanumGothicCoding");

  /** Whose letters join; for others looking for joints costs more than all the rest. */
  private static final Set<String> SHAPED =
      Set.of("NotoSansDevanagari-Regular", "NotoSansBengali-Regular");

  /** A font, read when a character first needs it. */
  private final class Face {
    private final String name;
    private @Nullable PDType0Font font;
    private @Nullable CmapLookup characters;

    Face(String name) {
      this.name = name;
    }

    private PDType0Font load() {
      PDType0Font loaded = font;
      if (loaded == null) {
        try (InputStream in =
            Objects.requireNonNull(
                Typesetting.class.getResourceAsStream("/font/" + name + ".ttf"), name)) {
          TrueTypeFont read = new TTFParser().parse(new RandomAccessReadBuffer(in));
          read.setEnableGsub(SHAPED.contains(name));
          characters = read.getUnicodeCmapLookup();
          loaded = PDType0Font.load(document, read, true);
          font = loaded;
        } catch (IOException e) {
          throw new UncheckedIOException("The font " + name + " can't be read", e);
        }
      }
      return loaded;
    }

    boolean has(int codePoint) {
      load();
      return Objects.requireNonNull(characters).getGlyphId(codePoint) != 0;
    }
  }

  /** Text of one font. */
  private record Run(Face face, String text) {}

  private final PDDocument document;
  private final Face regular = new Face("NotoSans-Regular");
  private final Face bold = new Face("NotoSans-Bold");
  private final List<Face> fallbacks;

  Typesetting(PDDocument document) {
    this.document = document;
    this.fallbacks = FALLBACKS.stream().map(Face::new).toList();
  }

  /** How wide the text is in points. */
  float width(String text, float size, boolean strong) {
    try {
      float width = 0;
      for (Run run : runs(text, strong)) {
        width += run.face().load().getStringWidth(run.text()) / UNITS * size;
      }
      return width;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text, or as much of it as has room, with an ellipsis. */
  String fit(String text, float size, boolean strong, float room) {
    if (width(text, size, strong) <= room) {
      return text;
    }
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(text.substring(0, middle) + "…", size, strong) <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    int end = low > 0 && Character.isHighSurrogate(text.charAt(low - 1)) ? low - 1 : low;
    return text.substring(0, end) + "…";
  }

  void draw(PDPageContentStream page, String text, float x, float y, float size, boolean strong)
      throws IOException {
    List<Run> runs = runs(text, strong);
    if (runs.isEmpty()) {
      return;
    }
    page.beginText();
    page.newLineAtOffset(x, y);
    for (Run run : runs) {
      page.setFont(run.face().load(), size);
      page.showText(run.text());
    }
    page.endText();
  }

  private List<Run> runs(String text, boolean strong) {
    String visual = visual(text);
    List<Run> runs = new ArrayList<>(1);
    StringBuilder same = new StringBuilder();
    Face current = null;
    for (int i = 0; i < visual.length(); ) {
      int codePoint = visual.codePointAt(i);
      i += Character.charCount(codePoint);
      Face face = face(codePoint, strong);
      if (current != null && face != current) {
        runs.add(new Run(current, same.toString()));
        same.setLength(0);
      }
      current = face;
      if (face.has(codePoint)) {
        same.appendCodePoint(codePoint);
      } else {
        same.append(REPLACEMENT);
      }
    }
    if (current != null) {
      runs.add(new Run(current, same.toString()));
    }
    return runs;
  }

  private Face face(int codePoint, boolean strong) {
    Face first = strong ? bold : regular;
    if (first.has(codePoint)) {
      return first;
    }
    for (Face fallback : fallbacks) {
      if (fallback.has(codePoint)) {
        return fallback;
      }
    }
    return first;
  }

  /** Control characters become blanks; what runs from right to left is turned round. */
  private static String visual(String text) {
    String plain = TamilForms.ordered(text.replaceAll("\\p{Cntrl}+", " "));
    char[] characters = plain.toCharArray();
    if (!Bidi.requiresBidi(characters, 0, characters.length)) {
      return plain;
    }
    String joined = ArabicForms.joined(plain);
    Bidi bidi = new Bidi(joined, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    int count = bidi.getRunCount();
    byte[] levels = new byte[count];
    Object[] parts = new Object[count];
    for (int i = 0; i < count; i++) {
      levels[i] = (byte) bidi.getRunLevel(i);
      String part = joined.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
      parts[i] = (levels[i] & 1) == 1 ? new StringBuilder(part).reverse().toString() : part;
    }
    Bidi.reorderVisually(levels, 0, parts, 0, count);
    StringBuilder visual = new StringBuilder(joined.length());
    for (Object part : parts) {
      visual.append(part);
    }
    return visual.toString();
  }
}
