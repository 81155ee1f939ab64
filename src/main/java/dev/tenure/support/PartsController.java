package dev.tenure.support;

import dev.tenure.account.ProductType;
import dev.tenure.account.Words;
import dev.tenure.billing.Catalogue;
import dev.tenure.billing.Part;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Plans;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The catalogue of parts, which product types admit them, and who issues invoices. */
@Controller
class PartsController {

  private static final int MOST = 500;

  private final Plans plans;
  private final Catalogue catalogue;

  PartsController(Plans plans, Catalogue catalogue) {
    this.plans = plans;
    this.catalogue = catalogue;
  }

  @GetMapping(Paths.PARTS)
  ModelAndView list(Page page) {
    return view(page, new Typed(Map.of("rank", "0")), Problems.none());
  }

  @PostMapping(Paths.PARTS)
  ModelAndView put(Page page, Actor actor, Typed typed, CreatingForm form) {
    try {
      Part part =
          new Part(
              PartNumber.parse("number", typed.get("number")),
              typed.get("name"),
              typed.get("role"),
              typed.get("ladder"),
              rank(typed));
      return form.lead(() -> {
        plans.putPart(part, actor);
        return Paths.PARTS;
      });
    } catch (Refused refused) {
      return view(page, typed, Problems.of(refused));
    }
  }

  private static int rank(Typed typed) {
    long rank = typed.number("rank", typed.get("rank").isBlank() ? 0 : -1);
    if (rank < 0 || rank > 100) {
      throw Words.invalid("rank", "rank-out-of-range", "Enter 0 to 100.");
    }
    return Math.toIntExact(rank);
  }

  @PostMapping(Paths.PARTS + "/products")
  ModelAndView admit(Actor actor, Typed typed) {
    for (ProductType product : ProductType.values()) {
      Set<PartNumber> admitted = new TreeSet<>();
      for (Part part : plans.parts()) {
        if (typed.has(product + "." + part.number())) {
          admitted.add(part.number());
        }
      }
      catalogue.admit(product, admitted, actor);
    }
    return new ModelAndView("redirect:" + Paths.PARTS);
  }

  private ModelAndView view(Page page, Typed typed, Problems problems) {
    List<Part> parts = plans.parts();
    Sheet sheet =
        Sheet.paged(
            page,
            new Typed(Map.of()),
            Paths.PARTS,
            "",
            MOST,
            parts,
            part ->
                new Sheet.Row(
                    List.of(
                        Sheet.Cell.of(part.name(), part.number().value()),
                        Sheet.Cell.of(part.role()),
                        Sheet.Cell.of(
                            part.ladder().isEmpty() ? "–" : part.ladder() + " " + part.rank()))),
            "support.billing.parts.none",
            "-part",
            "-role",
            "-ladder");
    Map<ProductType, Set<PartNumber>> admitted = new LinkedHashMap<>();
    for (ProductType product : ProductType.values()) {
      admitted.put(product, catalogue.admitted(product));
    }
    ModelAndView view =
        page.titled("billing.title")
            .view("support/parts")
            .addObject("sheet", sheet)
            .addObject("parts", parts)
            .addObject("admitted", admitted)
            .addObject("unpriced", catalogue.unpriced())
            .addObject("tabs", BillingTabs.of(page))
            .addObject("keeps", page.shell().may("KEEP_BILLING"))
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }

  @GetMapping(Paths.ISSUER)
  ModelAndView issuer(Page page) {
    Catalogue.Issuer issuer = catalogue.issuer();
    return issuerView(
        page,
        new Typed(
            Map.of(
                "name",
                issuer.name(),
                "address",
                issuer.address(),
                "taxNumber",
                issuer.taxNumber(),
                "prefix",
                issuer.prefix())),
        Problems.none());
  }

  @PostMapping(Paths.ISSUER)
  ModelAndView saveIssuer(Page page, Actor actor, Typed typed) {
    try {
      catalogue.issueAs(
          new Catalogue.Issuer(
              typed.get("name"),
              typed.lines("address"),
              typed.get("taxNumber"),
              typed.get("prefix")),
          actor);
      return new ModelAndView("redirect:" + Paths.ISSUER);
    } catch (Refused refused) {
      return issuerView(page, typed, Problems.of(refused));
    }
  }

  private static ModelAndView issuerView(Page page, Typed typed, Problems problems) {
    ModelAndView view =
        page.titled("billing.title")
            .view("support/issuer")
            .addObject("tabs", BillingTabs.of(page))
            .addObject("keeps", page.shell().may("KEEP_BILLING"))
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
