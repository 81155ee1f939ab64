package dev.tenure.collection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time without service, in which nothing was collected (C9).
 *
 * @param to when service began again, exclusive; null if it hasn't
 */
public record ServiceGap(Instant from, @Nullable Instant to) {}
