package dev.tenure.account;

import java.util.UUID;

/** Is told on every node, right after the commit, that an account's dials may have changed (B2). */
public interface AccountListener {

  /**
   * The customer's or reseller's account changed. Only a hint: read the truth anew. It may come
   * twice or for nothing, and it doesn't come when a scheduled termination falls due.
   */
  void accountChanged(UUID account);

  /**
   * Other nodes may have changed whatever accounts: nobody listened for a while, as after an outage
   * of the database.
   */
  default void accountsMayHaveChanged() {}
}
