package dev.tenure.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What closing sessions needs of whoever keeps them. */
interface SignedInPeople {

  /**
   * Deletes the sessions of the people of these accounts.
   *
   * @param accounts customers' and resellers' ids, whose own people are meant
   * @return how many people were signed out, by account; accounts without any may be missing
   */
  Map<UUID, Integer> signOut(Collection<UUID> accounts);
}
