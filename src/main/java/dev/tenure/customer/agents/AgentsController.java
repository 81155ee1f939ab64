package dev.tenure.customer.agents;

import dev.tenure.collection.AgentDay;
import dev.tenure.collection.AgentDays;
import dev.tenure.collection.AgentId;
import dev.tenure.collection.ServiceGap;
import dev.tenure.collection.ServiceGaps;
import dev.tenure.customer.DaysAsked;
import dev.tenure.identity.Principal;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What the customer's agents did on a day: all of them, one of them, and both as files. */
@Controller
class AgentsController {

  private static final String ALL = "/portal/agents";
  private static final String[] STATE = {"day", "q", "sort", "dir", "from"};

  private final AgentDays days;
  private final ServiceGaps gaps;

  AgentsController(AgentDays days, ServiceGaps gaps) {
    this.days = days;
    this.gaps = gaps;
  }

  @GetMapping(ALL)
  ModelAndView all(Page page, Principal who, Typed asked) {
    CustomerId customer = who.ownCustomer();
    AgentDays.Frame frame = days.frame(customer, DaysAsked.day(asked, "day"));
    DayPage day = day(page, customer, frame, new Address(ALL, asked.only(STATE)));
    return page.titled("customer.agents.title")
        .view("customer/agents/all")
        .addObject("view", AgentsView.of(page, day, found(customer, frame, asked)));
  }

  @GetMapping(ALL + ".csv")
  void allAsFile(Page page, Principal who, Typed asked, HttpServletResponse response)
      throws IOException {
    AgentDays.Frame frame = days.frame(who.ownCustomer(), DaysAsked.day(asked, "day"));
    List<AgentDay> found =
        found(who.ownCustomer(), frame, asked).stream()
            .sorted(AgentsView.Sort.of(asked.get("sort")).order(asked.get("dir").equals("desc")))
            .toList();
    Csv csv = Csv.download(response, "agents-" + frame.day().date() + ".csv");
    AgentsFile.write(csv, page, frame, found, gaps(who.ownCustomer(), frame));
  }

  @GetMapping(ALL + "/{agent}")
  ModelAndView one(Page page, Principal who, @PathVariable String agent, Typed asked) {
    CustomerId customer = who.ownCustomer();
    AgentId id = AgentId.parse(agent);
    AgentDays.Frame frame = days.frame(customer, DaysAsked.day(asked, "day"));
    AgentDay found = days.of(customer, id, frame);
    DayPage day = day(page, customer, frame, new Address(ALL + "/" + id, asked.only(STATE)));
    return page.named(found.name())
        .crumb(page.text("customer.agents.title"), ALL + "?day=" + day.date())
        .view("customer/agents/one")
        .addObject("view", AgentView.of(page, day, found));
  }

  @GetMapping(ALL + "/{agent}/day.csv")
  void oneAsFile(
      Page page,
      Principal who,
      @PathVariable String agent,
      Typed asked,
      HttpServletResponse response)
      throws IOException {
    AgentDays.Frame frame = days.frame(who.ownCustomer(), DaysAsked.day(asked, "day"));
    AgentDay found = days.of(who.ownCustomer(), AgentId.parse(agent), frame);
    Csv csv = Csv.download(response, "agent-%s-%s.csv".formatted(found.ref(), frame.day().date()));
    AgentsFile.write(csv, page, found, gaps(who.ownCustomer(), frame));
  }

  private List<AgentDay> found(CustomerId customer, AgentDays.Frame frame, Typed asked) {
    String wanted = asked.get("q").strip().toLowerCase(Locale.ROOT);
    return days.of(customer, frame).stream()
        .filter(each ->
            wanted.isEmpty()
                || each.name().toLowerCase(Locale.ROOT).contains(wanted)
                || each.ref().toLowerCase(Locale.ROOT).contains(wanted)
                || each.totals().byReason().keySet().stream()
                    .anyMatch(reason -> reason.toLowerCase(Locale.ROOT).contains(wanted)))
        .toList();
  }

  private DayPage day(Page page, CustomerId customer, AgentDays.Frame frame, Address here) {
    return DayPage.of(page, frame, gaps(customer, frame), here);
  }

  private List<ServiceGap> gaps(CustomerId customer, AgentDays.Frame frame) {
    return frame.day().from().isBefore(frame.known())
        ? gaps.of(customer, frame.day().from(), frame.known())
        : List.of();
  }
}
