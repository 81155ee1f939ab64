package dev.tenure.support;

import dev.tenure.account.Words;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.Money;
import dev.tenure.billing.Part;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Plan;
import dev.tenure.billing.PlanId;
import dev.tenure.billing.Plans;
import dev.tenure.billing.Price;
import dev.tenure.billing.Rehearsal;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Price plans and the versions of their prices. */
@Controller
class PlansController {

  private static final int MOST = 500;

  private final Plans plans;
  private final ResellerForm form;
  private final Rehearsal rehearsal;

  PlansController(Plans plans, ResellerForm form, Rehearsal rehearsal) {
    this.plans = plans;
    this.form = form;
    this.rehearsal = rehearsal;
  }

  @GetMapping(Paths.PLANS)
  ModelAndView list(Page page) {
    return listView(page, new Typed(Map.of("currency", "GBP")), Problems.none());
  }

  @PostMapping(Paths.PLANS)
  ModelAndView create(Page page, Actor actor, Typed typed, CreatingForm sent) {
    try {
      return sent.lead(
          () -> Paths.PLANS + "/" + plans.create(typed.get("name"), typed.get("currency"), actor));
    } catch (Refused refused) {
      return listView(page, typed, Problems.of(refused));
    }
  }

  private ModelAndView listView(Page page, Typed typed, Problems problems) {
    Sheet sheet =
        Sheet.paged(
            page,
            new Typed(Map.of()),
            Paths.PLANS,
            "",
            MOST,
            plans.list(),
            plan ->
                new Sheet.Row(
                    List.of(
                        Sheet.Cell.link(plan.name(), Paths.PLANS + "/" + plan.id()),
                        Sheet.Cell.of(plan.currency().getCurrencyCode()),
                        Sheet.Cell.of(page.formats().number(plan.parts())),
                        Sheet.Cell.of(page.formats().number(plan.resellers())))),
            "support.billing.plans.none",
            "-plan",
            "-currency",
            "#-parts",
            "#-resellers");
    ModelAndView view =
        page.titled("billing.title")
            .view("support/plans")
            .addObject("sheet", sheet)
            .addObject("tabs", BillingTabs.of(page))
            .addObject("keeps", page.shell().may("KEEP_BILLING"))
            .addObject("currencies", form.choices().currencies())
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }

  @GetMapping(Paths.PLANS + "/{plan}")
  ModelAndView show(Page page, @PathVariable String plan) {
    return view(page, require(plan), new Typed(Map.of("minimum", "0")), Problems.none());
  }

  @PostMapping(Paths.PLANS + "/{plan}")
  ModelAndView price(
      Page page, Actor actor, @PathVariable String plan, Typed typed, CreatingForm sent) {
    Plan found = require(plan);
    if (Confirmation.back(typed)) {
      return view(page, found, typed, Problems.none());
    }
    try {
      Price price = read(typed, found);
      Runnable change =
          () -> plans.price(found.id(), typed.number("version", -1), List.of(price), actor);
      return sent.lead(() -> {
        asked(page, found, price, change).demand(typed);
        change.run();
        return Paths.PLANS + "/" + found.id();
      });
    } catch (Confirmation.Unconfirmed unconfirmed) {
      return unconfirmed.view(
          page.crumb(page.text("support.billing.plans"), Paths.PLANS)
              .crumb(found.name(), Paths.PLANS + "/" + found.id())
              .titled("support.billing.prices.new"),
          typed);
    } catch (Refused refused) {
      return view(page, require(plan), typed, Problems.of(refused));
    }
  }

