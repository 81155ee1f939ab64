package dev.tenure.platform;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The characters allowed in what people type, and when two spellings are the same. An invisible
 * character can't be typed again, and one that changes the direction of letters makes one name look
 * like another.
 */
public final class Characters {

  /** What may be wrong with a text. */
  public enum Fault {
    /** Bytes that are no UTF-8, half a character, or a place of Unicode that no character has. */
    UNDECODABLE("bytes-undecodable", "contains bytes that aren’t text. Send it as UTF-8"),
    CONTROL("control-character", "has a control character in it. Remove it"),
    LINE_BREAK("line-break", "has a line break or a tab in it. Write it on one line"),
    DIRECTION(
        "direction-character",
        "has an invisible character in it that changes the direction of letters. Type it"
            + " instead of pasting it"),
    INVISIBLE(
        "invisible-character", "has an invisible character in it. Type it instead of pasting it");

    private final String code;
    private final String words;

    Fault(String code, String words) {
      this.code = code;
      this.words = words;
    }

    /** The refusal of that field of a form or an address. */
    public Refused in(String field) {
      return new Refused(
          new Refusal.Invalid(field, code, "The field “%s” %s.".formatted(field, words)));
    }
  }

  /** Scripts in which invisible characters decide whether letters join. */
  private static final Set<UnicodeScript> JOINING =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.MANDAIC,
          UnicodeScript.NKO,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.TIBETAN,
          UnicodeScript.MYANMAR,
          UnicodeScript.KHMER);

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int REPLACEMENT = 0xFFFD;

  /** Characters that count as letters but show nothing, or only a blank. */
  private static final Set<Integer> BLANK =
      Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0);

  private Characters() {}

  /** What is wrong with a text of one line. */
  public static Optional<Fault> inLine(String text) {
    return find(text, false);
  }

  /** What is wrong with a text of several lines, which end in {@code \n}. */
  public static Optional<Fault> inLines(String text) {
    return find(text, true);
  }

  /**
   * What keeps a text from being stored or sent on. Passwords and words from phone systems can have
   * characters that names can't.
   */
  public static Optional<Fault> inSecret(String text) {
    return text.codePoints()
        .filter(c -> Character.isISOControl(c) || isNone(c))
        .mapToObj(c -> isNone(c) ? Fault.UNDECODABLE : control(c))
        .findFirst();
  }

  private static Optional<Fault> find(String text, boolean lines) {
    int before = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      int after = next < text.length() ? text.codePointAt(next) : -1;
      boolean allowedBreak = lines && (c == '\n' || c == '\t');
      Optional<Fault> fault = allowedBreak ? Optional.empty() : fault(before, c, after);
      if (fault.isPresent()) {
        return fault;
      }
      before = c;
      i = next;
    }
    return Optional.empty();
  }

  private static Optional<Fault> fault(int before, int c, int after) {
    if (c >= ' ' && c < 0x7F) {
      return Optional.empty();
    }
    if (c == REPLACEMENT || isNone(c)) {
      return Optional.of(Fault.UNDECODABLE);
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          Optional.of(control(c));
      case Character.PRIVATE_USE -> Optional.of(Fault.INVISIBLE);
      case Character.FORMAT -> format(before, c, after);
      default ->
          BLANK.contains(c) || (isVariation(c) && !varies(before))
              ? Optional.of(Fault.INVISIBLE)
              : Optional.empty();
    };
  }

  private static Fault control(int c) {
    boolean breaks = c == '\n' || c == '\r' || c == '\t' || c == 0x85 || c == 0x2028 || c == 0x2029;
    return breaks ? Fault.LINE_BREAK : Fault.CONTROL;
  }

  /** Half a character, or a code point that never has a character. */
  private static boolean isNone(int c) {
    return (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        || (c & 0xFFFE) == 0xFFFE
        || (c >= 0xFDD0 && c <= 0xFDEF);
  }

  private static Optional<Fault> format(int before, int c, int after) {
    boolean direction =
        (c >= 0x202A && c <= 0x202E)
            || (c >= 0x2066 && c <= 0x2069)
            || c == 0x200E
            || c == 0x200F
            || c == 0x061C;
    if (direction) {
      return Optional.of(Fault.DIRECTION);
    }
    boolean joins = c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
    boolean visible = isNumberSign(c);
    return visible || (joins && joins(before, c, after))
        ? Optional.empty()
        : Optional.of(Fault.INVISIBLE);
  }

  /** Arabic and other signs that span the digits after them: visible, though of category format. */
  private static boolean isNumberSign(int c) {
    return (c >= 0x0600 && c <= 0x0605)
        || c == 0x06DD
        || c == 0x070F
        || c == 0x0890
        || c == 0x0891
        || c == 0x08E2
        || c == 0x110BD
        || c == 0x110CD;
  }

  /** Whether it changes the letters on both sides, or joins two pictures into one. */
  private static boolean joins(int before, int c, int after) {
    if (before < 0 || after < 0) {
      return false;
    }
    boolean letters =
        JOINING.contains(UnicodeScript.of(before)) && JOINING.contains(UnicodeScript.of(after));
    boolean pictures =
        c == ZERO_WIDTH_JOINER
            && (Character.isExtendedPictographic(before)
                || Character.isEmojiModifier(before)
                || isVariation(before))
            && Character.isExtendedPictographic(after);
    return letters || pictures;
  }

  private static boolean isVariation(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF)
        || (c >= 0x180B && c <= 0x180F);
  }

  /** Whether a variation selector after it can change how it looks. */
  private static boolean varies(int before) {
    return before >= 0
        && (Character.isEmoji(before)
            || Character.isIdeographic(before)
            || UnicodeScript.of(before) == UnicodeScript.MONGOLIAN);
  }

  /** The text with � in place of each refused character, so that it can be shown. */
  public static String shown(String text) {
    if (inLines(text).isEmpty()) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    int[] all = text.codePoints().toArray();
    for (int i = 0; i < all.length; i++) {
      boolean white = all[i] == '\n' || all[i] == '\r' || all[i] == '\t';
      int before = i == 0 ? -1 : all[i - 1];
      int after = i + 1 == all.length ? -1 : all[i + 1];
      boolean wrong = !white && fault(before, all[i], after).isPresent();
      shown.appendCodePoint(wrong ? REPLACEMENT : all[i]);
    }
    return shown.toString();
  }

  /**
   * Without the invisible pair that a page puts around a name to isolate its direction, and that is
   * copied with the name.
   */
  public static String copied(String text) {
    int last = text.length() - 1;
    boolean isolated = last > 0 && text.charAt(0) == '\u2068' && text.charAt(last) == '\u2069';
    return isolated ? text.substring(1, last) : text;
  }

  /** Without the white space around it, as Unicode defines it. */
  public static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isWhite(text.charAt(from))) {
      from++;
    }
    while (to > from && isWhite(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isWhite(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** One spelling of the letters that Unicode can write in several ways. */
  public static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * Whether two texts read the same, regardless of how letters are composed, how much white space
   * is between words, capitals, and invisible characters.
   */
  public static boolean same(String one, String other) {
    return reading(one).equals(reading(other));
  }

  private static String reading(String text) {
    StringBuilder seen = new StringBuilder();
    boolean white = false;
    for (int c : Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
      boolean hidden =
          BLANK.contains(c)
              || isVariation(c)
              || switch (Character.getType(c)) {
                case Character.FORMAT -> !isNumberSign(c);
                case Character.CONTROL -> !Character.isWhitespace(c);
                default -> false;
              };
      if (isWhite(c)) {
        white = !seen.isEmpty();
      } else if (!hidden) {
        seen.append(white ? " " : "").appendCodePoint(c);
        white = false;
      }
    }
    return Normalizer.normalize(
        seen.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }
}
