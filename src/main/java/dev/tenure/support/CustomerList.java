package dev.tenure.support;

import dev.tenure.account.CustomerLine;
import dev.tenure.account.GridCounts;
import dev.tenure.account.GridPage;
import dev.tenure.account.GridQuery;
import dev.tenure.account.Status;
import dev.tenure.life.Badge;
import dev.tenure.life.LifeWords;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Page;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the search shows of customers.
 *
 * @param here the address that reproduces it
 * @param sort column as the address names it
 */
public record CustomerList(
    List<Row> rows,
    List<Filter> filters,
    Address here,
    String sort,
    boolean descending,
    String previous,
    String next) {

  /** One customer; its dates in its own zone. */
  public record Row(CustomerLine line, String address, Badge badge) {}

  /** One choice of the status filter. */
  public record Filter(String word, String count, String address, boolean chosen) {}

  public CustomerList {
    rows = List.copyOf(rows);
    filters = List.copyOf(filters);
  }

  static CustomerList of(
      Page page, GridQuery query, GridPage found, GridCounts counts, Address here) {
    return new CustomerList(
        found.lines().stream()
            .map(line -> new Row(line, Paths.of(line.id()), Badge.of(page, line)))
            .toList(),
        filters(page, query, counts, here.without("at")),
        here,
        query.sort().name().toLowerCase(Locale.ROOT),
        query.descending(),
        found.previous().map(at -> here.with("at", at).toString()).orElse(""),
        found.next().map(at -> here.with("at", at).toString()).orElse(""));
  }

  private static List<Filter> filters(Page page, GridQuery query, GridCounts counts, Address here) {
    Stream<Filter> all =
        Stream.of(
            new Filter(
                page.text("support.search.all"),
                count(page, counts, Optional.empty()),
                here.without("status").toString(),
                query.status().isEmpty()));
    Stream<Filter> each =
        Stream.of(Status.values())
            .map(status ->
                new Filter(
                    LifeWords.status(page, status),
                    count(page, counts, Optional.of(status)),
                    here.with("status", status.name().toLowerCase(Locale.ROOT)).toString(),
                    query.status().filter(status::equals).isPresent()));
    return Stream.concat(all, each).toList();
  }

  /** "9,000+" where there may be more than were counted. */
  static String count(Page page, GridCounts counts, Optional<Status> status) {
    GridCounts.Counted counted = counts.of(status);
    String number = page.formats().number(counted.atLeast());
    return counted.more() ? page.text("support.search.many", number) : number;
  }
}
