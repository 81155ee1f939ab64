package dev.tenure.identity;

import dev.tenure.platform.PersonId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Ends sessions. Correctness never waits for this: the gate refuses without it (B1, A12). */
public interface Sessions {

  /**
   * Ends those sessions of the accounts' own people (customers and resellers) that the gate would
   * not admit any more because of the account; those of an account whose access is on stay. The
   * browsers that hold them go on being told that access has been stopped.
   *
   * @return by account, how many people were signed out; accounts with none are left out
   */
  Map<UUID, Integer> closeStopped(Collection<UUID> accounts);

  /** Signs the person out everywhere, at once. */
  void endAll(PersonId person);
}
