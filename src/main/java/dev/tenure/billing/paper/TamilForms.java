package dev.tenure.billing.paper;

/**
 * Tamil in the order in which it is written on paper, for a writer that draws each character by
 * itself: vowel signs that stand before their consonant go there, and those of two parts around it.
 */
final class TamilForms {

  private static final char FIRST_CONSONANT = '\u0B95';
  private static final char LAST_CONSONANT = '\u0BB9';
  private static final char AA = '\u0BBE';
  private static final char E = '\u0BC6';
  private static final char EE = '\u0BC7';
  private static final char AI = '\u0BC8';
  private static final char AU_MARK = '\u0BD7';

  private TamilForms() {}

  static String ordered(String text) {
    if (text.chars().noneMatch(c -> c >= E && c <= '\u0BCC')) {
      return text;
    }
    StringBuilder ordered = new StringBuilder(text.length() + 4);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int base = ordered.length() - 1;
      if (base < 0 || !consonant(ordered.charAt(base))) {
        ordered.append(c);
        continue;
      }
      switch (c) {
        case E, EE, AI -> ordered.insert(base, c);
        case '\u0BCA' -> ordered.insert(base, E).append(AA);
        case '\u0BCB' -> ordered.insert(base, EE).append(AA);
        case '\u0BCC' -> ordered.insert(base, E).append(AU_MARK);
        default -> ordered.append(c);
      }
    }
    return ordered.toString();
  }

  private static boolean consonant(char c) {
    return c >= FIRST_CONSONANT && c <= LAST_CONSONANT;
  }
}
