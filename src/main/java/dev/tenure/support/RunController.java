package dev.tenure.support;

import dev.tenure.billing.InvoicePages;
import dev.tenure.billing.InvoiceQuery;
import dev.tenure.billing.Invoices;
import dev.tenure.billing.Money;
import dev.tenure.billing.RunDifferences;
import dev.tenure.billing.Runs;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What one run did or would do: reseller by reseller, and customer by customer. */
@Controller
class RunController {

  private static final int ROWS = 50;
  private static final int CSV_ROWS = 1000;

  private final Runs runs;
  private final RunDifferences differences;

  RunController(Runs runs, RunDifferences differences) {
    this.runs = runs;
    this.differences = differences;
  }

  @GetMapping(Paths.RUN)
  ModelAndView show(Page page, @PathVariable String run, Typed asked) {
    Runs.Line line = runs.require(run);
    String address = Paths.RUNS + "/" + line.id();
    InvoiceQuery query = query(asked, ROWS, asked.number("at", 1));
    Sheet sheet =
        Sheet.paged(
            page,
            asked,
            address,
            query,
            runs.results(line.id(), query),
            result -> row(page, address, result),
            "support.billing.results.none",
            "reseller",
            "!-period",
            "outcome",
            "#before",
            "#total",
            "#difference",
            "#gained",
            "#lost");
    return page.crumb(page.text("support.billing.runs"), Paths.RUNS)
        .titled(
            "support.billing.run",
            InvoicePages.month(line.period()),
            RunsController.kind(page, line))
        .view("support/run")
        .addObject("sheet", sheet)
        .addObject("run", line)
        .addObject("downloads", csvLink(page, address))
        .addObject("progress", RunsController.progress(page, line));
  }

  private static InvoiceQuery query(Typed asked, int size, long at) {
    boolean sorted = !asked.get("sort").isEmpty();
    return new InvoiceQuery(
        asked.get("q"),
        sorted ? asked.get("sort") : "difference",
        asked.get("dir").equals("desc") || !sorted,
        Math.toIntExact(Math.clamp(at, 1, 1_000_000)),
        size);
  }

  private static List<Crumb> csvLink(Page page, String address) {
    return List.of(new Crumb(page.text("platform.table.csv"), address + ".csv"));
  }

  private static Sheet.Row row(Page page, String address, Runs.Result result) {
    String outcome = page.text("support.billing.outcome." + result.outcome());
    boolean failed = result.outcome().equals("FAILED");
    var invoice = result.invoice();
    return new Sheet.Row(
        List.of(
            Sheet.Cell.link(result.name(), address + "/resellers/" + result.reseller()),
            Sheet.Cell.of(InvoicePages.month(result.period())),
            invoice == null
                ? Sheet.Cell.of(outcome, result.error())
                : Sheet.Cell.link(outcome, Paths.BILLING + "/invoices/" + invoice),
            Sheet.Cell.of(failed ? "–" : result.before().shown()),
            Sheet.Cell.of(failed ? "–" : result.total().shown()),
            Sheet.Cell.of(failed ? "–" : signed(result.total().minus(result.before()))),
            Sheet.Cell.of(page.formats().number(result.gained())),
            Sheet.Cell.of(page.formats().number(result.lost()))));
  }

  private static String signed(Money difference) {
    return (difference.minor() > 0 ? "+" : "") + difference.shown();
  }

  @GetMapping(Paths.RUN + ".csv")
  void csv(@PathVariable String run, Typed asked, HttpServletResponse response) throws IOException {
    Runs.Line line = runs.require(run);
    Csv csv = Csv.download(response, "run-" + line.period() + ".csv");
    csv.row(
        "reseller", "period", "outcome", "currency", "before", "total", "gained", "lost", "error");
    long read = 0;
    for (int at = 1; ; at++) {
      Invoices.Rows<Runs.Result> found = runs.results(line.id(), query(asked, CSV_ROWS, at));
      for (Runs.Result result : found.rows()) {
        csv.row(
            result.name(),
            result.period(),
            result.outcome(),
            result.total().currency().getCurrencyCode(),
            result.before(),
            result.total(),
            result.gained(),
            result.lost(),
            result.error());
      }
      read += found.rows().size();
      if (found.rows().isEmpty() || read >= found.total()) {
        return;
      }
    }
  }

  @GetMapping(Paths.RUN_RESELLER)
  ModelAndView customers(
      Page page, @PathVariable String run, @PathVariable String id, Typed asked) {
    Runs.Line line = runs.require(run);
    RunDifferences.All all = differences.of(line.id(), ResellerId.parse(id));
    String address = Paths.RUNS + "/" + line.id();
    Runs.Result result = all.result();
    return page.crumb(page.text("support.billing.runs"), Paths.RUNS)
        .crumb(
            page.text(
                "support.billing.run",
                InvoicePages.month(line.period()),
                RunsController.kind(page, line)),
            address)
        .titled("support.billing.customers", result.name(), InvoicePages.month(result.period()))
        .view("support/run-reseller")
        .addObject("result", result)
        .addObject("dry", line.dry())
        .addObject("because", all.because())
        .addObject("reseller", Paths.of(result.reseller()))
        .addObject("difference", signed(result.total().minus(result.before())))
        .addObject("downloads", csvLink(page, address + "/resellers/" + result.reseller()))
        .addObject(
            "sheet",
            DifferenceSheet.of(
                page, asked, address + "/resellers/" + result.reseller(), all.customers()));
  }

  @GetMapping(Paths.RUN_RESELLER + ".csv")
  void customersCsv(
      Page page, @PathVariable String run, @PathVariable String id, HttpServletResponse response)
      throws IOException {
    RunDifferences.All all = differences.of(runs.require(run).id(), ResellerId.parse(id));
    Csv csv = Csv.download(response, "differences-" + all.result().period() + ".csv");
    csv.row("customer", "reference", "change", "currency", "before", "now", "difference");
    for (RunDifferences.Difference each : all.customers()) {
      csv.row(
          each.name(),
          each.reference(),
          page.text("support.billing.change." + each.change()),
          each.now().currency().getCurrencyCode(),
          each.before(),
          each.now(),
          each.by());
    }
  }
}
