package dev.tenure.collection;

import java.util.List;
import java.util.Map;

/**
 * One page of phone systems.
 *
 * @param counts how many there are in each state, whatever state was asked for
 * @param total how many there are on all pages
 */
public record SourcePage(
    List<SourceLine> lines, Map<SourceState, Long> counts, long total, SourceQuery query) {

  /** Copies the lines and counts. */
  public SourcePage {
    lines = List.copyOf(lines);
    counts = Map.copyOf(counts);
  }
}
