package dev.tenure.support;

import dev.tenure.account.Words;
import dev.tenure.billing.InvoicePages;
import dev.tenure.billing.Rehearsal;
import dev.tenure.billing.Runs;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.CreatingForm;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Runs: asked for, and how far they are. */
@Controller
class RunsController {

  private final Runs runs;
  private final Rehearsal rehearsal;

  RunsController(Runs runs, Rehearsal rehearsal) {
    this.runs = runs;
    this.rehearsal = rehearsal;
  }

  @GetMapping(Paths.RUNS)
  ModelAndView list(Page page) {
    YearMonth now = YearMonth.from(page.now().atZone(ZoneOffset.UTC));
    return view(page, new Typed(Map.of("period", now.toString(), "dry", "on")), Problems.none());
  }

  @PostMapping(Paths.RUNS)
  ModelAndView ask(Page page, Actor actor, Typed typed, CreatingForm sent) {
    if (Confirmation.back(typed)) {
      return view(page, typed, Problems.none());
    }
    try {
      YearMonth period = month(typed.get("period"));
      boolean dry = typed.has("dry");
      return sent.lead(() -> {
        // Before the page that asks: a month that hasn't begun is refused, not confirmed.
        String address = Paths.RUNS + "/" + runs.ask(period, dry, actor);
        if (!dry) {
          asked(page, period).demand(typed);
        }
        return address;
      });
    } catch (Confirmation.Unconfirmed unconfirmed) {
      return unconfirmed.view(
          page.crumb(page.text("support.billing.runs"), Paths.RUNS).titled("support.billing.ask"),
          typed);
    } catch (Refused refused) {
      return view(page, typed, Problems.of(refused));
    }
  }

  private Confirmation asked(Page page, YearMonth period) {
    List<ResellerId> due = runs.due(period);
    List<Rehearsal.Effect> effects = rehearsal.asThingsAre(due);
    return new Confirmation(
        page.text("support.confirm.run", InvoicePages.month(period), due.size()),
        List.of(
            new Confirmation.Fact(
                page.text("support.confirm.together"), Confirmation.together(effects))),
        Confirmation.rows(effects),
        due.size() - effects.size(),
        page.text("support.confirm.run-button"));
  }

  private static YearMonth month(String text) {
    try {
      YearMonth month = YearMonth.parse(text.strip());
      if (Typed.isMeant(month.atDay(1))) {
        return month;
      }
    } catch (DateTimeParseException notAMonth) {
      // Refused below, as is a year out of range.
    }
    throw Words.invalid(
        "period", "month-unknown", "Write the month as year-month, for example 2026-12.");
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
            "!-period",
            "!-type",
            "!-asked",
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

  static String kind(Page page, Runs.Line run) {
    return page.text(run.dry() ? "support.billing.dry" : "support.billing.real");
  }

  static String progress(Page page, Runs.Line run) {
    Integer resellers = run.resellers();
    if (run.finishedAt() != null) {
      return page.text("support.billing.finished", run.done());
    }
    return resellers == null
        ? page.text("support.billing.waiting")
        : page.text("support.billing.under-way", run.done(), resellers);
  }
}
