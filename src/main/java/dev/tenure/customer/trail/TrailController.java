package dev.tenure.customer.trail;

import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditLine;
import dev.tenure.audit.AuditQuery;
import dev.tenure.audit.AuditReader;
import dev.tenure.platform.Actor;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What happened at the customer, newest first, for its administrators (F1). */
@Controller("customerTrail")
class TrailController {

  private static final int ROWS = 50;

  private final AuditReader reader;

  TrailController(AuditReader reader) {
    this.reader = reader;
  }

  @GetMapping("/portal/audit")
  ModelAndView list(Page page, Actor actor, Typed asked) {
    Address here = new Address("/portal/audit", asked.only("q", "at"));
    String at = asked.get("at");
    return page.titled("customer.trail.title")
        .view("customer/trail")
        .addObject(
            "view",
            TrailView.of(
                page, reader.page(query(actor, asked).page(at.isEmpty() ? null : at, ROWS)), here));
  }

  @GetMapping("/portal/audit.csv")
  void csv(Page page, Actor actor, Typed asked, HttpServletResponse response) throws IOException {
    Csv csv = Csv.download(response, "audit.csv");
    csv.row("at", "who", "address", "action", "outcome", "subject", "before", "after");
    reader.each(query(actor, asked), line -> csv.row(cells(page, line)));
  }

  private static Object[] cells(Page page, AuditLine line) {
    AuditEntry entry = line.entry();
    return new Object[] {
      page.formats().iso(line.at()),
      entry.actor().name(),
      entry.actor().address(),
      entry.action(),
      entry.outcome(),
      entry.subject(),
      entry.before(),
      entry.after()
    };
  }

  private static AuditQuery query(Actor actor, Typed asked) {
    return AuditQuery.of(actor).matching(asked.get("q"), "");
  }
}
