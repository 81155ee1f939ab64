package dev.tenure.reseller;

import dev.tenure.collection.Imports;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Foot;
import dev.tenure.platform.web.Page;
import java.util.List;

/**
 * A table of imports, or of what one of them left out, as it is shown.
 *
 * @param here the address that reproduces it
 */
public record ImportTable<T>(
    List<T> rows,
    Address here,
    String sort,
    boolean descending,
    String summary,
    String previous,
    String next) {

  /** Copies the rows. */
  public ImportTable {
    rows = List.copyOf(rows);
  }

  static <T> ImportTable<T> of(
      Page page,
      Imports.Found<T> found,
      Address here,
      String sort,
      boolean descending,
      int at,
      int size) {
    Foot foot = Foot.of(page, here, at, size, found.rows().size(), found.total());
    return new ImportTable<>(
        found.rows(), here, sort, descending, foot.summary(), foot.previous(), foot.next());
  }

  /** Whether a text narrows it. */
  public boolean searching() {
    return !here.get("q").isEmpty();
  }

  /** Where all of it can be downloaded. */
  public String csv() {
    return here.without("at").under(here.path() + ".csv").toString();
  }
}
