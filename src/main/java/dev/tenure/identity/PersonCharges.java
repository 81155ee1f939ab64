package dev.tenure.identity;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.PersonId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is charged for a customer's user whether or not they can sign in. The billing module
 * implements it; access and charges end in one transaction or not at all.
 */
public interface PersonCharges {

  /**
   * Something that is charged for a person.
   *
   * @param monthly the price of a month as shown, or why it can't be calculated now; nothing for a
   *     reader who isn't charged
   * @param last last day that it is charged, null while no end is set
   */
  record Charge(String name, Outlook<String> monthly, @Nullable LocalDate last) {}

  /**
   * What is charged for the person now or later, by name; empty when there is nothing.
   *
   * @param reader prices are shown only to the reseller and to Support
   */
  List<Charge> of(CustomerId customer, PersonId person, Actor reader);

  /** Ends all of it, with today as the last day, in the caller's transaction. */
  void end(CustomerId customer, PersonId person, Actor by);
}
