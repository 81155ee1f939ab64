package dev.tenure.account;

import java.time.Instant;

/** An account whose row this transaction holds, with an instant not before its newest change. */
record LockedAccount(Account account, Instant now) {

  /** The same, once it has become later. */
  LockedAccount notBefore(Instant later) {
    return later.isAfter(now) ? new LockedAccount(account, later) : this;
  }
}
