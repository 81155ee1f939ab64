package dev.tenure.billing.verify;

import dev.tenure.platform.verify.LawCheck;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** D8: invoices are numbered without holes, and months are closed in their order. */
@Component
class NumbersLaw implements LawCheck {

  private final InvoiceLawStore store;

  NumbersLaw(InvoiceLawStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "D8";
  }

  @Override
  public String sentence() {
    return "invoice numbers without holes, months closed in order";
  }

  @Override
  public Outcome run() {
    List<String> violations = new ArrayList<>(store.holes());
    violations.addAll(store.gaps());
    return new Outcome(store.count("invoice"), violations);
  }
}
