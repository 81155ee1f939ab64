package dev.tenure.account;

import java.time.Instant;

/** An account whose row this transaction holds, with an instant not before its newest change. */
record LockedAccount(Account account, Instant now) {}
