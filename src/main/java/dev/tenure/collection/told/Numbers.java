package dev.tenure.collection.told;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What numbers and extensions tell. */
public final class Numbers {

  private static final Pattern INTERNAL = Pattern.compile("[*#]?[0-9]{1,6}");

  /** Places in the dialplan, which are not dialled numbers. */
  private static final Set<String> NO_EXTENSION = Set.of("", "s", "h", "i", "t", "failed");

  /** Words for withheld numbers, without punctuation. */
  private static final Set<String> WITHHELD =
      Set.of(
          "anonymous",
          "anon",
          "restricted",
          "presentationrestricted",
          "private",
          "privatenumber",
          "privatecaller",
          "withheld",
          "numberwithheld",
          "callerwithheld",
          "blocked",
          "blockedcall",
          "hidden",
          "secret",
          "unknown",
          "unknowncaller",
          "unknownnumber",
          "unavailable",
          "idunavailable",
          "callerunavailable",
          "numberunavailable",
          "notavailable",
          "na",
          "none",
          "null",
          "nonumber",
          "nocallerid",
          "noid",
          "outofarea",
          "interactionwithotherservice",
          "payphone",
          "coinlinepayphone",
          "asterisk",
          "p",
          "o",
          "u");

  private Numbers() {}

  /** A number or extension; empty for what stands for none. */
  public static String number(String text) {
    return NO_EXTENSION.contains(text.toLowerCase(Locale.ROOT)) || isWithheld(text) ? "" : text;
  }

  /** Whether a text stands for a withheld number. */
  private static boolean isWithheld(String text) {
    if (text.codePoints().anyMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    int at = text.indexOf('@');
    String user = at < 0 ? text : text.substring(0, at);
    String word = user.toLowerCase(Locale.ROOT).replaceAll("\\.invalid$", "");
    String letters = word.replaceAll("[^\\p{L}]", "");
    return letters.isEmpty() || WITHHELD.contains(letters);
  }

  /** Whether a number is dialled within the house. */
  public static boolean isInternal(String number) {
    return INTERNAL.matcher(number).matches();
  }

  /** Which way a call goes, by the lengths of its numbers; a word of docs/intake.md. */
  public static String direction(String from, String to) {
    if (from.isEmpty() || (isInternal(from) && to.isEmpty())) {
      return "unknown";
    }
    if (!isInternal(from)) {
      return "inbound";
    }
    return isInternal(to) ? "internal" : "outbound";
  }
}
