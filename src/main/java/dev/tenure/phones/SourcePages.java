package dev.tenure.phones;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceGrid;
import dev.tenure.collection.SourceQuery;
import dev.tenure.collection.SourceState;
import dev.tenure.collection.Sources;
import dev.tenure.platform.Actor;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the portals need to show phone systems: lists for the fragment {@code phones/list}, and what
 * there is to say of one for {@code phones/health}.
 */
@Component
public class SourcePages {

  private static final int ROWS = 50;
  private static final int DAYS_SHOWN = 7;

  private final SourceGrid grid;
  private final Sources sources;
  private final LinkedSources links;

  SourcePages(SourceGrid grid, Sources sources, LinkedSources links) {
    this.grid = grid;
    this.sources = sources;
    this.links = links;
  }

  /**
   * The list that the address asks for: {@code q}, {@code state}, {@code sort}, {@code dir}, {@code
   * at} a page.
   *
   * @param path under which each phone system has its page
   * @param reseller whose; null for all
   */
  public SourceList list(
      Page page, String path, @Nullable ResellerId reseller, Typed asked, Actor actor) {
    Address here = new Address(path, asked.only("q", "state", "sort", "dir", "at"));
    return SourceList.of(page, grid.page(query(reseller, asked), actor), here, reseller == null);
  }

  /** The whole list that the address asks for, as a download. */
  public void csv(
      Page page,
      @Nullable ResellerId reseller,
      Typed asked,
      Actor actor,
      HttpServletResponse response)
      throws IOException {
    asked.demandText();
    Csv csv = Csv.download(response, "phone-systems.csv");
    csv.row(
        page.text("phones.name"),
        page.text("phones.reseller"),
        page.text("phones.kind"),
        page.text("phones.state"),
        page.text("phones.since"),
        page.text("phones.error"),
        page.text("phones.customers"),
        page.text("phones.rate"),
        page.text("phones.kept-today"),
        page.text("phones.rejected-today"));
    grid.each(
        query(reseller, asked),
        actor,
        line ->
            csv.row(
                line.name(),
                line.resellerName(),
                PhoneWords.kind(page, line.kind()),
                PhoneWords.state(page, line.state()),
                line.since() == null ? "" : page.formats().iso(line.since()),
                line.error(),
                line.customers(),
                line.perSecond(),
                line.kept(),
                line.rejected()));
  }

  private static SourceQuery query(@Nullable ResellerId reseller, Typed asked) {
    return new SourceQuery(
        reseller,
        asked.get("q"),
        asked.choice("state", SourceState.values()),
        asked.choice("sort", SourceQuery.Sort.values()).orElse(SourceQuery.Sort.NAME),
        asked.get("dir").equals("desc"),
        Math.clamp(asked.number("at", 1), 1, 1_000_000),
        ROWS);
  }

  /** What there is to say of one phone system. */
  public SourceView view(Page page, Source source, Actor actor) {
    LocalDate from = page.now().atZone(ZoneOffset.UTC).toLocalDate().minusDays(DAYS_SHOWN - 1L);
    return SourceView.of(
        page,
        source,
        grid.line(source),
        links.health(source.id(), actor),
        sources.tallies(source.id(), from, actor));
  }
}
