package dev.tenure.billing;

import dev.tenure.account.Account;
import dev.tenure.platform.Actor;
import dev.tenure.platform.clock.Irreversible;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives users found in phone systems their automatic licences, up to the customer's cap (D17). Each
 * customer has a transaction of its own; one that fails is retried the next time and delays no
 * other.
 */
@Component
public class TakeInFoundUsers {

  private static final Logger log = LoggerFactory.getLogger(TakeInFoundUsers.class);

  private final FoundStore store;
  private final LicenceStore licences;
  private final LicenceWriting writing;
  private final Irreversible irreversible;
  private final TransactionTemplate each;

  TakeInFoundUsers(
      FoundStore store,
      LicenceStore licences,
      LicenceWriting writing,
      Irreversible irreversible,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.licences = licences;
    this.writing = writing;
    this.irreversible = irreversible;
    this.each = new TransactionTemplate(transactions);
  }

  /** Takes in those that have appeared since the last time. */
  public void takeIn() {
    Actor tenure = Actor.system("billing");
    for (FoundStore.Place place : store.withNew()) {
      try {
        each.executeWithoutResult(status -> {
          // Each of their days is charged: which day it is must be beyond doubt (A16).
          if (irreversible.permitted()) {
            takeIn(place, tenure);
          }
        });
      } catch (RuntimeException failed) {
        log.error(
            "Cannot take in the users found for customer {}, retrying with the next round",
            place.customer(),
            failed);
      }
    }
  }

  private void takeIn(FoundStore.Place place, Actor tenure) {
    Account account = writing.lock(place.customer(), tenure);
    FoundStore.Taken[] found = new FoundStore.Taken[1];
    writing.changing(account, () -> found[0] = store.takeIn(place.customer(), tenure.name()));
    FoundStore.Taken taken = found[0];
    if (taken.licensed() + taken.waiting() > 0) {
      // Also for those who only wait: “all” must be the users that were shown with their cost.
      licences.countChange(place.customer());
      writing.record(
          account,
          "licence.found",
          place.name(),
          "",
          "%d users found in a phone system got a licence, %d wait for confirmation"
              .formatted(taken.licensed(), taken.waiting()),
          tenure);
    }
  }
}
