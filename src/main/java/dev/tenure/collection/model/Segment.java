package dev.tenure.collection.model;

import dev.tenure.collection.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a call: it begins when a further device answers or a further group or queue is reached.
 *
 * @param target the number or device reached, empty if unknown
 * @param endedAt exclusive, null while it is open
 * @param until end of what is known of it, exclusive, always after {@code startedAt}
 * @param result in a word how it ended, empty while it is open or if nothing tells
 */
public record Segment(
    SegmentKind kind,
    String queue,
    String agent,
    String target,
    Instant startedAt,
    @Nullable Instant endedAt,
    Instant until,
    Duration held,
    String result) {

  /** The same with another agent. */
  Segment of(String other) {
    return new Segment(kind, queue, other, target, startedAt, endedAt, until, held, result);
  }

  /** The same with another result. */
  Segment as(String other) {
    return new Segment(kind, queue, agent, target, startedAt, endedAt, until, held, other);
  }
}
