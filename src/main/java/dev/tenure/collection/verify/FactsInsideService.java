package dev.tenure.collection.verify;

import dev.tenure.platform.verify.LawCheck;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * C1, C3: no call, segment, visit, offer, agent interval or journalled event lies outside a service
 * period.
 */
@Component
class FactsInsideService implements LawCheck {

  private final FactLawStore store;

  FactsInsideService(FactLawStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "C1";
  }

  @Override
  public String sentence() {
    return "no call, segment, visit, offer, agent status or event outside a service period";
  }

  @Override
  public Outcome run() {
    long checked = 0;
    for (FactLawStore.Kind kind : FactLawStore.Kind.values()) {
      List<String> outside = store.outsideService(kind);
      if (!outside.isEmpty()) {
        return new Outcome(checked, outside);
      }
      checked += store.count(kind);
    }
    return Outcome.kept(checked);
  }
}
