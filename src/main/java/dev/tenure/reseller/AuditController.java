package dev.tenure.reseller;

import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditLine;
import dev.tenure.audit.AuditPage;
import dev.tenure.audit.AuditQuery;
import dev.tenure.audit.AuditReader;
import dev.tenure.platform.Actor;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What happened at a reseller and its customers, newest first (F1). */
@Controller
class AuditController {

  private static final int ROWS = 50;
  private static final List<String> KINDS = List.of("customer.", "person.", "source.", "access.");

  private final AuditReader reader;

  AuditController(AuditReader reader) {
    this.reader = reader;
  }

  @GetMapping(Paths.AUDIT)
  ModelAndView list(Page page, Actor actor, Typed asked) {
    AuditPage found = reader.page(query(page, actor, asked).page(cursor(asked), ROWS));
    Address here = new Address(Paths.AUDIT, asked.only("q", "kind", "from", "until", "at"));
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("", page.text("reseller.audit.kind.all"));
    KINDS.forEach(kind -> kinds.put(kind, page.text("reseller.audit.kind." + kind)));
    return page.titled("reseller.audit.title")
        .view("reseller/audit")
        .addObject("found", found)
        .addObject("here", here)
        .addObject("kinds", kinds);
  }

  @GetMapping(Paths.AUDIT + ".csv")
  void csv(Page page, Actor actor, Typed asked, HttpServletResponse response) throws IOException {
    Csv csv = Csv.download(response, "audit.csv");
    csv.row("at", "who", "address", "action", "outcome", "subject", "reason", "before", "after");
    reader.each(query(page, actor, asked), line -> csv.row(cells(page, line)));
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
      entry.reason(),
      entry.before(),
      entry.after()
    };
  }

  private static @Nullable String cursor(Typed asked) {
    return asked.has("at") ? asked.get("at") : null;
  }

  private static AuditQuery query(Page page, Actor actor, Typed asked) {
    ZoneId zone = page.formats().zone();
    LocalDate until = day(asked, "until");
    return AuditQuery.of(actor)
        .matching(asked.get("q"), KINDS.contains(asked.get("kind")) ? asked.get("kind") : "")
        .between(
            start(day(asked, "from"), zone), start(until == null ? null : until.plusDays(1), zone));
  }

  private static @Nullable Instant start(@Nullable LocalDate day, ZoneId zone) {
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }

  /** Whatever is no day in the address narrows nothing. */
  private static @Nullable LocalDate day(Typed asked, String field) {
    return asked.day(field).orElse(null);
  }
}
