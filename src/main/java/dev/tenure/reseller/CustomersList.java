package dev.tenure.reseller;

import dev.tenure.account.CustomerLine;
import dev.tenure.account.GridCounts;
import dev.tenure.account.GridPage;
import dev.tenure.account.GridQuery;
import dev.tenure.account.Status;
import dev.tenure.life.Badge;
import dev.tenure.life.LifeWords;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Page;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the list of customers shows.
 *
 * @param here the address that reproduces it
 * @param sort column as the address names it
 * @param searching whether a text or a status narrows it
 */
public record CustomersList(
    List<Row> rows,
    List<Filter> filters,
    Address here,
    String sort,
    boolean descending,
    boolean searching,
    String summary,
    String previous,
    String next) {

  /** One customer; its dates in its own zone. */
  public record Row(
      String name, String address, CustomerLine line, ZoneId zone, Badge badge, String reference) {}

  /** One choice of the status filter. */
  public record Filter(String word, String count, String address, boolean chosen) {}

  public CustomersList {
    rows = List.copyOf(rows);
    filters = List.copyOf(filters);
  }

  static CustomersList of(
      Page page, GridQuery query, GridPage found, GridCounts counts, Address here) {
    List<Row> rows =
        found.lines().stream()
            .map(line ->
                new Row(
                    line.name(),
                    Paths.of(line.id()),
                    line,
                    line.zone(),
                    Badge.of(page, line),
                    line.reference().isEmpty() ? "–" : line.reference()))
            .toList();
    int from = found.previous().isEmpty() ? 1 : from(here);
    int size = query.size();
    return new CustomersList(
        rows,
        filters(page, query, counts, here.without("at", "from")),
        here,
        query.sort().name().toLowerCase(Locale.ROOT),
        query.descending(),
        !query.text().isEmpty() || query.status().isPresent(),
        rows.isEmpty() ? "" : summary(page, from, rows.size(), counts.of(query.status())),
        found.previous().map(at -> turn(here, at, Math.max(1, from - size))).orElse(""),
        found.next().map(at -> turn(here, at, from + rows.size())).orElse(""));
  }

  private static String turn(Address here, String at, int from) {
    return here.with("at", at).with("from", from == 1 ? "" : String.valueOf(from)).toString();
  }

  /** The ordinal that the link to this page carried; the cursor, not this, finds the rows. */
  private static int from(Address here) {
    String text = here.get("from");
    return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 1;
  }

  private static String summary(Page page, int from, int rows, GridCounts.Counted all) {
    return page.text(
        "reseller.customers.summary",
        page.formats().number(from),
        page.formats().number(from + rows - 1L),
        number(page, all));
  }

  private static List<Filter> filters(Page page, GridQuery query, GridCounts counts, Address here) {
    Stream<Filter> each =
        Stream.of(Status.values())
            .map(status ->
                new Filter(
                    LifeWords.status(page, status),
                    number(page, counts.of(Optional.of(status))),
                    here.with("status", status.name().toLowerCase(Locale.ROOT)).toString(),
                    query.status().filter(status::equals).isPresent()));
    Filter all =
        new Filter(
            page.text("reseller.customers.all"),
            number(page, counts.of(Optional.empty())),
            here.without("status").toString(),
            query.status().isEmpty());
    return Stream.concat(Stream.of(all), each).toList();
  }

  private static String number(Page page, GridCounts.Counted count) {
    String number = page.formats().number(count.atLeast());
    return count.more() ? page.text("reseller.customers.many", number) : number;
  }
}
