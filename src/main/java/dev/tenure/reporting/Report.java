package dev.tenure.reporting;

import dev.tenure.collection.ServiceGap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report's answer.
 *
 * @param lines in the order of time, or of keys; every step of time has one, up to the present
 * @param total of all lines
 * @param gaps times without service that the range touches (C9): nothing was collected in them
 */
public record Report(List<Line> lines, Figures total, List<ServiceGap> gaps) {

  /** Copies the lists. */
  public Report {
    lines = List.copyOf(lines);
    gaps = List.copyOf(gaps);
  }

  /**
   * One row.
   *
   * @param bucket its time; null where rows are keys
   * @param key its key; empty where rows are times, and for what has none
   * @param name how the key reads, such as an agent's name
   */
  public record Line(@Nullable Bucket bucket, String key, String name, Figures figures) {}
}
