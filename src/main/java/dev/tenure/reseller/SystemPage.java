package dev.tenure.reseller;

import dev.tenure.account.CustomerGrid;
import dev.tenure.account.CustomerLine;
import dev.tenure.account.GridQuery;
import dev.tenure.account.Words;
import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.Source;
import dev.tenure.phones.SourcePages;
import dev.tenure.phones.SourceView;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** One phone system's page, however one comes to it. */
@Component
class SystemPage {

  private static final int CUSTOMERS_PROPOSED = 200;

  private final SourcePages pages;
  private final ConnectionForm form;
  private final CustomerGrid customers;

  SystemPage(SourcePages pages, ConnectionForm form, CustomerGrid customers) {
    this.pages = pages;
    this.form = form;
    this.customers = customers;
  }

  /**
   * @param key its key in the clear just after it was made, else empty
   */
  ModelAndView shown(Page page, Source source, Actor actor, String key) {
    return view(page, source, actor, new Typed(Map.of()), Problems.none(), List.of(), key);
  }

  /** With what was typed, and what is wrong with it or what the test found. */
  ModelAndView again(
      Page page,
      Source source,
      Actor actor,
      Typed typed,
      Problems problems,
      List<Finding> findings) {
    return view(page, source, actor, typed, problems, findings, "");
  }

  /** Something other than its settings was refused. */
  ModelAndView refused(Page page, Source source, Actor actor, Typed typed, Refused refused) {
    Typed rest = new Typed(typed.only("customer", "account"));
    return view(page, source, actor, rest, Problems.of(refused), List.of(), "");
  }

  private ModelAndView view(
      Page viewed,
      Source source,
      Actor actor,
      Typed typed,
      Problems problems,
      List<Finding> findings,
      String key) {
    Page page = viewed.named(source.name()).crumb(viewed.text("phones.title"), Paths.SYSTEMS);
    SourceView view = pages.view(page, source, actor);
    boolean editing = typed.has("name");
    Typed fields =
        editing
            ? form.comingBack(typed, actor)
            : view.health()
                .map(health -> ConnectionForm.of(source.name(), health.settings()))
                .orElseGet(() -> new Typed(Map.of("name", source.name())));
    ModelAndView shown =
        page.view("reseller/system")
            .addObject("view", view)
            .addObject("editable", page.shell().may(CustomerFrame.GRANT))
            .addObject("editing", editing)
            .addObject("fields", fields)
            .addObject("typed", typed)
            .addObject("proposed", proposed(actor))
            .addObject("problems", problems)
            .addObject("findings", findings)
            .addObject("key", key);
    shown.setStatus(problems.status());
    return shown;
  }

  private List<String> proposed(Actor actor) {
    return find(actor, "", CUSTOMERS_PROPOSED).stream().map(CustomerLine::name).distinct().toList();
  }

  /**
   * The customer of that name.
   *
   * @throws Refused as invalid in field {@code customer}
   */
  CustomerId named(String name, Actor actor) {
    List<CustomerLine> exact =
        find(actor, name, CUSTOMERS_PROPOSED).stream()
            .filter(line -> line.name().equalsIgnoreCase(name.strip()))
            .toList();
    if (exact.size() == 1) {
      return exact.getFirst().id();
    }
    throw exact.isEmpty()
        ? Words.invalid(
            "customer",
            "customer-unknown",
            "Type the customer's name as it stands in the list of customers.")
        : Words.invalid(
            "customer",
            "customer-ambiguous",
            "Several customers have this name: add the phone system on the page of the one that is"
                + " meant.");
  }

  private List<CustomerLine> find(Actor actor, String text, int most) {
    return customers
        .page(
            new GridQuery(
                actor.reseller(), text, Optional.empty(), GridQuery.Sort.NAME, false, null, most))
        .lines();
  }
}
