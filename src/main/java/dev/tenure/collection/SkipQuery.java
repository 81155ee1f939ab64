package dev.tenure.collection;

import java.util.UUID;

/**
 * A page of the lines that an import left out.
 *
 * @param text partial match on file, reason and sentence; empty for all
 * @param page from 1
 * @param size 1 to 1000
 */
public record SkipQuery(UUID run, String text, Sort sort, boolean descending, int page, int size) {

  /** What can be sorted by; the line is the order of the files. */
  public enum Sort {
    LINE,
    REASON,
    WHY
  }

  public SkipQuery {
    text = text.strip();
    page = Math.clamp(page, 1, 1_000_000);
    size = Math.clamp(size, 1, 1000);
  }
}
