package dev.tenure.support;

import dev.tenure.account.Reseller;
import dev.tenure.account.Resellers;
import dev.tenure.account.Words;
import dev.tenure.billing.Charging;
import dev.tenure.billing.Chargings;
import dev.tenure.billing.FoundUsers;
import dev.tenure.billing.InvoicePages;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Percent;
import dev.tenure.billing.PlanId;
import dev.tenure.billing.Plans;
import dev.tenure.billing.Rehearsal;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** How one reseller is charged. */
@Controller
class ResellerBillingController {

  private static final int SHOWN = 6;

  private final Resellers resellers;
  private final Chargings chargings;
  private final Plans plans;
  private final Rehearsal rehearsal;

  ResellerBillingController(
      Resellers resellers, Chargings chargings, Plans plans, Rehearsal rehearsal) {
    this.resellers = resellers;
    this.chargings = chargings;
    this.plans = plans;
    this.rehearsal = rehearsal;
  }

  @GetMapping(Paths.RESELLER_BILLING)
  ModelAndView terms(Page page, @PathVariable String id) {
    Reseller reseller = resellers.require(ResellerId.parse(id));
    Optional<Chargings.Kept> kept = chargings.find(reseller.id());
    return termsView(
        page,
        reseller,
        kept.map(ResellerBillingController::typed).orElse(first(page, reseller)),
        Problems.none());
  }

  private static Typed first(Page page, Reseller reseller) {
    LocalDate today = page.now().atZone(reseller.details().zone()).toLocalDate();
    return new Typed(
        Map.of(
            "version",
            "0",
            "from",
            today.withDayOfMonth(1).plusMonths(1).toString(),
            "foundCap",
            String.valueOf(Charging.USUAL_CAP)));
  }

  private static Typed typed(Chargings.Kept kept) {
    Charging charging = kept.charging();
    PartNumber found = charging.foundPart();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("version", String.valueOf(kept.version()));
    values.put("plan", charging.plan().toString());
    values.put("from", charging.from().toString());
    values.put("code", charging.code());
    values.put("address", charging.address());
    values.put("taxNumber", charging.taxNumber());
    values.put("discountName", charging.discountName());
    values.put("discount", Percent.plain(charging.discount()));
    values.put("taxName", charging.taxName());
    values.put("tax", Percent.plain(charging.tax()));
    values.put("foundPart", found == null ? "" : found.value());
    values.put("foundCap", String.valueOf(charging.foundCap()));
    return new Typed(values);
  }

  @PostMapping(Paths.RESELLER_BILLING)
  ModelAndView keep(
      Page page, Actor actor, @PathVariable String id, Typed typed, CreatingForm sent) {
    Reseller reseller = resellers.require(ResellerId.parse(id));
    if (Confirmation.back(typed)) {
      return termsView(page, reseller, typed, Problems.none());
    }
    try {
      long version = typed.number("version", -1);
      Charging charging = read(typed);
      return sent.lead(() -> {
        confirm(page, reseller, version, charging, typed, actor);
        chargings.keep(reseller.id(), version, charging, actor);
        return Paths.of(reseller.id());
      });
    } catch (Confirmation.Unconfirmed unconfirmed) {
      return unconfirmed.view(titled(page, reseller, "support.billing.terms"), typed);
    } catch (Refused refused) {
      return termsView(page, reseller, typed, Problems.of(refused));
    }
  }

  /** Asks to confirm changes of amounts, not of an address. */
  private void confirm(
      Page page, Reseller reseller, long version, Charging charging, Typed typed, Actor actor) {
    Optional<Charging> before = chargings.find(reseller.id()).map(Chargings.Kept::charging);
    List<Confirmation.Fact> facts = facts(page, before, charging);
    String atOnce = months(chargings.atOnce(reseller.id(), charging));
    if (!atOnce.isEmpty()) {
      facts.add(new Confirmation.Fact(page.text("support.billing.at-once"), atOnce));
    }
    if (!facts.isEmpty()) {
      List<Rehearsal.Effect> effects =
          rehearsal.of(
              List.of(reseller.id()),
              () -> chargings.keep(reseller.id(), version, charging, actor));
      new Confirmation(
              page.text("support.confirm.terms", reseller.details().name()),
              facts,
              Confirmation.rows(effects),
              0,
              page.text("support.confirm.terms-button"))
          .demand(typed);
    }
  }

