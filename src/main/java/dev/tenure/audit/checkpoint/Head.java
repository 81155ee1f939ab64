package dev.tenure.audit.checkpoint;

import java.util.UUID;

/** Where a chain ends: its newest entry's number and hash, which covers all entries before it. */
public record Head(UUID chain, long seq, byte[] hash) {}
