package dev.tenure.support;

import dev.tenure.account.Words;
import dev.tenure.billing.InvoicePages;
import dev.tenure.billing.InvoiceQuery;
import dev.tenure.billing.Invoices;
import dev.tenure.billing.Runs;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Runs: asked for, under way, and what they did or would do. */
@Controller
class RunsController {

  private static final int ROWS = 50;

  private final Runs runs;

  RunsController(Runs runs) {
    this.runs = runs;
  }

  @GetMapping(Paths.RUNS)
  ModelAndView list(Page page) {
    YearMonth now = YearMonth.from(page.now().atZone(ZoneOffset.UTC));
    return view(page, new Typed(Map.of("period", now.toString(), "dry", "on")), Problems.none());
  }

  @PostMapping(Paths.RUNS)
  ModelAndView ask(Page page, Actor actor, Typed typed) {
    try {
      YearMonth period = month(typed.get("period"));
      return new ModelAndView(
          "redirect:" + Paths.RUNS + "/" + runs.ask(period, typed.has("dry"), actor));
    } catch (Refused refused) {
      return view(page, typed, Problems.of(refused));
    }
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text.strip());
    } catch (DateTimeParseException notAMonth) {
      throw Words.invalid(
          "period", "month-unknown", "Write the month as year-month, for example 2026-12.");
    }
  }

  private ModelAndView view(Page page, Typed typed, Problems problems) {
    List<Runs.Line> found = runs.list();
    Sheet sheet =
        Sheet.paged(
            page,
            new Typed(Map.of()),
            Paths.RUNS,
            "",
            100,
            found,
            run -> row(page, run),
            "support.billing.runs.none",
            "-period",
            "-type",
            "-asked",
            "-by",
            "-progress",
            "#-failed");
    ModelAndView view =
        page.titled("billing.title")
            .view("support/runs")
            .addObject("sheet", sheet)
            .addObject("tabs", BillingTabs.of(page))
            .addObject("keeps", page.shell().may("KEEP_BILLING"))
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }

  private static Sheet.Row row(Page page, Runs.Line run) {
    return new Sheet.Row(
        List.of(
            Sheet.Cell.link(InvoicePages.month(run.period()), Paths.RUNS + "/" + run.id()),
            Sheet.Cell.of(kind(page, run)),
            Sheet.Cell.of(page.formats().dateTime(run.askedAt())),
            Sheet.Cell.of(run.askedBy()),
            Sheet.Cell.of(progress(page, run)),
            Sheet.Cell.of(page.formats().number(run.failed()))));
  }

  private static String kind(Page page, Runs.Line run) {
    return page.text(run.dry() ? "support.billing.dry" : "support.billing.real");
  }

  private static String progress(Page page, Runs.Line run) {
    Integer resellers = run.resellers();
    if (run.finishedAt() != null) {
      return page.text("support.billing.finished", run.done());
    }
    return resellers == null
        ? page.text("support.billing.waiting")
        : page.text("support.billing.under-way", run.done(), resellers);
  }

  @GetMapping(Paths.RUNS + "/{run}")
  ModelAndView show(Page page, @PathVariable String run, Typed asked) {
    Runs.Line line = runs.require(run);
    InvoiceQuery query =
        new InvoiceQuery(
            asked.get("q"),
            asked.get("sort").isEmpty() ? "difference" : asked.get("sort"),
            asked.get("dir").equals("desc") || asked.get("sort").isEmpty(),
            Math.toIntExact(Math.clamp(asked.number("at", 1), 1, 1_000_000)),
            ROWS);
    Invoices.Rows<Runs.Result> found = runs.results(line.id(), query);
    Sheet sheet =
        Sheet.paged(
            page,
            asked,
            Paths.RUNS + "/" + line.id(),
            query,
            found,
            result -> result(page, result),
            "support.billing.results.none",
            "reseller",
            "-period",
            "outcome",
            "#before",
            "#total",
            "#difference",
            "#gained",
            "#lost");
    return page.crumb(page.text("support.billing.runs"), Paths.RUNS)
        .titled("support.billing.run", InvoicePages.month(line.period()), kind(page, line))
        .view("support/run")
        .addObject("sheet", sheet)
        .addObject("run", line)
        .addObject("progress", progress(page, line));
  }

  private static Sheet.Row result(Page page, Runs.Result result) {
    String outcome = page.text("support.billing.outcome." + result.outcome());
    boolean failed = result.outcome().equals("FAILED");
    var invoice = result.invoice();
    return new Sheet.Row(
        List.of(
            Sheet.Cell.link(result.name(), Paths.of(result.reseller())),
            Sheet.Cell.of(InvoicePages.month(result.period())),
            invoice == null
                ? Sheet.Cell.of(outcome, result.error())
                : Sheet.Cell.link(outcome, Paths.BILLING + "/invoices/" + invoice),
            Sheet.Cell.of(failed ? "–" : result.before().shown()),
            Sheet.Cell.of(failed ? "–" : result.total().shown()),
            Sheet.Cell.of(failed ? "–" : signed(result)),
            Sheet.Cell.of(page.formats().number(result.gained())),
            Sheet.Cell.of(page.formats().number(result.lost()))));
  }

  private static String signed(Runs.Result result) {
    var difference = result.total().minus(result.before());
    return (difference.minor() > 0 ? "+" : "") + difference.shown();
  }
}
