package dev.tenure.collection.told;

import java.util.LinkedHashMap;
import java.util.Map;

/** Texts as the intake takes them. */
public final class Words {

  private static final int LONGEST = 256;

  private Words() {}

  /** Fields in turn as name and value; empty values are left out. */
  public static Map<String, String> fields(String... fields) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      if (!fields[i + 1].isEmpty()) {
        all.put(fields[i], clean(fields[i + 1]));
      }
    }
    return all;
  }

  /** No control characters, no half characters, not too long. */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c ->
            Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
        .forEach(c -> {
          if (clean.length() + Character.charCount(c) <= LONGEST) {
            clean.appendCodePoint(c);
          }
        });
    return clean.toString();
  }
}
