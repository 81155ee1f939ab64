package dev.tenure.identity;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.util.List;

/** Who is signed in at the moment, for the warning screens (G). */
public interface Presence {

  /** How many of the customer's people have a session that the gate admits now. */
  int signedIn(CustomerId customer);

  /** How many of the reseller's own people have a session that the gate admits now. */
  int signedIn(ResellerId reseller);

  /** The customer's people who are signed in now, last seen first, at most so many. */
  List<SignedIn> people(CustomerId customer, int limit);

  /**
   * @param since begin of their oldest session of those that live
   * @param lastSeen exact to a minute
   */
  record SignedIn(String name, String email, Instant since, Instant lastSeen) {}
}
