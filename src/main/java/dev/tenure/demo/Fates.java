package dev.tenure.demo;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.Moment;
import dev.tenure.account.Order;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ReinstateCustomer;
import dev.tenure.account.ReinstatementRequests;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import org.springframework.stereotype.Component;

/** Gives each demo customer the life that the cast list has for it, by the ordinary commands. */
@InDemo
@Component
class Fates {

  private final Accounts accounts;
  private final DisableCustomer disabling;
  private final TerminateCustomer terminating;
  private final ScheduleTermination scheduling;
  private final ReinstateCustomer reinstating;
  private final ReinstatementRequests requests;

  Fates(
      Accounts accounts,
      DisableCustomer disabling,
      TerminateCustomer terminating,
      ScheduleTermination scheduling,
      ReinstateCustomer reinstating,
      ReinstatementRequests requests) {
    this.accounts = accounts;
    this.disabling = disabling;
    this.terminating = terminating;
    this.scheduling = scheduling;
    this.reinstating = reinstating;
    this.requests = requests;
  }

  void befall(CustomerId customer, CastList.Role role, Actor reseller, Actor support) {
    switch (role.fate()) {
      case ACTIVE, TRIAL -> {}
      case DISABLED -> disable(customer, ReasonCode.MISSED_PAYMENT, "Invoice unpaid", reseller);
      case TWO_HOLDS -> {
        disable(customer, ReasonCode.MISSED_PAYMENT, "Two invoices unpaid", reseller);
        disable(customer, ReasonCode.SECURITY, "Credentials were shared publicly", support);
      }
      case SCHEDULED -> schedule(customer, role.daysAgo() % 20 + 7, reseller);
      case SCHEDULED_HELD -> {
        schedule(customer, 12, reseller);
        disable(customer, ReasonCode.CUSTOMER_REQUEST, "Moving to another site", reseller);
      }
      case TERMINATED -> terminate(customer, reseller);
      case REQUESTED -> {
        terminate(customer, reseller);
        requests.request(customer, "Terminated by mistake, they signed for another year", reseller);
      }
      case REINSTATED -> {
        terminate(customer, reseller);
        reinstating.reinstate(
            order(customer, ReasonCode.MISTAKE, "Wrong customer was terminated", support),
            role.name());
      }
    }
  }

  private void disable(CustomerId customer, ReasonCode code, String why, Actor actor) {
    disabling.disable(order(customer, code, why, actor));
  }

  private void terminate(CustomerId customer, Actor actor) {
    terminating.terminate(
        order(customer, ReasonCode.CONTRACT_ENDED, "Contract not renewed", actor),
        accounts.require(customer, actor).name());
  }

  /** A8: the start of a local date, so many days ahead. */
  private void schedule(CustomerId customer, int days, Actor actor) {
    Account account = accounts.require(customer, actor);
    var zone = account.details().zone();
    scheduling.schedule(
        order(customer, ReasonCode.CONTRACT_ENDED, "Contract ends", actor),
        Moment.resolve(account.readAt().atZone(zone).toLocalDate().plusDays(days), null, zone),
        account.name());
  }

  private Order order(CustomerId customer, ReasonCode code, String why, Actor actor) {
    long version = accounts.require(customer, actor).version();
    return new Order(customer, version, null, new Reason(code, why), actor);
  }
}
