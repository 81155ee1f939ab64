package dev.tenure.customer.reports;

import dev.tenure.identity.Principal;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import dev.tenure.reporting.SavedView;
import dev.tenure.reporting.SavedViews;
import dev.tenure.reporting.ViewId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/** Keeps reports, deletes them, and takes that back; each leads back to the report it came from. */
@Controller
class ViewsController {

  private final SavedViews views;
  private final ReportsController reports;

  ViewsController(SavedViews views, ReportsController reports) {
    this.views = views;
    this.reports = reports;
  }

  @PostMapping("/portal/reports/views")
  ModelAndView save(Page page, Principal principal, Actor actor, Typed typed, CreatingForm sent) {
    Typed asked = asked(typed.get("question"));
    String name = typed.get("name");
    boolean shared = typed.has("shared");
    try {
      return sent.lead(() -> {
        views.save(actor, name, question(asked), shared);
        return address(asked, "saved", "1", name.strip());
      });
    } catch (Refused refused) {
      return reports.answer(
          page, principal, asked, Problems.of(refused), new ReportsScreen.Keeping(name, shared));
    }
  }

  @PostMapping("/portal/reports/views/{view}/delete")
  ModelAndView delete(
      Page page, Principal principal, Actor actor, @PathVariable String view, Typed typed) {
    Typed asked = asked(typed.get("question"));
    SavedView deleted = views.delete(actor, ViewId.parse(view), typed.number("version", 0));
    return lead(asked, "deleted", deleted.id().toString(), deleted.name());
  }

  @PostMapping("/portal/reports/views/{view}/restore")
  ModelAndView restore(
      Page page, Principal principal, Actor actor, @PathVariable String view, Typed typed) {
    Typed asked = asked(typed.get("question"));
    try {
      SavedView restored = views.restore(actor, ViewId.parse(view));
      return lead(asked, "restored", "1", restored.name());
    } catch (Refused refused) {
      if (refused.refusal() instanceof dev.tenure.platform.Refusal.NotFound) {
        throw refused;
      }
      return reports.answer(
          page, principal, asked, Problems.of(refused), new ReportsScreen.Keeping("", false));
    }
  }

  private static ModelAndView lead(Typed asked, String done, String value, String name) {
    return new ModelAndView("redirect:" + address(asked, done, value, name));
  }

  private static String address(Typed asked, String done, String value, String name) {
    Map<String, String> parameters = asked.only(ReportsQuery.FIELDS);
    parameters.put(done, value);
    parameters.put("name", name);
    return new Address("/portal/reports", parameters).toString();
  }

  /** Only what a report's address may hold is kept, whatever was sent. */
  private static Typed asked(String question) {
    UriComponents sent = UriComponentsBuilder.newInstance().query(question).build();
    Map<String, String> values = new LinkedHashMap<>();
    for (String field : ReportsQuery.FIELDS) {
      String value = sent.getQueryParams().getFirst(field);
      if (value != null && !value.isEmpty()) {
        values.put(
            field,
            org.springframework.web.util.UriUtils.decode(
                value, java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return new Typed(values);
  }

  private static String question(Typed asked) {
    String address = new Address("/", asked.only(ReportsQuery.FIELDS)).toString();
    int at = address.indexOf('?');
    return at < 0 ? "" : address.substring(at + 1);
  }
}
