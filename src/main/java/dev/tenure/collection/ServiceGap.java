package dev.tenure.collection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time without service, in which nothing was collected (C9), or one of imported history (C10).
 *
 * @param to when service began again, exclusive; null if it hasn't
 * @param imported whether it is imported history
 */
public record ServiceGap(Instant from, @Nullable Instant to, boolean imported) {

  /** A time without service. */
  public ServiceGap(Instant from, @Nullable Instant to) {
    this(from, to, false);
  }
}
