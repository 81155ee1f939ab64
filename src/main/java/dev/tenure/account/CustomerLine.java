package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A customer in a list, with the facts that stand beside its status (A1).
 *
 * @param terminatesAt T, past or future
 * @param trialUntil last local day of the trial
 */
public record CustomerLine(
    CustomerId id,
    String name,
    String reference,
    String resellerName,
    ZoneId zone,
    Instant createdAt,
    Status status,
    int holds,
    @Nullable Instant accessStoppedAt,
    @Nullable Instant terminatesAt,
    @Nullable LocalDate trialUntil) {}
