package dev.tenure.account;

import java.time.Instant;

/**
 * An account whose row this transaction holds, with the instant read after the lock was granted.
 */
record LockedAccount(Account account, Instant now) {}
