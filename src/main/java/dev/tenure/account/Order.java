package dev.tenure.account;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import org.jspecify.annotations.Nullable;

/**
 * What every command carries.
 *
 * @param seenVersion the account's version that the author saw (A10)
 * @param fingerprint of the facts that a warning screen showed, null when none was shown (G)
 */
public record Order(
    CustomerId customer,
    long seenVersion,
    @Nullable String fingerprint,
    Reason reason,
    Actor actor) {}
