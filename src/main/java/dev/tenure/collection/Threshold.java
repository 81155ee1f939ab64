package dev.tenure.collection;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From which figure on the live page draws attention to it.
 *
 * @param bound in the figure's unit
 * @param upper inclusive upper bound, where the bound is inclusive too; null unless between
 * @param word shown beside the colour, empty for the tone's usual word
 */
public record Threshold(
    Figure figure,
    Comparison comparison,
    int bound,
    @Nullable Integer upper,
    Tone tone,
    String word) {

  /** What can be judged: tiles, and the cells of each queue. */
  public enum Figure {
    CALLS_IN_PROGRESS(Unit.NUMBER),
    WAITING(Unit.NUMBER),
    LONGEST_WAIT(Unit.SECONDS),
    ANSWERED(Unit.NUMBER),
    ABANDONED(Unit.NUMBER),
    ABANDONED_SHARE(Unit.PERCENT),
    SERVICE_LEVEL(Unit.PERCENT),
    AGENTS_AVAILABLE(Unit.NUMBER),
    QUEUE_WAITING(Unit.NUMBER),
    QUEUE_LONGEST_WAIT(Unit.SECONDS),
    QUEUE_ABANDONED_SHARE(Unit.PERCENT),
    QUEUE_SERVICE_LEVEL(Unit.PERCENT);

    private final Unit unit;

    Figure(Unit unit) {
      this.unit = unit;
    }

    public Unit unit() {
      return unit;
    }
  }

  /** What a figure is counted in. */
  public enum Unit {
    NUMBER,
    SECONDS,
    PERCENT
  }

  /** How a figure is held against the bounds. */
  public enum Comparison {
    GT,
    GE,
    LT,
    LE,
    BETWEEN
  }

  /** How much attention, the least first. */
  public enum Tone {
    GOOD,
    WATCH,
    ALARM
  }

  /** Those of a customer that has set none. */
  public static List<Threshold> usual() {
    return List.of(
        new Threshold(Figure.LONGEST_WAIT, Comparison.GT, 60, null, Tone.WATCH, ""),
        new Threshold(Figure.LONGEST_WAIT, Comparison.GT, 180, null, Tone.ALARM, ""),
        new Threshold(Figure.SERVICE_LEVEL, Comparison.LT, 80, null, Tone.WATCH, ""));
  }

  /** Whether a figure of that size is meant. */
  public boolean holds(long size) {
    return switch (comparison) {
      case GT -> size > bound;
      case GE -> size >= bound;
      case LT -> size < bound;
      case LE -> size <= bound;
      case BETWEEN -> upper != null && size >= bound && size <= upper;
    };
  }

  /** Of those that hold for the figure the gravest; of equals the first. */
  public static Optional<Threshold> gravest(Collection<Threshold> all, Figure figure, long size) {
    Stream<Threshold> holding =
        all.stream().filter(each -> each.figure == figure && each.holds(size));
    // Stream.max takes the last of equals.
    return holding.sorted(Comparator.comparing(Threshold::tone).reversed()).findFirst();
  }
}
