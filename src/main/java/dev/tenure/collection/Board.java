package dev.tenure.collection;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer's phones at one instant.
 *
 * @param asOf the database's clock; what lasts is counted from its {@code since} to this
 * @param zone the customer's
 * @param today the day whose counts these are
 * @param visits of all queues that began today
 * @param agents by name
 * @param queues by name: those with visits today, or that offered a call to somebody lately
 * @param calls in progress, the oldest first
 */
public record Board(
    Instant asOf,
    ZoneId zone,
    BusinessDay today,
    CustomerSettings.Present settings,
    VisitCounts visits,
    List<AgentNow> agents,
    List<QueueNow> queues,
    List<CallNow> calls) {

  /** Copies the lists. */
  public Board {
    agents = List.copyOf(agents);
    queues = List.copyOf(queues);
    calls = List.copyOf(calls);
  }

  /** Calls that wait in a queue. */
  public int waiting() {
    return (int) calls.stream().filter(call -> call.state() == CallState.WAITING).count();
  }

  /** When the one who waits longest began to; empty if nobody does. */
  public Optional<Instant> longestWaitSince() {
    return calls.stream()
        .filter(call -> call.state() == CallState.WAITING)
        .map(CallNow::since)
        .min(Instant::compareTo);
  }

  /** Agents who are logged in, as far as that is reported. */
  public int loggedIn() {
    return (int)
        agents.stream()
            .filter(agent -> agent.told() && agent.status() != AgentStatus.LOGGED_OUT)
            .count();
  }

  /** Agents without a reported status. */
  public int untold() {
    return (int) agents.stream().filter(agent -> !agent.told()).count();
  }

  /** Whether there are agents, and none has a reported status. */
  public boolean isUntold() {
    return untold() > 0 && untold() == agents.size();
  }

  /** Agents in that status. */
  public int agents(AgentStatus status) {
    return (int) agents.stream().filter(agent -> agent.status() == status).count();
  }

  /**
   * An agent.
   *
   * @param reason why not ready, empty otherwise
   * @param told whether the phone system ever reported a status of the agent (C13)
   * @param since when the status began; null if that isn't told
   * @param call in progress or offered, null for none
   * @param today what the agent did today
   */
  public record AgentNow(
      AgentId id,
      String ref,
      String name,
      AgentStatus status,
      boolean told,
      String reason,
      @Nullable Instant since,
      @Nullable CallNow call,
      AgentCounts today) {}

  /**
   * What an agent did today.
   *
   * @param answered queue visits that the agent answered
   * @param notAnswered offers that rang at the agent and were not answered or were declined (RNA)
   * @param talked talk of the visits answered, holds within it, as far as it is over
   * @param talkingSince since when such a talk goes on, null for none
   */
  public record AgentCounts(
      int answered, int notAnswered, Duration talked, @Nullable Instant talkingSince) {

    /** Nothing. */
    public static AgentCounts none() {
      return new AgentCounts(0, 0, Duration.ZERO, null);
    }
  }

  /**
   * A queue.
   *
   * @param longestWaitSince when the one who waits longest began to, null if nobody does
   * @param available of its agents those who could take a call
   * @param busy those who ring, talk or wrap up
   * @param paused those who are not ready
   * @param untold its agents without a reported status: they may be available or paused
   */
  public record QueueNow(
      String name,
      int waiting,
      @Nullable Instant longestWaitSince,
      int available,
      int busy,
      int paused,
      int untold,
      VisitCounts today) {

    /** Whether none of its agents has a reported status. */
    public boolean isUntold() {
      return untold > 0 && available + paused == 0;
    }
  }

  /**
   * A call in progress.
   *
   * @param agent who took it last, null if nobody did
   * @param agentName empty as long as nobody took it
   * @param since when the state began
   * @param offered whom it rings, null for nobody
   */
  public record CallNow(
      CallId id,
      CallDirection direction,
      String caller,
      String called,
      String queue,
      @Nullable AgentId agent,
      String agentName,
      CallState state,
      Instant since,
      Instant startedAt,
      @Nullable AgentId offered,
      @Nullable Instant offeredAt) {}
}
