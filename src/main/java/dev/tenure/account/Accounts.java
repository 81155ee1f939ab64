package dev.tenure.account;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import org.springframework.stereotype.Component;

/** Reads accounts for their reseller's people and for Support. */
@Component
public class Accounts {

  private final AccountStore store;

  Accounts(AccountStore store) {
    this.store = store;
  }

  /**
   * The account as it is at the instant of reading.
   *
   * @throws Refused as not found, alike for unknown ids and for another reseller's (B5)
   */
  public Account require(CustomerId id, Actor reader) {
    return store
        .find(id, Lifecycle.scope(reader))
        .orElseThrow(() -> new Refused(new Refusal.NotFound("customer")));
  }
}
