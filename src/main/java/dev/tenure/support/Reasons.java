package dev.tenure.support;

import dev.tenure.account.Order;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.web.Typed;
import java.util.Map;

/** What a confirmation carries: the reason, and what its author had seen (A10, G). */
final class Reasons {

  private Reasons() {}

  /** A form that nobody has typed into yet. */
  static Typed proposing(ReasonCode usual) {
    return new Typed(Map.of("reasonCode", usual.name()));
  }

  static Order order(CustomerId customer, Typed typed, Actor actor) {
    String shown = typed.get("facts");
    return new Order(
        customer,
        typed.number("version", -1),
        shown.isEmpty() ? null : shown,
        reason(typed),
        actor);
  }

  /**
   * Reads the list and the text beside it.
   *
   * @throws dev.tenure.platform.Refused as invalid in field {@code reason}
   */
  static Reason reason(Typed typed) {
    return new Reason(
        typed.choice("reasonCode", ReasonCode.values()).orElse(ReasonCode.OTHER),
        typed.get("reason"));
  }
}
