package dev.tenure.collection;

import dev.tenure.platform.ResellerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which phone systems to list.
 *
 * @param reseller whose; null for all, which only Support may ask
 * @param text partial match on the names of phone system, reseller and customers, and on its error;
 *     empty for all
 * @param state empty for all
 * @param page from 1
 * @param size 1 to 1000
 */
public record SourceQuery(
    @Nullable ResellerId reseller,
    String text,
    Optional<SourceState> state,
    Sort sort,
    boolean descending,
    int page,
    int size) {

  /** What can be sorted by. */
  public enum Sort {
    NAME,
    RESELLER,
    KIND,
    STATE,
    CUSTOMERS,
    RATE,
    KEPT,
    REJECTED
  }

  public SourceQuery {
    text = text.strip();
    page = Math.clamp(page, 1, 1_000_000);
    size = Math.clamp(size, 1, 1000);
  }

  /** The same list from another page on. */
  SourceQuery at(int otherPage, int otherSize) {
    return new SourceQuery(reseller, text, state, sort, descending, otherPage, otherSize);
  }
}
