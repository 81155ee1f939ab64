package dev.tenure.identity.sessions;

import dev.tenure.platform.verify.LawCheck;
import org.springframework.stereotype.Component;

/** Judges all sessions by the accounts' own columns, without the view that the gate uses. */
@Component
class SessionLaw implements LawCheck {

  private final SessionLawStore store;

  SessionLaw(SessionLawStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "B1";
  }

  @Override
  public String sentence() {
    return "no session alive on a stopped account, and none born there";
  }

  @Override
  public Outcome run() {
    return new Outcome(store.count(), store.violations());
  }
}
