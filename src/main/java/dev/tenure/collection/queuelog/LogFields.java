package dev.tenure.collection.queuelog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a line, which are separated by bars. */
final class LogFields {

  private static final int LONGEST_WORD = 200;
  private static final int EVENT = 4;

  /** A time at the end of a field, before which a line feed is missing. */
  private static final Pattern TIME_AT_END =
      Pattern.compile("(.*?)([1-9][0-9]{9}(\\.[0-9]{1,9})?)");

  private LogFields() {}

  /** The fields of a line; several times where line feeds between entries are missing. */
  static List<List<String>> apart(String line) {
    List<String> fields = unquoted(List.of(line.split("\\|", -1)));
    List<List<String>> parts = new ArrayList<>();
    int from = 0;
    String first = fields.getFirst();
    List<String> part = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      String field = i == from ? first : fields.get(i);
      Matcher glued = i == from ? null : TIME_AT_END.matcher(field);
      if (glued != null && glued.matches() && isEvent(fields, i + EVENT)) {
        part.add(glued.group(1));
        parts.add(part);
        part = new ArrayList<>();
        from = i;
        first = glued.group(2);
        part.add(first);
      } else {
        part.add(field);
      }
    }
    parts.add(part);
    return parts;
  }

  private static boolean isEvent(List<String> fields, int place) {
    return place < fields.size() && LogEvents.isKnown(glueless(fields.get(place).strip()));
  }

  /** The event of a glued entry may itself be followed by the time of yet another. */
  private static String glueless(String word) {
    Matcher glued = TIME_AT_END.matcher(word);
    return glued.matches() ? glued.group(1) : word;
  }

  /** Some tools write each field in quotes, as in a CSV. */
  private static List<String> unquoted(List<String> fields) {
    if (!fields.getFirst().strip().matches("\"[^\"]*\"")) {
      return fields;
    }
    return fields.stream().map(String::strip).map(LogFields::unquoted).toList();
  }

  private static String unquoted(String field) {
    boolean quoted = field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"");
    return quoted ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
  }

  /**
   * A word that can be stored. Different words stay different: control characters are spelt out,
   * and a word that is too long ends with a hash.
   */
  static String word(String field) {
    String text = spelt(field.strip());
    if (text.length() <= LONGEST_WORD) {
      return text;
    }
    int cut = LONGEST_WORD - 20;
    int end = Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
    return text.substring(0, end) + "~" + hash(text).substring(0, 16);
  }

  private static String spelt(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder spelt = new StringBuilder();
    text.chars()
        .forEach(c -> {
          if (Character.isISOControl(c)) {
            spelt.append("\\x%02x".formatted(c));
          } else {
            spelt.append((char) c);
          }
        });
    return spelt.toString();
  }

  /** A hash of the text. */
  static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
