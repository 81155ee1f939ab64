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
 * @param skipped lines by reason: a word of docs/intake.md, followed by a colon and the event's
 *     name where there is one
 * @param remarked imported lines by remark, in the same way
 * @param examples the first lines that were skipped or have a remark
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
   * A line that was skipped, or has a remark.
   *
   * @param file in which it stands, by the name it was given
   */
  public record Skipped(String file, long line, String reason, String sentence) {}

  /** How many lines were left out. */
  public long skippedLines() {
    return skipped.values().stream().mapToLong(n -> n).sum();
  }

  /** The number of remarks on imported lines. */
  public long remarkedLines() {
    return remarked.values().stream().mapToLong(n -> n).sum();
  }
}
