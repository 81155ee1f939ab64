package dev.tenure.collection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call and its parts, in order. */
public record Journey(CallLine call, List<Part> parts) {

  /** Copies the list. */
  public Journey {
    parts = List.copyOf(parts);
  }

  /**
   * A segment.
   *
   * @param target number or device, empty if unknown; likewise {@code queue} and {@code agentName}
   * @param endedAt exclusive, null while it lasts
   * @param result how it ended, in a word of docs/intake.md; empty while it lasts or if untold
   */
  public record Part(
      SegmentKind kind,
      String queue,
      String agentName,
      String target,
      Instant startedAt,
      @Nullable Instant endedAt,
      Duration held,
      String result) {}
}
