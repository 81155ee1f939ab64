package dev.tenure.reseller;

import dev.tenure.account.ImportedHistory;
import dev.tenure.account.Period;
import dev.tenure.collection.ImportLine;
import dev.tenure.collection.ImportQuery;
import dev.tenure.collection.ImportReport;
import dev.tenure.collection.Imports;
import dev.tenure.collection.SkipQuery;
import dev.tenure.collection.Source;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The list of a phone system's imports, and each one's report. */
@Component
class ImportPages {

  private static final int ROWS = 50;
  private static final int CHUNK = 1000;

  private final Imports imports;
  private final ImportedHistory history;

  ImportPages(Imports imports, ImportedHistory history) {
    this.imports = imports;
    this.history = history;
  }

  /**
   * The list that the address asks for: {@code q}, {@code sort}, {@code dir}, {@code at} a page.
   */
  ModelAndView list(Page viewed, Source source, Typed asked, Problems problems, Actor actor) {
    ImportQuery query = query(source, asked, at(asked), ROWS);
    Imports.Found<ImportLine> found = imports.page(query, actor);
    ModelAndView view =
        viewed
            .titled("reseller.import.title")
            .crumb(viewed.text("phones.title"), Paths.SYSTEMS)
            .crumb(source.name(), Paths.of(source.id()))
            .view("reseller/import")
            .addObject(
                "list",
                ImportTable.of(
                    viewed,
                    found,
                    here(Paths.of(source.id()) + "/import", asked),
                    query.sort().name().toLowerCase(Locale.ROOT),
                    query.descending(),
                    query.page(),
                    ROWS))
            .addObject("typed", asked)
            .addObject("customers", customers(source))
            .addObject("history", history(viewed, source, actor))
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }

  /** The customers whose history can be imported here, by name. */
  private static Map<String, String> customers(Source source) {
    Map<String, String> names = new LinkedHashMap<>();
    source.customers().forEach(each -> names.put(each.customer().toString(), each.customerName()));
    return names;
  }

  /** The periods of imported history, in sentences (C10). */
  private List<String> history(Page page, Source source, Actor actor) {
    List<String> sentences = new ArrayList<>();
    Map<CustomerId, String> names = new LinkedHashMap<>();
    source.customers().forEach(each -> names.put(each.customer(), each.customerName()));
    names.forEach((customer, name) -> {
      for (Period span : history.of(customer, actor)) {
        sentences.add(
            page.text(
                "reseller.import.history-span",
                name,
                page.formats().dateTime(span.from()),
                page.formats()
                    .dateTime(
                        Objects.requireNonNull(span.until(), "Imported history has an end"))));
      }
    });
    return sentences;
  }

  /** What became of one import, and the lines that it left out. */
  ModelAndView report(Page viewed, Source source, String run, Typed asked, Actor actor) {
    ImportLine line = imports.require(source.id(), run, actor);
    SkipQuery query = query(line, asked, at(asked), ROWS);
    String list = Paths.of(source.id()) + "/import";
    return viewed
        .titled("reseller.import.report")
        .crumb(viewed.text("phones.title"), Paths.SYSTEMS)
        .crumb(source.name(), Paths.of(source.id()))
        .crumb(viewed.text("reseller.import.title"), list)
        .view("reseller/import-report")
        .addObject("run", line)
        .addObject("reasons", imports.reasons(line))
        .addObject(
            "list",
            ImportTable.of(
                viewed,
                imports.skipped(query),
                here(list + "/" + line.id(), asked),
                query.sort().name().toLowerCase(Locale.ROOT),
                query.descending(),
                query.page(),
                ROWS));
  }

  /** The whole list that the address asks for, as a download. */
  void csv(Page page, Source source, Typed asked, Actor actor, HttpServletResponse response)
      throws IOException {
    Csv csv = Csv.download(response, "imports.csv");
    csv.row(
        page.text("reseller.import.begun"),
        page.text("reseller.import.files"),
        page.text("reseller.import.by"),
        page.text("reseller.import.state"),
        page.text("reseller.import.moved"),
        page.text("reseller.import.bytes"),
        page.text("reseller.import.lines"),
        page.text("reseller.import.accepted"),
        page.text("reseller.import.duplicates"),
        page.text("reseller.import.skipped"));
    List<ImportLine> lines;
    int at = 1;
    do {
      lines = imports.page(query(source, asked, at++, CHUNK), actor).rows();
      for (ImportLine line : lines) {
        csv.row(
            page.formats().iso(line.begunAt()),
            line.files(),
            line.by(),
            ImportWords.state(page, line.state()),
            page.formats().iso(line.movedAt()),
            line.bytes(),
            line.lines(),
            line.accepted(),
            line.duplicates(),
            line.skipped());
      }
    } while (lines.size() == CHUNK);
  }

  /** The lines that an import left out, as a download. */
  void reportCsv(
      Page page, Source source, String run, Typed asked, Actor actor, HttpServletResponse response)
      throws IOException {
    ImportLine line = imports.require(source.id(), run, actor);
    Csv csv = Csv.download(response, "import-skipped.csv");
    csv.row(
        page.text("reseller.import.file"),
        page.text("reseller.import.line"),
        page.text("reseller.import.reason"),
        page.text("reseller.import.why"));
    for (ImportReport.Skipped each : imports.skipped(query(line, asked, 1, CHUNK)).rows()) {
      csv.row(each.file(), each.line(), each.reason(), each.sentence());
    }
  }

  private static Address here(String path, Typed asked) {
    return new Address(path, asked.only("q", "sort", "dir", "at"));
  }

  private static int at(Typed asked) {
    return Math.clamp(asked.number("at", 1), 1, 1_000_000);
  }

  private static ImportQuery query(Source source, Typed asked, int at, int size) {
    ImportQuery.Sort sort =
        asked.choice("sort", ImportQuery.Sort.values()).orElse(ImportQuery.Sort.BEGUN);
    // The newest first, unless somebody sorts.
    boolean descending = asked.get("dir").equals("desc") || asked.get("sort").isEmpty();
    return new ImportQuery(source.id(), asked.get("q"), sort, descending, at, size);
  }

  private static SkipQuery query(ImportLine run, Typed asked, int at, int size) {
    SkipQuery.Sort sort = asked.choice("sort", SkipQuery.Sort.values()).orElse(SkipQuery.Sort.LINE);
    return new SkipQuery(run.id(), asked.get("q"), sort, asked.get("dir").equals("desc"), at, size);
  }
}
