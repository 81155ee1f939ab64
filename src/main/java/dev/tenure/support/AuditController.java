package dev.tenure.support;

import dev.tenure.audit.AuditLine;
import dev.tenure.audit.AuditPage;
import dev.tenure.audit.AuditQuery;
import dev.tenure.audit.AuditReader;
import dev.tenure.audit.AuditVerification;
import dev.tenure.audit.TrailStatus;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The whole trail (F1), and the proof that nobody has changed it (F2). */
@Controller
class AuditController {

  private static final int ROWS = 50;
  private static final List<String> GROUPS =
      List.of("", "customer.", "reseller.", "person.", "session.", "source.");

  private final AuditReader reader;
  private final AuditVerification verification;
  private final TrailStatus status;

  AuditController(AuditReader reader, AuditVerification verification, TrailStatus status) {
    this.reader = reader;
    this.verification = verification;
    this.status = status;
  }

  @GetMapping(Paths.AUDIT)
  ModelAndView list(Page page, Actor actor, Typed asked) {
    AuditPage found = reader.page(query(actor, asked).page(asked.get("at"), ROWS));
    Address here =
        new Address(
            Paths.AUDIT,
            asked.only("q", "action", "since", "until", "customer", "reseller", "chain", "at"));
    Map<String, String> groups = new LinkedHashMap<>();
    GROUPS.forEach(group -> groups.put(group, page.text("support.audit.group." + group)));
    return page.titled("support.audit.title")
        .view("support/audit")
        .addObject("lines", found.lines())
        .addObject("kept", status.now())
        .addObject("here", here)
        .addObject("groups", groups)
        .addObject("next", found.next().map(at -> here.with("at", at).toString()).orElse(""))
        .addObject("first", here.get("at").isEmpty() ? "" : here.without("at").toString());
  }

  @GetMapping("/support/audit.csv")
  void csv(Page page, Actor actor, Typed asked, HttpServletResponse response) throws IOException {
    AuditQuery query = query(actor, asked);
    Csv csv = Csv.download(response, "audit.csv");
    csv.row(
        "at",
        "chain",
        "number",
        "action",
        "outcome",
        "actor",
        "level",
        "address",
        "reseller",
        "customer",
        "subject",
        "reason",
        "before",
        "after",
        "audience");
    reader.each(query, line -> csv.row(cells(page, line)));
  }

  private static Object[] cells(Page page, AuditLine line) {
    var entry = line.entry();
    return new Object[] {
      page.formats().iso(line.at()),
      entry.chain(),
      line.seq(),
      entry.action(),
      entry.outcome(),
      entry.actor().name(),
      entry.actor().level(),
      entry.actor().address(),
      entry.reseller() == null ? "" : entry.reseller(),
      entry.customer() == null ? "" : entry.customer(),
      entry.subject(),
      entry.reason(),
      entry.before(),
      entry.after(),
      entry.audience()
    };
  }

  /** One chain, recomputed while the reader waits. */
  @GetMapping(Paths.AUDIT + "/chain/{chain}")
  ModelAndView verify(Page page, Actor actor, @PathVariable String chain, Typed asked) {
    UUID id = uuid(chain);
    if (id == null) {
      throw new Refused(new Refusal.NotFound("chain"));
    }
    AuditPage found = reader.page(AuditQuery.of(actor).inChain(id).page(asked.get("at"), ROWS));
    if (found.lines().isEmpty()) {
      throw new Refused(new Refusal.NotFound("chain"));
    }
    Address here = new Address(Paths.AUDIT + "/chain/" + id, asked.only("at"));
    return page.crumb(page.text("support.audit.title"), Paths.AUDIT)
        .titled("support.audit.chain-title", found.lines().getFirst().entry().subject())
        .view("support/chain")
        .addObject("chain", id)
        .addObject("result", verification.chain(id))
        .addObject("lines", found.lines())
        .addObject("next", found.next().map(at -> here.with("at", at).toString()).orElse(""))
        .addObject("first", here.get("at").isEmpty() ? "" : here.without("at").toString());
  }

  private static AuditQuery query(Actor actor, Typed asked) {
    LocalDate last = date(asked, "until");
    AuditQuery query =
        AuditQuery.of(actor)
            .matching(asked.get("q"), asked.get("action"))
            .between(
                midnight(date(asked, "since")), midnight(last == null ? null : last.plusDays(1)));
    UUID customer = uuid(asked.get("customer"));
    UUID reseller = uuid(asked.get("reseller"));
    UUID chain = uuid(asked.get("chain"));
    query = customer == null ? query : query.about(new CustomerId(customer));
    query = reseller == null ? query : query.about(new dev.tenure.platform.ResellerId(reseller));
    return chain == null ? query : query.inChain(chain);
  }

  private static @Nullable Instant midnight(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Null for what is no date; a filter in an address then simply doesn't filter. */
  private static @Nullable LocalDate date(Typed asked, String field) {
    return asked.day(field).orElse(null);
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }
}
