package dev.tenure.billing;

import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Foot;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A table as the fragment {@code billing/sheet} shows it.
 *
 * @param here the address that reproduces it
 * @param sort word of the column that it is sorted by
 */
public record Sheet(
    Address here,
    String sort,
    boolean descending,
    List<Column> columns,
    List<Row> rows,
    String summary,
    String previous,
    String next,
    String emptyTitle,
    String emptyHelp) {

  /**
   * @param word by which the address names it; empty for one that can't be sorted by
   * @param whole whether its cells stay on one line where there is room
   */
  public record Column(String word, String label, boolean number, boolean whole) {}

  /** One row; its first cell leads. */
  public record Row(List<Cell> cells) {

    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * @param quiet beside the text, in small type
   * @param links shown in place of the text when there are any
   */
  public record Cell(String text, String quiet, List<Crumb> links) {

    public Cell {
      links = List.copyOf(links);
    }

    public static Cell of(String text) {
      return new Cell(text, "", List.of());
    }

    public static Cell of(String text, String quiet) {
      return new Cell(text, quiet, List.of());
    }

    public static Cell link(String text, String address) {
      return new Cell(text, "", List.of(new Crumb(text, address)));
    }
  }

  public Sheet {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A page of rows with the links to the pages beside it. */
  static Sheet paged(
      Page page,
      Address here,
      InvoiceQuery query,
      List<Column> columns,
      List<Row> rows,
      long total,
      String emptyKey) {
    Foot foot = Foot.of(page, here, query.page(), query.size(), rows.size(), total);
    return new Sheet(
        here,
        query.sort(),
        query.descending(),
        columns,
        rows,
        foot.summary(),
        foot.previous(),
        foot.next(),
        page.text(query.text().isEmpty() ? emptyKey : "billing.none-found"),
        page.text(query.text().isEmpty() ? emptyKey + "-help" : "billing.none-found-help"));
  }

  /** One page of rows that are all at hand, already searched and sorted. */
  public static <T> Sheet paged(
      Page page,
      Typed asked,
      String path,
      String sort,
      int size,
      List<T> found,
      Function<T, Row> row,
      String emptyKey,
      String... columns) {
    InvoiceQuery query =
        new InvoiceQuery(
            asked.get("q"),
            sort,
            asked.get("dir").equals("desc"),
            query(asked, sort, false, size).page(),
            size);
    List<Row> rows = found.stream().skip(query.offset()).limit(size).map(row).toList();
    return paged(
        page, here(path, asked), query, columns(page, columns), rows, found.size(), emptyKey);
  }

  /** One page of rows that the database searched, sorted and counted. */
  public static <T> Sheet paged(
      Page page,
      Typed asked,
      String path,
      InvoiceQuery query,
      Invoices.Rows<T> found,
      Function<T, Row> row,
      String emptyKey,
      String... columns) {
    return paged(
        page,
        here(path, asked),
        query,
        columns(page, columns),
        found.rows().stream().map(row).toList(),
        found.total(),
        emptyKey);
  }

  /** A query as an address has it. */
  static InvoiceQuery query(Typed asked, String sort, boolean descending, int size) {
    boolean sorted = !asked.get("sort").isEmpty();
    return new InvoiceQuery(
        asked.get("q"),
        sorted ? asked.get("sort") : sort,
        sorted ? asked.get("dir").equals("desc") : descending,
        Math.toIntExact(Math.clamp(asked.number("at", 1), 1, 1_000_000)),
        size);
  }

  static Address here(String path, Typed asked) {
    return new Address(path, asked.only("q", "sort", "dir", "at", "days"));
  }

  /**
   * Columns from their words: # marks one of numbers, - one that doesn't sort, ! one kept whole.
   */
  static List<Column> columns(Page page, String... words) {
    List<Column> columns = new ArrayList<>();
    for (String word : words) {
      String plain = word.replaceAll("[#!-]", "");
      columns.add(
          new Column(
              word.contains("-") ? "" : plain,
              page.text("billing.column." + plain),
              word.contains("#"),
              word.contains("!")));
    }
    return columns;
  }
}