  private Confirmation asked(Page page, Plan plan, Price price, Runnable change) {
    List<ResellerId> affected = plans.resellers(plan.id());
    List<Rehearsal.Effect> effects = rehearsal.of(affected, change);
    String name = plan.part(price.part()).map(Part::name).orElse(price.part().value());
    return new Confirmation(
        page.text("support.confirm.price", name, plan.name(), affected.size()),
        List.of(
            new Confirmation.Fact(
                page.text("billing.column.price"),
                plan.price(price.part(), price.from())
                    .map(before ->
                        page.text(
                            "support.confirm.from-to",
                            tiers(page, plan, before),
                            tiers(page, plan, price)))
                    .orElse(tiers(page, plan, price))),
            new Confirmation.Fact(
                page.text("support.billing.valid-from"), page.formats().date(price.from())),
            new Confirmation.Fact(
                page.text("billing.column.credit"),
                page.text("support.billing.credit." + price.credit())),
            new Confirmation.Fact(
                page.text("support.billing.minimum"),
                page.text("support.billing.days", price.minimumDays()))),
        Confirmation.rows(effects),
        affected.size() - effects.size(),
        page.text("support.confirm.price-button"));
  }

  private Plan require(String id) {
    try {
      return plans.require(new PlanId(UUID.fromString(id)));
    } catch (IllegalArgumentException notAnId) {
      throw new Refused(new Refusal.NotFound("price plan"));
    }
  }

  private static Price read(Typed typed, Plan plan) {
    return new Price(
        PartNumber.parse("part", typed.get("part")),
        day(typed, "from"),
        typed.get("credit").equals("DAILY") ? CreditRule.DAILY : CreditRule.NONE,
        minimum(typed),
        PriceTiers.read(typed.get("price"), plan.currency()));
  }

  private static int minimum(Typed typed) {
    long days = typed.number("minimum", typed.get("minimum").isBlank() ? 0 : -1);
    if (days < 0 || days > 366) {
      throw Words.invalid("minimum", "minimum-out-of-range", "Enter 0 to 366 days.");
    }
    return Math.toIntExact(days);
  }

  private static LocalDate day(Typed typed, String field) {
    return typed
        .day(field)
        .orElseThrow(() ->
            Words.invalid(field, "date-unknown", "Pick a date, or write it as year-month-day."));
  }

  private ModelAndView view(Page page, Plan plan, Typed typed, Problems problems) {
    List<Price> newestFirst =
        plan.prices().stream()
            .sorted(
                Comparator.comparing(Price::part)
                    .thenComparing(Price::from, Comparator.reverseOrder()))
            .toList();
    Sheet sheet =
        Sheet.paged(
            page,
            new Typed(Map.of()),
            Paths.PLANS + "/" + plan.id(),
            "",
            MOST,
            newestFirst,
            price -> row(page, plan, price),
            "support.billing.prices.none",
            "-part",
            "-valid",
            "#-price",
            "-credit",
            "-minimum");
    ModelAndView view =
        page.crumb(page.text("support.billing.plans"), Paths.PLANS)
            .named(plan.name())
            .view("support/plan")
            .addObject("plan", plan)
            .addObject("sheet", sheet)
            .addObject("keeps", page.shell().may("KEEP_BILLING"))
            .addObject(
                "parts",
                plans.parts().stream()
                    .collect(
                        Collectors.toMap(
                            part -> part.number().value(),
                            part -> part.name() + " (" + part.number() + ")",
                            (a, b) -> a,
                            java.util.LinkedHashMap::new)))
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }

  private static Sheet.Row row(Page page, Plan plan, Price price) {
    String name = plan.part(price.part()).map(Part::name).orElse(price.part().value());
    return new Sheet.Row(
        List.of(
            Sheet.Cell.of(name, price.part().value()),
            Sheet.Cell.of(page.formats().date(price.from())),
            Sheet.Cell.of(tiers(page, plan, price)),
            Sheet.Cell.of(page.text("support.billing.credit." + price.credit())),
            Sheet.Cell.of(page.text("support.billing.days", price.minimumDays()))));
  }

  private static String tiers(Page page, Plan plan, Price price) {
    return price.tiers().stream()
        .map(tier -> {
          String amount = new Money(tier.perMonth(), plan.currency()).shown();
          return tier.from() == 1 ? amount : page.text("support.billing.tier", tier.from(), amount);
        })
        .collect(Collectors.joining("; "));
  }
}
