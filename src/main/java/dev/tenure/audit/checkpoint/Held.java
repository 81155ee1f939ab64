package dev.tenure.audit.checkpoint;

import java.util.UUID;

/**
 * A checkpoint that somebody remembers, and that must therefore be there.
 *
 * @param by who remembers it, in words that end a sentence
 * @param anywhere whether its series may be kept in another directory, as another node's is
 */
public record Held(UUID series, long number, byte[] hash, String by, boolean anywhere) {}
