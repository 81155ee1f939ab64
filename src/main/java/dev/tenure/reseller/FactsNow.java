package dev.tenure.reseller;

import dev.tenure.account.Accounts;
import dev.tenure.account.CollectionFigures;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import org.springframework.stereotype.Component;

/** Gathers what a warning screen tells. */
@Component
class FactsNow {

  private final Accounts accounts;
  private final Presence presence;
  private final CollectionFigures collection;

  FactsNow(Accounts accounts, Presence presence, CollectionFigures collection) {
    this.accounts = accounts;
    this.presence = presence;
    this.collection = collection;
  }

  /**
   * The facts about one customer.
   *
   * @throws dev.tenure.platform.Refused as not found (B5)
   */
  Facts about(CustomerId customer, Actor actor) {
    return new Facts(
        accounts.require(customer, actor),
        null,
        presence.signedIn(customer),
        collection.figures(customer));
  }
}
