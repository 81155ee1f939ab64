package dev.tenure.account;

import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists customers by page: any sort, filter and search, at the same price on the first page and on
 * the last, since a page is found by where it begins and never by counting rows.
 */
@Component
public class CustomerGrid {

  private final CustomerGridStore store;

  CustomerGrid(CustomerGridStore store) {
    this.store = store;
  }

  /** A page with the counts beside its status filter. */
  public record Look(GridPage page, GridCounts counts) {}

  /** One page and its counts; a cursor that is no cursor gives the first page. */
  public Look look(GridQuery query) {
    CustomerGridStore.Asked asked = store.ask(query);
    return new Look(store.page(asked, GridCursor.parse(query.cursor())), store.counts(asked));
  }

  /** One page; a cursor that is no cursor gives the first page. */
  public GridPage page(GridQuery query) {
    return store.page(store.ask(query), GridCursor.parse(query.cursor()));
  }

  /** The counts beside the status filter, for the query's reseller and text. */
  public GridCounts counts(GridQuery query) {
    return store.counts(store.ask(query));
  }

  /**
   * Hands every matching customer in the query's order to {@code sink}, from one snapshot, without
   * holding them all in memory; the query's cursor and size are ignored.
   */
  @Transactional(readOnly = true)
  public void each(GridQuery query, Consumer<CustomerLine> sink) {
    CustomerGridStore.Asked asked =
        store.ask(
            new GridQuery(
                query.reseller(),
                query.text(),
                query.status(),
                query.sort(),
                query.descending(),
                null,
                1000));
    String cursor = null;
    do {
      GridPage page = store.page(asked, GridCursor.parse(cursor));
      page.lines().forEach(sink);
      cursor = page.next().orElse(null);
    } while (cursor != null);
  }

  /** The page size that the portals use. */
  public static int pageSize(Optional<Integer> wanted) {
    return wanted.filter(n -> n >= 10 && n <= 200).orElse(25);
  }
}
