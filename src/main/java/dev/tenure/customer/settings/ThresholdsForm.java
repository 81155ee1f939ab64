package dev.tenure.customer.settings;

import dev.tenure.collection.Threshold;
import dev.tenure.collection.Threshold.Comparison;
import dev.tenure.collection.Threshold.Figure;
import dev.tenure.collection.Threshold.Tone;
import dev.tenure.collection.Threshold.Unit;
import dev.tenure.platform.web.Typed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A customer's thresholds as rows of a form, and back; a row without a figure is none. */
final class ThresholdsForm {

  static final int MOST = 40;
  private static final int LONGEST_WORD = 24;
  private static final int MOST_COUNTED = 1_000_000;
  private static final int MOST_SECONDS = 86_400;
  private static final List<String> CELLS =
      List.of("figure", "comparison", "bound", "upper", "tone", "word");

  private ThresholdsForm() {}

  static Typed of(List<Threshold> thresholds) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("rows", String.valueOf(thresholds.size()));
    for (int i = 0; i < thresholds.size(); i++) {
      Threshold each = thresholds.get(i);
      values.put("figure-" + i, each.figure().name());
      values.put("comparison-" + i, each.comparison().name());
      values.put("bound-" + i, String.valueOf(each.bound()));
      values.put("upper-" + i, each.upper() == null ? "" : each.upper().toString());
      values.put("tone-" + i, each.tone().name());
      values.put("word-" + i, each.word());
    }
    return new Typed(values);
  }

  static int rows(Typed typed) {
    return Math.clamp(typed.number("rows", 0), 0, MOST);
  }

  /** With one more row, if there is room for it. */
  static Typed added(Typed typed) {
    int rows = rows(typed);
    return rows == MOST
        ? typed
        : typed
            .with("rows", String.valueOf(rows + 1))
            .with("comparison-" + rows, Comparison.GE.name())
            .with("tone-" + rows, Tone.WATCH.name());
  }

  /** Without the row of that number. */
  static Typed removed(Typed typed, long gone) {
    Map<String, String> values = new LinkedHashMap<>();
    int to = 0;
    for (int from = 0; from < rows(typed); from++) {
      if (from != gone) {
        for (String cell : CELLS) {
          values.put(cell + "-" + to, typed.get(cell + "-" + from));
        }
        to++;
      }
    }
    values.put("rows", String.valueOf(to));
    values.put("version", typed.get("version"));
    return new Typed(values);
  }

  /** What was typed; only to be used if nothing is wrong with the entry afterwards. */
  static List<Threshold> read(Entry entry) {
    List<Threshold> thresholds = new ArrayList<>();
    for (int i = 0; i < rows(entry.typed()); i++) {
      row(entry, i).ifPresent(thresholds::add);
    }
    return thresholds;
  }

  private static Optional<Threshold> row(Entry entry, int i) {
    Typed typed = entry.typed();
    Optional<Figure> chosen = typed.choice("figure-" + i, Figure.values());
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    Figure figure = chosen.get();
    Comparison comparison =
        typed.choice("comparison-" + i, Comparison.values()).orElse(Comparison.GE);
    int bound = size(entry, "bound-" + i, figure.unit());
    boolean between = comparison == Comparison.BETWEEN;
    int upper = between ? size(entry, "upper-" + i, figure.unit()) : bound;
    if (upper < bound) {
      entry.wrong("upper-" + i, "customer.settings.wrong.upper", bound);
    }
    String word = typed.get("word-" + i).strip();
    if (word.length() > LONGEST_WORD || word.chars().anyMatch(Character::isISOControl)) {
      entry.wrong("word-" + i, "customer.settings.wrong.word", LONGEST_WORD);
    }
    return Optional.of(
        new Threshold(
            figure,
            comparison,
            bound,
            between ? upper : null,
            typed.choice("tone-" + i, Tone.values()).orElse(Tone.WATCH),
            word));
  }

  private static int size(Entry entry, String field, Unit unit) {
    return switch (unit) {
      case NUMBER -> entry.whole(field, 0, MOST_COUNTED);
      case PERCENT -> entry.whole(field, 0, 100);
      case SECONDS -> entry.seconds(field, 0, MOST_SECONDS);
    };
  }
}
