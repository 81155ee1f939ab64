package dev.tenure.billing.verify;

import dev.tenure.platform.verify.LawCheck;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** D3: an invoice's total is the sum of its lines, and its shares are those of its customers. */
@Component
class TotalsLaw implements LawCheck {

  private final InvoiceLawStore store;

  TotalsLaw(InvoiceLawStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "D3";
  }

  @Override
  public String sentence() {
    return "each total is the sum of its invoice’s lines";
  }

  @Override
  public Outcome run() {
    List<String> violations = new ArrayList<>(store.wrongTotals());
    violations.addAll(store.homelessLines());
    return new Outcome(store.count("invoice_line"), violations);
  }
}
