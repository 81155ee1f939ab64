package dev.tenure.life;

import dev.tenure.platform.web.Typed;
import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A field in which what is saved now differs from what somebody typed meanwhile (A10). */
public record Difference(String field, String saved, String typed) {

  /**
   * Those of the fields that differ, in the order given.
   *
   * @param label of a field
   * @param words of a field and its value, which isn't empty
   */
  public static List<Difference> between(
      Collection<String> fields,
      Typed saved,
      Typed typed,
      UnaryOperator<String> label,
      BinaryOperator<String> words) {
    return fields.stream()
        .filter(field -> !saved.get(field).equals(typed.get(field)))
        .map(field ->
            new Difference(
                label.apply(field),
                shown(field, saved.get(field), words),
                shown(field, typed.get(field), words)))
        .toList();
  }

  private static String shown(String field, String value, BinaryOperator<String> words) {
    return value.isEmpty() ? "–" : words.apply(field, value);
  }
}
