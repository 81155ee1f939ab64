package dev.tenure.billing;

import java.util.Locale;

/**
 * Which rows of a list to show.
 *
 * @param text partial match on any visible column; empty for all
 * @param sort a column’s word
 * @param page from 1
 */
public record InvoiceQuery(String text, String sort, boolean descending, int page, int size) {

  public InvoiceQuery {
    text = text.strip().toLowerCase(Locale.ROOT);
    page = Math.clamp(page, 1, 1_000_000);
    size = Math.clamp(size, 1, 1000);
  }

  public int offset() {
    return (page - 1) * size;
  }
}
