package dev.tenure.billing;

import dev.tenure.account.Reseller;
import dev.tenure.account.Resellers;
import dev.tenure.account.Words;
import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.DraftLine;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.billing.run.InvoiceWriting;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.clock.Irreversible;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Credits and debits by hand, for what an issued invoice got wrong (D8). */
@Component
public class AdHoc {

  private final Resellers resellers;
  private final TermsStore terms;
  private final InvoiceWriting writing;
  private final AuditTrail trail;
  private final Irreversible irreversible;

  AdHoc(
      Resellers resellers,
      TermsStore terms,
      InvoiceWriting writing,
      AuditTrail trail,
      Irreversible irreversible) {
    this.resellers = resellers;
    this.terms = terms;
    this.writing = writing;
    this.trail = trail;
    this.irreversible = irreversible;
  }

  /**
   * What the invoice would say.
   *
   * @param net the line's amount, negative for a credit
   * @param taxName empty without a tax
   * @param taxRate in hundredths of a per cent
   */
  public record Preview(
      String text, String reason, Money net, String taxName, int taxRate, Money tax, Money total) {}

  /** A checked order under the present terms. */
  private record Drawn(Reseller reseller, Terms on, Preview preview) {

    Draft draft(YearMonth month) {
      List<DraftLine> lines = new ArrayList<>();
      lines.add(
          new DraftLine(
              LineKind.ADJUSTMENT, null, preview.text(), 0, 0, preview.net().minor(), on));
      if (on.tax() != 0) {
        lines.add(
            new DraftLine(
                LineKind.TAX,
                null,
                on.taxName(),
                on.tax(),
                preview.net().minor(),
                preview.tax().minor(),
                on));
      }
      return new Draft(month, on.currency(), lines, List.of());
    }
  }

  /**
   * What {@link #issue} would issue; nothing is changed.
   *
   * @throws Refused as there
   */
  @Transactional
  public Preview preview(
      ResellerId id, boolean credit, String amount, String text, String reason, Actor actor) {
    return drawn(id, credit, amount, text, reason, actor).preview();
  }

  /**
   * Issues an ad hoc invoice with one line, and tax by the reseller's terms.
   *
   * @param credit whether the amount is given back
   * @param amount in major units, more than nought
   * @throws Refused as invalid in {@code amount}, {@code text} or {@code reason}; {@code no-plan};
   *     {@code clock-in-doubt}; not found
   */
  @Transactional
  public InvoiceId issue(
      ResellerId id, boolean credit, String amount, String text, String reason, Actor actor) {
    Drawn drawn = drawn(id, credit, amount, text, reason, actor);
    irreversible.demand();
    Preview preview = drawn.preview();
    Draft draft = drawn.draft(terms.month(drawn.on()));
    InvoiceId invoice = writing.adHoc(id, draft, actor.name(), preview.reason());
    trail.record(
        new AuditEntry(
            id.value(),
            credit ? "billing.credit" : "billing.debit",
            "done",
            actor,
            id,
            null,
            drawn.reseller().details().name(),
            preview.reason(),
            "",
            preview.net().shown() + ", " + preview.text(),
            Audience.RESELLER));
    return invoice;
  }

  private Drawn drawn(
      ResellerId id, boolean credit, String amount, String text, String reason, Actor actor) {
    Plans.demandSupport(actor);
    Reseller reseller = resellers.require(id);
    Terms on =
        terms
            .lock(id)
            .orElseThrow(() ->
                new Refused(
                    new Refusal.WrongState(
                        "no-plan", "This reseller isn’t charged yet. Give it a price plan.")));
    if (!on.currency().getCurrencyCode().equals(reseller.details().currency())) {
      throw new Refused(
          new Refusal.WrongState(
              "currency-differs",
              "%s is charged in %s by its price plan, but its details say %s. Correct its details first."
                  .formatted(
                      reseller.details().name(), on.currency(), reseller.details().currency())));
    }
    Money money = money(amount, on);
    String line = Words.required("text", "text of the line", text, 120);
    String why = Words.required("reason", "reason", reason, 300);
    Money net = credit ? money.negated() : money;
    Money tax = net.portion(on.tax());
    return new Drawn(
        reseller, on, new Preview(line, why, net, on.taxName(), on.tax(), tax, net.plus(tax)));
  }

  private static Money money(String amount, Terms on) {
    try {
      Money money = Money.parse(amount, on.currency());
      if (money.minor() > 0) {
        return money;
      }
    } catch (NumberFormatException notAnAmount) {
      throw invalidAmount(on);
    }
    throw invalidAmount(on);
  }

  private static Refused invalidAmount(Terms on) {
    return Words.invalid(
        "amount",
        "amount-invalid",
        "Enter an amount in %s with at most %d decimals, more than zero and at most %s, for example %s."
            .formatted(
                on.currency().getCurrencyCode(),
                Money.decimals(on.currency()),
                Money.most(on.currency()),
                new Money(1250, on.currency())));
  }
}
