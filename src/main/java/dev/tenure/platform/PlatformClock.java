package dev.tenure.platform;

import java.time.Instant;

/**
 * The process's clock, for pages, expiry of links and other things that no law hangs on. Whatever
 * the law decides takes the database's clock, {@code tenure_now()}, inside the deciding transaction
 * (A9).
 */
@FunctionalInterface
public interface PlatformClock {

  /** The present instant in whole microseconds, as the database stores them. */
  Instant now();
}
