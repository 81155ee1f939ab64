package dev.tenure.billing.paper;

import com.ibm.icu.text.ArabicShaping;
import com.ibm.icu.text.ArabicShapingException;
import com.ibm.icu.text.Bidi;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text in the order in which it is seen from left to right, for a writer that draws one character
 * after the other: right-to-left text is reversed and its brackets mirrored, numbers within it are
 * not, Arabic letters are joined, and marks still follow their letter.
 */
final class RightToLeft {

  /** Before and after a name within other text, so that its direction affects nothing else. */
  private static final char ISOLATE = '\u2068';

  private static final char ISOLATED = '\u2069';
  private static final char FIRST_LAM_ALEF = '\uFEF5';
  private static final char LAST_LAM_ALEF = '\uFEFC';

  /** A doubled letter's own sign stands nearer to it than its vowel's, which Unicode puts first. */
  private static final Pattern VOWEL_AND_SHADDA = Pattern.compile("([\u064B-\u0650])\u0651");

  /** A ligature leaves a space after it, so that letters can be counted through. */
  private static final ArabicShaping SHAPING =
      new ArabicShaping(
          ArabicShaping.LETTERS_SHAPE
              | ArabicShaping.TEXT_DIRECTION_LOGICAL
              | ArabicShaping.LENGTH_FIXED_SPACES_NEAR);

  private RightToLeft() {}

  /** The name for use within other text. */
  static String isolated(String name) {
    return ISOLATE + name + ISOLATED;
  }

  /** The text as it is drawn. */
  static String visual(String text) {
    char[] characters = text.toCharArray();
    if (!Bidi.requiresBidi(characters, 0, characters.length)) {
      return text.indexOf(ISOLATE) < 0
          ? text
          : text.replace(String.valueOf(ISOLATE), "").replace(String.valueOf(ISOLATED), "");
    }
    Bidi bidi = new Bidi();
    String nearest = VOWEL_AND_SHADDA.matcher(text).replaceAll("\u0651$1");
    bidi.setPara(joined(nearest), Bidi.LEVEL_DEFAULT_LTR, null);
    return bidi.writeReordered(
        Bidi.DO_MIRRORING | Bidi.KEEP_BASE_COMBINING | Bidi.REMOVE_BIDI_CONTROLS);
  }

  /** The text with its Arabic letters joined, also across marks; in the same, logical order. */
  static String joined(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    Map<Integer, StringBuilder> marks = new HashMap<>();
    text.codePoints()
        .forEach(c -> {
          if (Marks.is(c) && !letters.isEmpty()) {
            marks
                .computeIfAbsent(letters.length() - 1, at -> new StringBuilder())
                .appendCodePoint(c);
          } else {
            letters.appendCodePoint(c);
          }
        });
    String shaped = shaped(letters.toString());
    StringBuilder joined = new StringBuilder(text.length());
    for (int i = 0; i < shaped.length(); i++) {
      char c = shaped.charAt(i);
      joined.append(c).append(marks.getOrDefault(i, new StringBuilder()));
      if (c >= FIRST_LAM_ALEF && c <= LAST_LAM_ALEF) {
        i++;
        joined.append(marks.getOrDefault(i, new StringBuilder()));
      }
    }
    return joined.toString();
  }

  private static String shaped(String letters) {
    try {
      return MoreArabic.joined(letters, SHAPING.shape(letters));
    } catch (ArabicShapingException e) {
      throw new IllegalStateException("Can't be shaped: " + letters, e);
    }
  }
}
