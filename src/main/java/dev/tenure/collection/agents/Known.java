package dev.tenure.collection.agents;

import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one agent: spans {@code [from, to)} in any order, those of one list possibly
 * overlapping; {@code to} is null while a span lasts.
 *
 * @param told what the phone system told; nothing means logged out
 * @param talks what the agent talked
 * @param rings what rang at the agent
 * @param firstTold when the phone system first reported a status of the agent, null if it never
 *     did: before that only the agent's calls are known (C13)
 */
public record Known(
    List<Told> told, List<Talk> talks, List<Ring> rings, @Nullable Instant firstTold) {

  /** Of an agent whose statuses have always been reported. */
  public Known(List<Told> told, List<Talk> talks, List<Ring> rings) {
    this(told, talks, rings, Instant.MIN);
  }

  /** Copies the lists. */
  public Known {
    told = List.copyOf(told);
    talks = List.copyOf(talks);
    rings = List.copyOf(rings);
  }

  /** Whether a status of the agent had been reported before the instant. */
  public boolean isToldBefore(Instant at) {
    return firstTold != null && firstTold.isBefore(at);
  }

  /**
   * A status that the phone system told.
   *
   * @param status {@code READY}, {@code NOT_READY} or {@code WRAP_UP}
   */
  public record Told(
      AgentStatus status, String reason, Instant from, @Nullable Instant to, boolean cut) {}

  /**
   * A talk.
   *
   * @param status as of {@link AgentStatus#talking}
   * @param detail its queue, else the number at the other end
   * @param held completed holds whose place isn't known
   * @param holdFrom since when it is on hold, null if it isn't
   * @param serviceEnd end of the service period of the talk, null while it lasts: no wrap-up
   *     reaches beyond it
   */
  public record Talk(
      AgentStatus status,
      String detail,
      CallId call,
      Instant from,
      @Nullable Instant to,
      Duration held,
      @Nullable Instant holdFrom,
      boolean cut,
      @Nullable Instant serviceEnd) {

    /** Within a service that lasts. */
    public Talk(
        AgentStatus status,
        String detail,
        CallId call,
        Instant from,
        @Nullable Instant to,
        Duration held,
        @Nullable Instant holdFrom,
        boolean cut) {
      this(status, detail, call, from, to, held, holdFrom, cut, null);
    }
  }

  /** A ringing. */
  public record Ring(String detail, CallId call, Instant from, @Nullable Instant to, boolean cut) {}
}
