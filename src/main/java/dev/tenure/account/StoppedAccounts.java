package dev.tenure.account;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells which of many accounts have their own access dial off (A4, A14). */
@Component
public class StoppedAccounts {

  private final AccountNewsStore store;

  StoppedAccounts(AccountNewsStore store) {
    this.store = store;
  }

  /** Those of the customers and resellers whose people have no access at this moment. */
  public Set<UUID> among(Collection<UUID> accounts) {
    return store.stopped(accounts);
  }
}
