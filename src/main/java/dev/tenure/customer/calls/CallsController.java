package dev.tenure.customer.calls;

import dev.tenure.collection.CallColumns;
import dev.tenure.collection.CallCount;
import dev.tenure.collection.CallCursor;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallFilter;
import dev.tenure.collection.CallId;
import dev.tenure.collection.CallLine;
import dev.tenure.collection.CallList;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallPage;
import dev.tenure.collection.ServiceGap;
import dev.tenure.collection.ServiceGaps;
import dev.tenure.customer.CallWords;
import dev.tenure.identity.Principal;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import dev.tenure.reporting.Calendar;
import dev.tenure.reporting.Dimension;
import dev.tenure.reporting.Reports;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The customer's calls: a list with filters, the same as a file, and each call's journey. */
@Controller
class CallsController {

  private static final int ROWS = 50;

  private final CallList calls;
  private final CallColumns columns;
  private final Reports reports;
  private final ServiceGaps gaps;

  CallsController(CallList calls, CallColumns columns, Reports reports, ServiceGaps gaps) {
    this.calls = calls;
    this.columns = columns;
    this.reports = reports;
    this.gaps = gaps;
  }

  @GetMapping("/portal/calls")
  ModelAndView list(Page page, Principal principal, Typed typed) {
    CustomerId customer = principal.ownCustomer();
    Calendar calendar = reports.rules(customer).calendar();
    CallsQuery query = CallsQuery.of(typed, calendar, page.now());
    Optional<CallCursor> after = CallCursor.parse(typed.get("at"));
    CallPage found = new CallPage(List.of(), Optional.empty());
    CallCount count = new CallCount(0, false);
    List<ServiceGap> without = List.of();
    Problems problems = Problems.none();
    try {
      found = calls.page(customer, query.filter(), query.order(), after, ROWS);
      count = calls.count(customer, query.filter());
      without = gaps(customer, query, page.now());
    } catch (Refused refused) {
      problems = Problems.of(refused);
    }
    Map<String, String> shown = typed.only(CallsQuery.FIELDS);
    shown.putAll(typed.only("at", "n"));
    CallsView view =
        CallsView.of(
            page.in(calendar.zone()),
            query,
            new CallsView.Found(
                found,
                count,
                without,
                reports.choices(customer, query.asked().days(), Dimension.QUEUE),
                reports.choices(customer, query.asked().days(), Dimension.AGENT),
                CallColumn.chosen(columns.of(principal.person())),
                after,
                problems),
            new Address("/portal/calls", shown));
    ModelAndView answer =
        page.in(calendar.zone())
            .titled("customer.calls.title")
            .view("customer/calls")
            .addObject("view", view);
    answer.setStatus(problems.status());
    return answer;
  }

  /** Remembers the columns, and leads back to the list. */
  @PostMapping("/portal/calls/columns")
  String choose(Principal principal, Typed typed) {
    columns.choose(
        principal.person(),
        Stream.of(CallColumn.values())
            .map(CallColumn::word)
            .filter(word -> typed.has("column-" + word))
            .toList());
    return "redirect:" + new Address("/portal/calls", typed.only(CallsQuery.FIELDS));
  }

  private List<ServiceGap> gaps(CustomerId customer, CallsQuery query, Instant now) {
    Instant end = query.end().isBefore(now) ? query.end() : now;
    return query.begin().isBefore(end) ? gaps.withHistory(customer, query.begin(), end) : List.of();
  }

  @GetMapping("/portal/calls.csv")
  void csv(Page page, Principal principal, Typed typed, HttpServletResponse response)
      throws IOException {
    CustomerId customer = principal.ownCustomer();
    CallsQuery query = CallsQuery.of(typed, reports.rules(customer).calendar(), page.now());
    CallFilter filter = query.filter();
    Deque<ServiceGap> open = new ArrayDeque<>(gaps(customer, query, page.now()).reversed());
    Csv csv =
        Csv.download(
            response,
            "calls-%s-%s.csv".formatted(query.asked().days().first(), query.asked().days().last()));
    csv.row(
        List.of(
                "start",
                "end",
                "direction",
                "caller",
                "called",
                "queue",
                "agent",
                "waited",
                "talked",
                "held",
                "outcome",
                "ended")
            .stream()
            .map(column -> page.text("customer.calls.csv." + column))
            .toArray());
    calls.each(
        customer,
        filter,
        line -> {
          gaps(page, csv, open, gap -> !gap.from().isBefore(line.startedAt()));
          csv.row(cells(page, line));
        });
    gaps(page, csv, open, gap -> true);
  }

  /** C9: a file doesn't pretend either; each gap stands among the calls where it was. */
  private static void gaps(Page page, Csv csv, Deque<ServiceGap> open, Predicate<ServiceGap> come) {
    while (!open.isEmpty() && come.test(open.element())) {
      ServiceGap gap = open.remove();
      Instant to = gap.to();
      csv.row(
          page.formats().iso(gap.from()),
          to == null ? "" : page.formats().iso(to),
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          page.text(
              gap.imported() ? "customer.calls.imported-history" : "customer.calls.no-service"),
          "");
    }
  }

  private static Object[] cells(Page page, CallLine line) {
    Instant ended = line.endedAt();
    CallOutcome outcome = line.outcome();
    CallEnding ending = line.endedBy();
    return new Object[] {
      page.formats().iso(line.startedAt()),
      ended == null ? "" : page.formats().iso(ended),
      CallWords.direction(page.texts(), line.direction()),
      line.caller(),
      line.called(),
      line.queue(),
      line.agentName(),
      line.waited().toSeconds(),
      line.talked().toSeconds(),
      line.held().toSeconds(),
      outcome == null
          ? CallWords.state(page.texts(), line.state())
          : CallWords.outcome(page.texts(), outcome),
      ending == null ? "" : CallWords.ending(page.texts(), ending)
    };
  }

  @GetMapping("/portal/calls/{call}")
  ModelAndView journey(Page page, Principal principal, @PathVariable String call) {
    JourneyView view =
        JourneyView.of(page, calls.journey(principal.ownCustomer(), CallId.parse(call)));
    return page.titled("customer.call.title", view.other())
        .crumb(page.text("customer.calls.title"), "/portal/calls")
        .view("customer/call")
        .addObject("view", view);
  }
}
