package dev.tenure.collection.intake;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads an event's fields strictly, and remembers what was read: that is what the journal keeps.
 */
final class Fields {

  private static final int LONGEST = 256;

  private static final Map<Class<?>, Map<String, Enum<?>>> WORDS = new ConcurrentHashMap<>();

  private final Texts event;
  private final Map<String, String> kept = new LinkedHashMap<>();

  Fields(JsonNode event) {
    this(name -> text(event, name));
  }

  Fields(Map<String, String> event) {
    this(event::get);
  }

  private Fields(Texts event) {
    this.event = event;
  }

  private interface Texts {
    /** Null if it is absent. */
    @Nullable String of(String name) throws Malformed;
  }

  private static @Nullable String text(JsonNode event, String name) throws Malformed {
    @Nullable JsonNode value = event.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString() && !value.isIntegralNumber()) {
      throw new Malformed("Field \"%s\" must be a text.".formatted(name));
    }
    return value.asString();
  }

  /** The fields read so far that were present. */
  Map<String, String> kept() {
    return kept;
  }

  /** A text that must be there and not be blank. */
  String required(String name) throws Malformed {
    String text = optional(name);
    if (text.isBlank()) {
      throw new Malformed("Field \"%s\" is missing; give it as a text.".formatted(name));
    }
    return text;
  }

  /** A text of up to 256 characters, without control characters; empty if absent or null. */
  String optional(String name) throws Malformed {
    @Nullable String text = event.of(name);
    if (text == null) {
      return "";
    }
    if (text.length() > LONGEST) {
      throw new Malformed(
          "Field \"%s\" has %d characters; at most %d are taken."
              .formatted(name, text.length(), LONGEST));
    }
    if (!isStorable(text)) {
      throw new Malformed(
          "Field \"%s\" has a control character or half a character in it.".formatted(name));
    }
    kept.put(name, text);
    return text;
  }

  /** A whole number that isn't negative; null if it is absent. */
  @Nullable Long number(String name) throws Malformed {
    String text = optional(name);
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() > 12 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new Malformed("Field \"%s\" must be a whole number.".formatted(name));
    }
    return Long.parseLong(text);
  }

  private static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** One of the words of an enum, written in camel case; {@code absent} when it isn't there. */
  <E extends Enum<E>> E choice(String name, Class<E> type, E absent) throws Malformed {
    return optional(name).isEmpty() ? absent : choice(name, type);
  }

  /** One of the words of an enum, written in camel case. */
  <E extends Enum<E>> E choice(String name, Class<E> type) throws Malformed {
    String word = required(name);
    Map<String, Enum<?>> words = WORDS.computeIfAbsent(type, Fields::words);
    Enum<?> value = words.get(word);
    if (value != null) {
      return type.cast(value);
    }
    throw new Malformed(
        "Field \"%s\" must be one of %s.".formatted(name, String.join(", ", words.keySet())));
  }

  private static Map<String, Enum<?>> words(Class<?> type) {
    Map<String, Enum<?>> words = new LinkedHashMap<>();
    for (Object value : type.getEnumConstants()) {
      words.put(camelCase((Enum<?>) value), (Enum<?>) value);
    }
    return words;
  }

  private static String camelCase(Enum<?> value) {
    StringBuilder text = new StringBuilder();
    for (String part : value.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      text.append(
          text.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return text.toString();
  }
}
