package dev.tenure.audit;

import java.time.Instant;

/**
 * An entry as it was written down.
 *
 * @param seq its number in its chain, from 1
 * @param at the database's clock when it was written (A9)
 */
public record AuditLine(long seq, Instant at, AuditEntry entry) {}
