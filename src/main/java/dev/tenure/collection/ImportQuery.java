package dev.tenure.collection;

/**
 * A page of a phone system's imports.
 *
 * @param text partial match on the files and on who began it; empty for all
 * @param page from 1
 * @param size 1 to 1000
 */
public record ImportQuery(
    SourceId source, String text, Sort sort, boolean descending, int page, int size) {

  /** What can be sorted by. */
  public enum Sort {
    BEGUN,
    FILES,
    BY,
    STATE,
    LINES,
    ACCEPTED,
    DUPLICATES,
    SKIPPED
  }

  public ImportQuery {
    text = text.strip();
    page = Math.clamp(page, 1, 1_000_000);
    size = Math.clamp(size, 1, 1000);
  }
}
