package dev.tenure.account;

import dev.tenure.platform.verify.LawCheck;
import org.springframework.stereotype.Component;

/** A12, F3: every effect is done, and says what was done, or is visible as undone. */
@Component
class EffectLaw implements LawCheck {

  private final LawStore store;

  EffectLaw(LawStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "A12";
  }

  @Override
  public String sentence() {
    return "effects are done, or visible as undone (%,d due and undone now, %,d to come)"
        .formatted(store.undone(true), store.undone(false));
  }

  @Override
  public Outcome run() {
    return new Outcome(store.effects(), store.brokenEffects());
  }
}
