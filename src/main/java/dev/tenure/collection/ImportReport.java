package dev.tenure.collection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of an import so far.
 *
 * @param lines read
 * @param accepted events stored by this import
 * @param duplicates events that were stored before: the file, or a part of it, was imported already
 * @param skipped lines by reason: a word of docs/intake.md, where events are known by name followed
 *     by a colon and that name
 * @param remarked lines that were taken, and of which something is to be said, likewise
 * @param examples the first lines that were skipped or remarked upon
 */
public record ImportReport(
    long lines,
    long accepted,
    long duplicates,
    Map<String, Long> skipped,
    Map<String, Long> remarked,
    List<Skipped> examples) {

  /** How many of these lines are named. */
  public static final int MOST_EXAMPLES = 500;

  /** Copies the collections. */
  public ImportReport {
    skipped = new TreeMap<>(skipped);
    remarked = new TreeMap<>(remarked);
    examples = List.copyOf(examples);
  }

  /**
   * A line that was left out, or remarked upon.
   *
   * @param file in which it stands, by the name it was given
   */
  public record Skipped(String file, long line, String reason, String sentence) {}

  /** How many lines were left out. */
  public long skippedLines() {
    return skipped.values().stream().mapToLong(n -> n).sum();
  }

  /** How many times something is to be said of a line that was taken. */
  public long remarkedLines() {
    return remarked.values().stream().mapToLong(n -> n).sum();
  }
}
