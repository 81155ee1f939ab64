package dev.tenure.audit.checkpoint;

/**
 * What a checkpoint says of a chain: which hash its entry of that number had.
 *
 * @param checkpoint the place of the checkpoint among those that were read
 */
public record Mark(int checkpoint, long seq, byte[] hash) {}
