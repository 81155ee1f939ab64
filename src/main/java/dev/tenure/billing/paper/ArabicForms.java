package dev.tenure.billing.paper;

/**
 * Arabic letters in the forms that they take beside one another (Unicode's presentation forms B),
 * for a writer that draws each character by itself.
 */
final class ArabicForms {

  private static final char FIRST = '\u0621';
  private static final char LAST = '\u064A';
  private static final char TATWEEL = '\u0640';
  private static final char LAM = '\u0644';

  /**
   * How many forms each letter from U+0621 on has: alone, at the end, at the beginning, between.
   */
  private static final String FORMS =
      "1"
          + "2222"
          + "4"
          + "2"
          + "4"
          + "2"
          + "44444"
          + "2222"
          + "44444444"
          + "00000"
          + "0"
          + "4444444"
          + "22"
          + "4";

  private static final char[] ALONE = alone();

  private ArabicForms() {}

  private static char[] alone() {
    char[] first = new char[FORMS.length()];
    char next = '\uFE80';
    for (int i = 0; i < first.length; i++) {
      first[i] = next;
      next += (char) forms(i);
    }
    return first;
  }

  private static int forms(int index) {
    return FORMS.charAt(index) - '0';
  }

  /** The text with its Arabic letters joined; in the same, logical order. */
  static String joined(String text) {
    StringBuilder joined = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!letter(c)) {
        joined.append(c);
        continue;
      }
      boolean before = joinsOn(neighbour(text, i, -1));
      char ligature = c == LAM && i + 1 < text.length() ? lamAlef(text.charAt(i + 1)) : 0;
      if (ligature != 0) {
        joined.append((char) (ligature + (before ? 1 : 0)));
        i++;
        continue;
      }
      boolean after = forms(c - FIRST) == 4 && joinsBack(neighbour(text, i, 1));
      joined.append((char) (ALONE[c - FIRST] + (after ? before ? 3 : 2 : before ? 1 : 0)));
    }
    return joined.toString();
  }

  private static boolean letter(char c) {
    return c >= FIRST && c <= LAST && forms(c - FIRST) > 0;
  }

  /** The next character that isn't a mark above or below. */
  private static char neighbour(String text, int from, int step) {
    for (int i = from + step; i >= 0 && i < text.length(); i += step) {
      char c = text.charAt(i);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        return c;
      }
    }
    return 0;
  }

  private static boolean joinsOn(char before) {
    return before == TATWEEL || (letter(before) && forms(before - FIRST) == 4);
  }

  private static boolean joinsBack(char after) {
    return after == TATWEEL || (letter(after) && forms(after - FIRST) >= 2);
  }

  private static char lamAlef(char alef) {
    return switch (alef) {
      case '\u0622' -> '\uFEF5';
      case '\u0623' -> '\uFEF7';
      case '\u0625' -> '\uFEF9';
      case '\u0627' -> '\uFEFB';
      default -> 0;
    };
  }
}
