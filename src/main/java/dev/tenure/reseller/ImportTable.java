package dev.tenure.reseller;

import dev.tenure.collection.Imports;
import dev.tenure.platform.web.Address;
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
    long first = (at - 1L) * size + 1;
    long last = first + found.rows().size() - 1;
    boolean none = found.rows().isEmpty();
    return new ImportTable<>(
        found.rows(),
        here,
        sort,
        descending,
        page.text(
            "platform.table.count",
            page.formats().number(none ? 0 : first),
            page.formats().number(none ? 0 : last),
            page.formats().number(found.total())),
        at > 1 ? turn(here, at - 1) : "",
        last < found.total() ? turn(here, at + 1) : "");
  }

  private static String turn(Address here, int page) {
    return here.with("at", page == 1 ? "" : Integer.toString(page)).toString();
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
