package dev.tenure.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The timeline's outcome as the customer row holds it for quick queries (A3).
 *
 * @param serviceFrom start of the newest service period
 * @param accessFrom start of the newest span with access; sessions from before it are dead (B3)
 * @param accessStoppedAt since when a hold stands, null while none does
 * @param holdCount how many stand
 * @param terminatesAt T of the newest period, past or future; null while none is set
 */
public record Fold(
    Instant serviceFrom,
    Instant accessFrom,
    @Nullable Instant accessStoppedAt,
    int holdCount,
    @Nullable Instant terminatesAt) {}