  private List<Confirmation.Fact> facts(Page page, Optional<Charging> before, Charging after) {
    Map<String, Function<Charging, String>> shown = new LinkedHashMap<>();
    shown.put("billing.column.plan", charging -> plans.require(charging.plan()).name());
    shown.put("support.billing.charged-from", charging -> page.formats().date(charging.from()));
    shown.put("support.billing.discount", charging -> Percent.shown(charging.discount()));
    shown.put("support.billing.tax", charging -> Percent.shown(charging.tax()));
    shown.put("support.billing.found", charging -> found(page, charging));
    shown.put("support.billing.found-cap", charging -> String.valueOf(charging.foundCap()));
    List<Confirmation.Fact> facts = new ArrayList<>();
    shown.forEach((label, value) -> {
      String was = before.map(value).orElse("");
      String is = value.apply(after);
      if (!was.equals(is)) {
        facts.add(
            new Confirmation.Fact(
                page.text(label),
                was.isEmpty() ? is : page.text("support.confirm.from-to", was, is)));
      }
    });
    return facts;
  }

  private static String found(Page page, Charging charging) {
    PartNumber part = charging.foundPart();
    return part == null ? page.text("support.billing.found-nothing") : part.value();
  }

  /** The months in words; empty for none. */
  private static String months(List<YearMonth> months) {
    return months.size() <= SHOWN
        ? months.stream().map(InvoicePages::month).collect(Collectors.joining(", "))
        : "%s to %s (%d months)"
            .formatted(
                InvoicePages.month(months.getFirst()),
                InvoicePages.month(months.getLast()),
                months.size());
  }

  private static Charging read(Typed typed) {
    return new Charging(
        plan(typed.get("plan")),
        day(typed, "from"),
        typed.get("code"),
        typed.lines("address"),
        typed.get("taxNumber"),
        typed.get("discountName"),
        Percent.parse("discount", typed.get("discount")),
        typed.get("taxName"),
        Percent.parse("tax", typed.get("tax")),
        typed.get("foundPart").isEmpty()
            ? null
            : PartNumber.parse("foundPart", typed.get("foundPart")),
        typed.has("foundCap")
            ? FoundUsers.parseCap("foundCap", typed.get("foundCap"))
            : Charging.USUAL_CAP);
  }

  private static PlanId plan(String text) {
    try {
      return new PlanId(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      throw Words.invalid("plan", "plan-unknown", "Choose a price plan from the list.");
    }
  }

  private static LocalDate day(Typed typed, String field) {
    return typed
        .day(field)
        .orElseThrow(
            () -> Words.invalid(field, "date-unknown", "Pick the first day that is charged."));
  }

  private ModelAndView termsView(Page page, Reseller reseller, Typed typed, Problems problems) {
    Map<String, String> choices = new LinkedHashMap<>();
    plans.list().stream()
        .filter(plan -> plan.currency().getCurrencyCode().equals(reseller.details().currency()))
        .forEach(plan -> choices.put(plan.id().toString(), plan.name()));
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("", page.text("support.billing.found-nothing"));
    plans.parts().forEach(part -> parts.put(part.number().value(), part.name()));
    return view(
            page, reseller, "support.billing.terms", "support/reseller-billing", typed, problems)
        .addObject("plans", choices)
        .addObject("parts", parts);
  }

  static Page titled(Page page, Reseller reseller, String title) {
    return page.crumb(page.text("support.resellers.title"), Paths.RESELLERS)
        .crumb(reseller.details().name(), Paths.of(reseller.id()))
        .titled(title, reseller.details().name());
  }

  static ModelAndView view(
      Page page, Reseller reseller, String title, String template, Typed typed, Problems problems) {
    ModelAndView view =
        titled(page, reseller, title)
            .view(template)
            .addObject("reseller", reseller)
            .addObject("address", Paths.of(reseller.id()))
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
