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
    Typed before = saved.shown();
    Typed meant = typed.shown();
    return fields.stream()
        .filter(field -> !before.get(field).equals(meant.get(field)))
        .map(field ->
            new Difference(
                label.apply(field),
                shown(field, before.get(field), words),
                shown(field, meant.get(field), words)))
        .toList();
  }

  private static String shown(String field, String value, BinaryOperator<String> words) {
    return value.isEmpty() ? "–" : words.apply(field, value);
  }
}
