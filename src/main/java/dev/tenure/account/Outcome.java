package dev.tenure.account;

import java.time.Instant;

/** How a command that was not refused came out. */
public sealed interface Outcome {

  /** The account's version afterwards. */
  long version();

  /** It was done at {@code at}, and committed. */
  record Done(long version, Status status, Instant at, Instant effectiveAt) implements Outcome {}

  /** It was so already; nothing was written but the audit entry. */
  record AlreadySo(long version, String code, String sentence) implements Outcome {}
}
