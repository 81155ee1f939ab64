package dev.tenure.collection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call and all that is known of it, each in order.
 *
 * @param visits its stays in queues
 * @param offers the ringings of agents
 * @param holds times in which somebody was on hold
 */
public record Journey(
    CallLine call, List<Part> parts, List<Visit> visits, List<Offer> offers, List<Hold> holds) {

  /** Copies the lists. */
  public Journey {
    parts = List.copyOf(parts);
    visits = List.copyOf(visits);
    offers = List.copyOf(offers);
    holds = List.copyOf(holds);
  }

  /**
   * A stay in a queue, refused ones included.
   *
   * @param leftAt exclusive, null while the caller waits
   * @param outcome a word of {@code queue_visit}: {@code ANSWERED}, {@code ABANDONED}, …
   * @param refusal {@code FULL}, {@code EMPTY} or {@code CLOSED} when refused, else empty
   */
  public record Visit(
      String queue,
      Instant enteredAt,
      @Nullable Instant leftAt,
      String outcome,
      String refusal,
      String agentName) {}

  /**
   * A ringing of an agent.
   *
   * @param endedAt exclusive, null while it rings
   * @param result a word of {@code agent_offer}: {@code ANSWERED}, {@code NO_ANSWER}, …
   */
  public record Offer(
      String queue,
      String agentName,
      Instant offeredAt,
      @Nullable Instant endedAt,
      String result) {}

  /**
   * A time on hold.
   *
   * @param to exclusive, null while it lasts
   */
  public record Hold(Instant from, @Nullable Instant to) {}

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
