package dev.tenure.collection;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A customer's phones at one instant.
 *
 * @param asOf the database's clock; what lasts is counted from its {@code since} to this
 * @param zone the customer's, by which "today" is meant
 * @param agents by name
 * @param calls in progress, the oldest first
 */
public record Board(
    Instant asOf, ZoneId zone, Tiles tiles, List<AgentNow> agents, List<CallNow> calls) {

  /** Copies the lists. */
  public Board {
    agents = List.copyOf(agents);
    calls = List.copyOf(calls);
  }

  /**
   * The figures on top. Answered and abandoned are counted in calls that began today.
   *
   * @param longestWaitSince when the one who waits longest began to, empty if nobody does
   * @param serviceLevel percentage of calls answered within 20 s, of all that were answered or
   *     abandoned after more than 6 s; empty without any
   */
  public record Tiles(
      int callsInProgress,
      int waiting,
      Optional<Instant> longestWaitSince,
      int answeredToday,
      int abandonedToday,
      OptionalInt serviceLevel) {}

  /**
   * An agent.
   *
   * @param reason why not ready, empty otherwise
   * @param since when the status began; null if the agent was never seen logged in
   * @param call in progress or offered, null for none
   */
  public record AgentNow(
      String ref,
      String name,
      AgentStatus status,
      String reason,
      @Nullable Instant since,
      @Nullable CallNow call) {}

  /**
   * A call in progress.
   *
   * @param agentName empty as long as nobody took it
   * @param since when the state began
   */
  public record CallNow(
      CallId id,
      CallDirection direction,
      String caller,
      String called,
      String queue,
      String agentRef,
      String agentName,
      CallState state,
      Instant since,
      Instant startedAt,
      String offeredTo,
      @Nullable Instant offeredAt) {}
}
