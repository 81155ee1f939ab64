package dev.tenure.platform.web;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from running text as a formula: what customers are named must not.
 *
 * <p>A sign counts in all its widths, since an East Asian Excel runs full-width ones; it counts
 * behind what a program may skip (white space, quotation marks, what nobody sees); and it counts
 * wherever a cell could begin. A quoted cell is only safe to a program that separates by commas:
 * where lists have semicolons, Excel finds the quotation mark in the middle of its cell, and a
 * semicolon or a line's end behind it begins another one. Commas inside a cell begin none.
 */
final class CsvGuard {

  private static final Pattern NEGATIVE = Pattern.compile("-[0-9]+(\\.[0-9]+)?");
  private static final String SIGNS = "=+-@";
  private static final char MINUS = '\u2212';
  private static final int ASCII = 128;

  private CsvGuard() {}

  /** The text with an apostrophe in front of every sign that could begin a formula. */
  static String guarded(String text) {
    if (NEGATIVE.matcher(text).matches()) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 2);
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (begins && isSign(c)) {
        safe.append('\'');
      } else if (i == 0 && isControl(c)) {
        safe.append('\'');
      }
      safe.append(c);
      begins = separates(c) || (begins && (skipped(c) || isComma(c)));
    }
    return safe.toString();
  }

  private static boolean isControl(char c) {
    return c == '\t' || c == '\r' || c == '\n';
  }

  /** Superscript, small and full-width forms stand for the sign itself. */
  private static boolean isSign(char c) {
    char plain = c < ASCII ? c : plain(c);
    return SIGNS.indexOf(plain) >= 0 || plain == MINUS;
  }

  private static char plain(char c) {
    return Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC).charAt(0);
  }

  /** What begins a new cell or row in some program, whatever stands around it. */
  private static boolean separates(char c) {
    char plain = c < ASCII ? c : plain(c);
    return switch (plain) {
      case ';', '|', '\t', '\n', '\r', '\u000B', '\f', '\u0085', '\u2028', '\u2029' -> true;
      default -> false;
    };
  }

  private static boolean isComma(char c) {
    return c == ',';
  }

  private static boolean skipped(char c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION ->
          true;
      default -> c == '"' || c == '\'' || c == '`' || plain(c) == '"' || plain(c) == '\'';
    };
  }
}
