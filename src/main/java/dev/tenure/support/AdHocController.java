package dev.tenure.support;

import dev.tenure.account.Reseller;
import dev.tenure.account.Resellers;
import dev.tenure.billing.AdHoc;
import dev.tenure.billing.Percent;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Issues credits and debits, after showing their tax and total; each form issues once. */
@Controller
class AdHocController {

  private static final String TITLE = "support.billing.charge";

  private final Resellers resellers;
  private final AdHoc adHoc;

  AdHocController(Resellers resellers, AdHoc adHoc) {
    this.resellers = resellers;
    this.adHoc = adHoc;
  }

  @GetMapping(Paths.RESELLER_CHARGE)
  ModelAndView charge(Page page, @PathVariable String id) {
    Reseller reseller = resellers.require(ResellerId.parse(id));
    return view(page, reseller, new Typed(Map.of("kind", "credit")), Problems.none());
  }

  @PostMapping(Paths.RESELLER_CHARGE)
  ModelAndView issue(
      Page page, Actor actor, @PathVariable String id, Typed typed, CreatingForm sent) {
    Reseller reseller = resellers.require(ResellerId.parse(id));
    if (Confirmation.back(typed)) {
      return view(page, reseller, typed, Problems.none());
    }
    try {
      boolean credit = !typed.get("kind").equals("debit");
      String amount = typed.get("amount");
      String text = typed.get("text");
      String reason = typed.get("reason");
      return sent.lead(() -> {
        AdHoc.Preview preview = adHoc.preview(reseller.id(), credit, amount, text, reason, actor);
        asked(page, reseller, credit, preview).demand(typed);
        return Paths.BILLING
            + "/invoices/"
            + adHoc.issue(reseller.id(), credit, amount, text, reason, actor);
      });
    } catch (Confirmation.Unconfirmed unconfirmed) {
      return unconfirmed.view(ResellerBillingController.titled(page, reseller, TITLE), typed);
    } catch (Refused refused) {
      return view(page, reseller, typed, Problems.of(refused));
    }
  }

  private static Confirmation asked(
      Page page, Reseller reseller, boolean credit, AdHoc.Preview preview) {
    String word = credit ? "credit" : "debit";
    List<Confirmation.Fact> facts = new ArrayList<>();
    facts.add(fact(page, "billing.column.reseller", reseller.details().name()));
    facts.add(fact(page, "support.billing.line-text", preview.text()));
    facts.add(fact(page, "billing.reason", preview.reason()));
    facts.add(fact(page, "support.confirm.amount", preview.net().shown()));
    facts.add(
        new Confirmation.Fact(
            preview.taxName().isEmpty()
                ? page.text("support.confirm.tax")
                : preview.taxName() + " " + Percent.shown(preview.taxRate()),
            preview.tax().shown()));
    facts.add(fact(page, "billing.column.total", preview.total().shown()));
    return new Confirmation(
        page.text("support.confirm." + word, reseller.details().name()),
        facts,
        List.of(),
        0,
        page.text("support.confirm." + word + "-button"));
  }

  private static Confirmation.Fact fact(Page page, String label, String value) {
    return new Confirmation.Fact(page.text(label), value);
  }

  private static ModelAndView view(Page page, Reseller reseller, Typed typed, Problems problems) {
    return ResellerBillingController.view(
        page, reseller, TITLE, "support/reseller-charge", typed, problems);
  }
}
