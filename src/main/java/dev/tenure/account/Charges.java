package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks billing, where there is any, what a command would change. */
@Component
class Charges {

  private final ObjectProvider<BillingFigures> billing;

  Charges(ObjectProvider<BillingFigures> billing) {
    this.billing = billing;
  }

  /** Empty where nobody charges anything. */
  String licences(CustomerId customer) {
    return billing.stream().findFirst().map(figures -> figures.licences(customer)).orElse("");
  }

  /** Whether any invoice has a line of the customer. */
  boolean invoiced(CustomerId customer) {
    return billing.stream().anyMatch(figures -> figures.invoiced(customer));
  }

  /** The currency that the reseller's charges are fixed in; empty while nothing is priced. */
  Optional<String> currency(ResellerId reseller) {
    return billing.stream().findFirst().flatMap(figures -> figures.currency(reseller));
  }

  /** Within the transaction of a command on the account's life. */
  void lived(Account before, Timeline life) {
    List<Period> lives = life.periods();
    if (!lives.equals(before.timeline().periods())) {
      CustomerDetails same = before.details();
      billing.forEach(figures -> figures.changed(before, lives, same.zone(), same.trialUntil()));
    }
  }

  /** Within the transaction that edits the account. */
  void edited(Account before, CustomerDetails details) {
    CustomerDetails old = before.details();
    if (!details.zone().equals(old.zone())
        || !Objects.equals(details.trialUntil(), old.trialUntil())) {
      List<Period> lives = before.timeline().periods();
      billing.forEach(
          figures -> figures.changed(before, lives, details.zone(), details.trialUntil()));
    }
  }

  Outlook<BillingFigures.NextInvoice> next(
      Account account, Command command, Optional<Moment> moment) {
    return billing.stream()
        .findFirst()
        .map(figures -> figures.next(account, livesAfter(account, command, moment)))
        .orElse(Outlook.nothing());
  }

  /** The service periods as they would be once the command is carried out. */
  private static List<Period> livesAfter(
      Account account, Command command, Optional<Moment> moment) {
    Timeline life = account.timeline();
    boolean serving = account.status() != Status.TERMINATED;
    return switch (command) {
      case DISABLE, REENABLE -> life.periods();
      case TERMINATE_NOW -> serving ? ending(life, Optional.of(account.readAt())) : life.periods();
      case TERMINATE_ON_DATE ->
          serving && moment.isPresent()
              ? ending(life, moment.map(Moment::instant))
              : life.periods();
      case WITHDRAW_TERMINATION -> serving ? ending(life, Optional.empty()) : life.periods();
      case REINSTATE -> {
        List<Period> lives = new ArrayList<>(life.periods());
        if (!serving) {
          lives.add(new Period(account.readAt(), null));
        }
        yield lives;
      }
    };
  }

  private static List<Period> ending(Timeline life, Optional<Instant> end) {
    List<Period> lives = new ArrayList<>(life.periods());
    lives.add(new Period(lives.removeLast().from(), end.orElse(null)));
    return lives;
  }
}
