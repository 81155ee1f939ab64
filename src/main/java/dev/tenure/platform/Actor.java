package dev.tenure.platform;

import org.jspecify.annotations.Nullable;

/**
 * Who acts, as the trail remembers it (F1).
 *
 * @param id null only for {@link Level#SYSTEM} and for people who are not known (yet)
 * @param name as shown to colleagues at the time of the act
 * @param reseller the actor's own reseller; for a customer's person the reseller of its customer
 * @param customer the actor's own customer; null on other levels
 * @param address the network address the request came from, or a word for where it came from
 */
public record Actor(
    @Nullable PersonId id,
    String name,
    Level level,
    @Nullable ResellerId reseller,
    @Nullable CustomerId customer,
    String address) {

  /** Tenure itself, acting from the named part of the product. */
  public static Actor system(String part) {
    return new Actor(null, "Tenure", Level.SYSTEM, null, null, part);
  }

  /** Somebody who has not signed in. */
  public static Actor unknown(String name, String address) {
    return new Actor(null, name, Level.SYSTEM, null, null, address);
  }
}
