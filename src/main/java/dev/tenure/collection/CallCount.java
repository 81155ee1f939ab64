package dev.tenure.collection;

/**
 * How many calls there are, counted up to some number.
 *
 * @param more whether there are more than {@code atLeast}
 */
public record CallCount(long atLeast, boolean more) {}
