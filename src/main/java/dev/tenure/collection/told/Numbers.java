package dev.tenure.collection.told;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What numbers and extensions tell. */
public final class Numbers {

  private static final Pattern INTERNAL = Pattern.compile("[*#]?[0-9]{1,6}");
  private static final Set<String> NO_NUMBER =
      Set.of("", "s", "h", "i", "t", "failed", "<unknown>", "unknown", "anonymous");

  private Numbers() {}

  /** A number or extension; empty for what stands for none. */
  public static String number(String text) {
    return NO_NUMBER.contains(text.toLowerCase(Locale.ROOT)) ? "" : text;
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
