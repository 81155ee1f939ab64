package dev.tenure.billing.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Draws text of any script that one of the embedded fonts has, in its visual order. Of each font
 * the document gets the characters that it uses and no more.
 */
final class Typesetting {

  private static final char REPLACEMENT = '\uFFFD';
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");
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
    private @Nullable TrueTypeFont outlines;
    private final Map<Integer, Marks.Box> boxes = new HashMap<>();

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
          outlines = read;
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

    /** What the character covers; nothing for a blank. */
    Marks.Box box(int codePoint) throws IOException {
      Marks.Box known = boxes.get(codePoint);
      if (known == null) {
        known = read(codePoint);
        boxes.put(codePoint, known);
      }
      return known;
    }

    private Marks.Box read(int codePoint) throws IOException {
      load();
      TrueTypeFont read = Objects.requireNonNull(outlines);
      GlyphData drawn =
          read.getGlyph().getGlyph(Objects.requireNonNull(characters).getGlyphId(codePoint));
      return drawn == null
          ? new Marks.Box(0, 0, 0, 0)
          : Marks.Box.of(drawn.getBoundingBox(), read.getUnitsPerEm());
    }

    /** How far the pen goes, in ems. */
    float advance(String text) throws IOException {
      return load().getStringWidth(text) / UNITS;
    }
  }

  /**
   * Text of one font, or a mark on the letter before it.
   *
   * @param mark from where the pen is after the letter, in ems; null for text
   */
  private record Run(Face face, String text, Marks.@Nullable Place mark) {}

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
        width += run.mark() == null ? run.face().advance(run.text()) * size : 0;
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
    int end = low;
    while (end > 0
        && (Character.isLowSurrogate(text.charAt(end)) || Marks.is(text.codePointAt(end)))) {
      end--;
    }
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
    float pen = x;
    for (Run run : runs) {
      page.setFont(run.face().load(), size);
      Marks.Place mark = run.mark();
      if (mark == null) {
        page.showText(run.text());
        pen += run.face().advance(run.text()) * size;
      } else {
        page.setTextMatrix(Matrix.getTranslateInstance(pen + mark.x() * size, y + mark.y() * size));
        page.showText(run.text());
        page.setTextMatrix(Matrix.getTranslateInstance(pen, y));
      }
    }
    page.endText();
  }

  private List<Run> runs(String text, boolean strong) throws IOException {
    String visual = visual(text);
    List<Run> runs = new ArrayList<>(1);
    StringBuilder same = new StringBuilder();
    Face current = null;
    int letter = 0;
    Marks marks = null;
    for (int i = 0; i < visual.length(); ) {
      int codePoint = visual.codePointAt(i);
      i += Character.charCount(codePoint);
      Face face = face(codePoint, strong);
      if (current != null && Marks.is(codePoint) && face.has(codePoint)) {
        marks = marks == null ? new Marks(letter, current.box(letter)) : marks;
        if (marks.places()) {
          flush(runs, current, same);
          Marks.Place on = marks.next(codePoint, face.box(codePoint));
          float back = current.advance(Character.toString(letter));
          Marks.Place place = new Marks.Place(on.x() - back, on.y());
          runs.add(new Run(face, Character.toString(codePoint), place));
          continue;
        }
      }
      marks = null;
      if (current != null && face != current) {
        flush(runs, current, same);
      }
      current = face;
      letter = face.has(codePoint) ? codePoint : REPLACEMENT;
      same.appendCodePoint(letter);
    }
    if (current != null) {
      flush(runs, current, same);
    }
    return runs;
  }

  private static void flush(List<Run> runs, Face face, StringBuilder same) {
    if (!same.isEmpty()) {
      runs.add(new Run(face, same.toString(), null));
      same.setLength(0);
    }
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

  /** Control characters become blanks; right-to-left text is reordered. */
  private static String visual(String text) {
    String plain = CONTROL.matcher(text).replaceAll(" ");
    String composed =
        Normalizer.isNormalized(plain, Normalizer.Form.NFC)
            ? plain
            : Normalizer.normalize(plain, Normalizer.Form.NFC);
    return RightToLeft.visual(TamilForms.ordered(composed));
  }
}
