package dev.tenure.collection.verify;

import dev.tenure.platform.verify.LawCheck;
import java.util.List;
import org.springframework.stereotype.Component;

/** C4: no field of a fact tells anything from outside the service period that it belongs to. */
@Component
class NothingToldFromAfterT implements LawCheck {

  private final FactLawStore store;

  NothingToldFromAfterT(FactLawStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "C4";
  }

  @Override
  public String sentence() {
    return "no field of a call tells anything from before its service period or from T on";
  }

  @Override
  public Outcome run() {
    List<String> telling = store.tellingFromOutside();
    return new Outcome(store.count(FactLawStore.Kind.CALL), telling);
  }
}
