package dev.tenure.account;

import dev.tenure.platform.ResellerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a list of customers is asked for; the address bar says the same.
 *
 * @param reseller whose customers; null for all, which only Support may ask
 * @param text partial match on any visible column, case ignored; empty for all
 * @param status empty for all
 * @param cursor where the page begins or ends, from {@link GridPage}; null for the first page
 */
public record GridQuery(
    @Nullable ResellerId reseller,
    String text,
    Optional<Status> status,
    Sort sort,
    boolean descending,
    @Nullable String cursor,
    int size) {

  /** The columns that a list can be sorted by. */
  public enum Sort {
    NAME,
    CREATED,
    STATUS,
    REFERENCE
  }

  public GridQuery {
    text = text.strip();
    if (size < 1 || size > 1000) {
      throw new IllegalStateException("A page has 1 to 1000 rows, not " + size);
    }
  }
}
