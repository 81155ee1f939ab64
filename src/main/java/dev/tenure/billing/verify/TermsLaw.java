package dev.tenure.billing.verify;

import dev.tenure.platform.verify.LawCheck;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** D11: credits and adjustments are made on the terms of the line that charged them. */
@Component
class TermsLaw implements LawCheck {

  private final InvoiceLawStore store;

  TermsLaw(InvoiceLawStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "D11";
  }

  @Override
  public String sentence() {
    return "each credit on the terms of the line it corrects, each amount from its price and days";
  }

  @Override
  public Outcome run() {
    List<String> violations = new ArrayList<>(store.strayCorrections());
    violations.addAll(store.wrongAmounts());
    return new Outcome(store.count("invoice_line"), violations);
  }
}
