package dev.tenure.billing.verify;

import dev.tenure.platform.verify.LawCheck;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** D2: no day of a user's part is charged twice. */
@Component
class OnceLaw implements LawCheck {

  private final InvoiceLawStore store;

  OnceLaw(InvoiceLawStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "D2";
  }

  @Override
  public String sentence() {
    return "no day charged twice";
  }

  @Override
  public Outcome run() {
    List<String> violations = new ArrayList<>(store.chargedTwice());
    return new Outcome(store.count("invoice_line"), violations);
  }
}
