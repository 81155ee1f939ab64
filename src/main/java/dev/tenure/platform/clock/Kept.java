package dev.tenure.platform.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the database keeps of the time, as one heartbeat found it.
 *
 * @param clock what its clock said
 * @param known what {@code tenure_now()} was: never before anything decided
 * @param inDoubt whether the clock has leapt and nobody has said that it is right
 * @param settled how many steps have ended; another number than before means to compare with what
 *     is known
 * @param back since when the clock is behind, by what was known; null while it isn't
 * @param ahead how far the clock in doubt leapt; null while it isn't in doubt
 */
record Kept(
    Instant clock,
    Instant known,
    boolean inDoubt,
    long settled,
    @Nullable Instant back,
    @Nullable Duration ahead) {}
