package dev.tenure.collection.queuelog;

import dev.tenure.collection.ImportReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts of an import's lines. For one thread. */
final class ImportTally {

  /** The most events that are counted by name. */
  private static final int MOST_NAMES = 50;

  private static final int LONGEST_NAME = 40;

  private final Map<String, Long> skipped = new TreeMap<>();
  private final Map<String, Long> remarked = new TreeMap<>();
  private final List<ImportReport.Skipped> examples = new ArrayList<>();
  private long read;
  private long accepted;
  private long duplicates;

  void read() {
    read++;
  }

  void accepted(int events) {
    accepted += events;
  }

  void duplicates(int events) {
    duplicates += events;
  }

  /**
   * Counts a skipped line.
   *
   * @param name of its event, to be counted separately; empty for none
   */
  void skipped(ImportReport.Skipped line, String name) {
    String named = line.reason() + ":" + name;
    boolean told =
        !name.isEmpty()
            && name.length() <= LONGEST_NAME
            && (skipped.containsKey(named) || skipped.size() < MOST_NAMES);
    skipped.merge(told ? named : line.reason(), 1L, Long::sum);
    example(line);
  }

  /** Counts a remark on an imported line. */
  void remarked(ImportReport.Skipped line) {
    remarked.merge(line.reason(), 1L, Long::sum);
    example(line);
  }

  private void example(ImportReport.Skipped line) {
    if (examples.size() < ImportReport.MOST_EXAMPLES) {
      examples.add(line);
    }
  }

  ImportReport report() {
    return new ImportReport(read, accepted, duplicates, skipped, remarked, examples);
  }
}
