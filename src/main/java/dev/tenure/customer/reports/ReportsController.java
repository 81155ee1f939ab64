package dev.tenure.customer.reports;

import dev.tenure.identity.Principal;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import dev.tenure.reporting.Choice;
import dev.tenure.reporting.DayRange;
import dev.tenure.reporting.Dimension;
import dev.tenure.reporting.Figures;
import dev.tenure.reporting.Report;
import dev.tenure.reporting.ReportRules;
import dev.tenure.reporting.Reports;
import dev.tenure.reporting.SavedViews;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Reports, and the same as a file. */
@Controller
class ReportsController {

  private final Reports reports;
  private final SavedViews views;

  ReportsController(Reports reports, SavedViews views) {
    this.reports = reports;
    this.views = views;
  }

  @GetMapping("/portal/reports")
  ModelAndView report(Page page, Principal principal, Typed typed) {
    return answer(
        told(page, typed), principal, typed, Problems.none(), new ReportsScreen.Keeping("", false));
  }

  private static Page told(Page page, Typed typed) {
    for (String done : List.of("saved", "deleted", "restored")) {
      if (!typed.get(done).isEmpty()) {
        return page.saying(
            new Notice("ok", page.rich("customer.reports." + done, typed.get("name"))));
      }
    }
    return page;
  }

  /** The page of a report that is worked out, or refused beside the question. */
  ModelAndView answer(
      Page page,
      Principal principal,
      Typed typed,
      Problems problems,
      ReportsScreen.Keeping keeping) {
    CustomerId customer = principal.ownCustomer();
    ReportRules rules = reports.rules(customer);
    Page local = page.in(rules.calendar().zone());
    ReportsQuery query = ReportsQuery.of(typed, rules.calendar().dayOf(page.now()));
    Report report;
    Problems all = problems;
    try {
      report = reports.ask(customer, query.question());
    } catch (Refused refused) {
      report = new Report(List.of(), Figures.NONE, List.of());
      Problems asked = Problems.of(refused);
      all = problems.any() ? problems : asked;
    }
    ReportsScreen screen = new ReportsScreen(local, query, rules, address(query, typed));
    ModelAndView view =
        local
            .titled("customer.reports.title")
            .view("customer/reports")
            .addObject(
                "view",
                screen.view(
                    new ReportsScreen.Found(
                        report,
                        onlys(customer, query.asked().days()),
                        views.of(customer, principal.person()),
                        all,
                        keeping),
                    principal.person()))
            .addObject(
                "summing",
                all.any()
                    ? ""
                    : reports
                        .summedUpTo(customer, query.asked().days())
                        .map(until ->
                            local.text("customer.reports.summing", local.formats().dateTime(until)))
                        .orElse(""))
            .addObject("undo", typed.get("deleted"));
    view.setStatus(all.status());
    return view;
  }

  /** With one word for the ticked measures, and without what is usual. */
  static Address address(ReportsQuery query, Typed typed) {
    Map<String, String> parameters = typed.only(ReportsQuery.FIELDS);
    parameters.put("m", ReportsQuery.words(query.measures()));
    if (!query.asked().preset().isEmpty()) {
      parameters.remove("from");
      parameters.remove("to");
    } else if (query.asked().wrong().isEmpty()) {
      parameters.remove("range");
    }
    return new Address("/portal/reports", parameters);
  }

  private Map<Dimension, List<Choice>> onlys(CustomerId customer, DayRange days) {
    Map<Dimension, List<Choice>> found = new LinkedHashMap<>();
    for (Dimension dimension :
        List.of(Dimension.QUEUE, Dimension.AGENT, Dimension.NUMBER, Dimension.DIRECTION)) {
      found.put(dimension, reports.choices(customer, days, dimension));
    }
    return found;
  }

  @GetMapping("/portal/reports.csv")
  void csv(Page page, Principal principal, Typed typed, HttpServletResponse response)
      throws IOException {
    CustomerId customer = principal.ownCustomer();
    ReportRules rules = reports.rules(customer);
    ReportsQuery query = ReportsQuery.of(typed, rules.calendar().dayOf(page.now()));
    Report report = reports.ask(customer, query.question());
    DayRange days = query.asked().days();
    new ReportFile(page.in(rules.calendar().zone()), query, rules.calendar(), report)
        .write(Csv.download(response, "report-%s-%s.csv".formatted(days.first(), days.last())));
  }
}
