package dev.tenure.phones;

import dev.tenure.collection.SourceLine;
import dev.tenure.collection.SourcePage;
import dev.tenure.collection.SourceQuery;
import dev.tenure.collection.SourceState;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Foot;
import dev.tenure.platform.web.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a list of phone systems shows.
 *
 * @param here the address that reproduces it
 * @param withReseller whether they are of more than one reseller
 * @param searching whether a text or a state narrows it
 */
public record SourceList(
    List<Row> rows,
    List<Filter> filters,
    Address here,
    boolean withReseller,
    String sort,
    boolean descending,
    boolean searching,
    String summary,
    String previous,
    String next) {

  /** One phone system. */
  public record Row(SourceLine line, String address, String customers) {}

  /** One choice of the state filter. */
  public record Filter(String word, String count, String address, boolean chosen) {}

  public SourceList {
    rows = List.copyOf(rows);
    filters = List.copyOf(filters);
  }

  static SourceList of(Page page, SourcePage found, Address here, boolean withReseller) {
    SourceQuery query = found.query();
    String base = here.path();
    List<Row> rows =
        found.lines().stream()
            .map(line -> new Row(line, base + "/" + line.id(), customers(page, line)))
            .toList();
    Foot foot = Foot.of(page, here, query.page(), query.size(), rows.size(), found.total());
    return new SourceList(
        rows,
        filters(page, found, here.without("at")),
        here,
        withReseller,
        query.sort().name().toLowerCase(Locale.ROOT),
        query.descending(),
        !query.text().isEmpty() || query.state().isPresent(),
        foot.summary(),
        foot.previous(),
        foot.next());
  }

  static String customers(Page page, SourceLine line) {
    return switch (line.customers()) {
      case 0 -> "–";
      case 1 -> line.customer();
      default -> page.text("phones.customers-more", line.customer(), line.customers() - 1);
    };
  }

  private static List<Filter> filters(Page page, SourcePage found, Address here) {
    long all = found.counts().values().stream().mapToLong(Long::longValue).sum();
    Stream<Filter> each =
        Arrays.stream(SourceState.values())
            .map(state ->
                new Filter(
                    PhoneWords.state(page, state),
                    page.formats().number(found.counts().getOrDefault(state, 0L)),
                    here.with("state", state.name().toLowerCase(Locale.ROOT)).toString(),
                    found.query().state().filter(state::equals).isPresent()));
    Filter any =
        new Filter(
            page.text("phones.state.all"),
            page.formats().number(all),
            here.without("state").toString(),
            found.query().state().isEmpty());
    return Stream.concat(Stream.of(any), each).toList();
  }
}
