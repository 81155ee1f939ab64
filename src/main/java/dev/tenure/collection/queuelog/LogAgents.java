package dev.tenure.collection.queuelog;

import dev.tenure.collection.told.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agents of a queue_log: members of queues. A pause is kept for each queue; an agent who is
 * paused in all queues isn't ready.
 */
final class LogAgents {

  /** What is known of an agent after a line, so that the next import can continue from it. */
  record Known(
      String ref,
      Map<String, Boolean> pausedIn,
      boolean pooled,
      boolean pausedInAll,
      String reason,
      String told,
      String toldReason,
      @Nullable Instant wrapsUntil) {
    /** Copies the map. */
    Known {
      pausedIn = new LinkedHashMap<>(pausedIn);
    }
  }

  private static final class Agent {
    final Map<String, Boolean> pausedIn = new LinkedHashMap<>();
    boolean pooled;
    boolean pausedInAll;
    String reason = "";
    String told = "";
    String toldReason = "";
    @Nullable Instant wrapsUntil;
  }

  private final Map<String, Agent> agents = new LinkedHashMap<>();

  /** The agents as they were when an earlier import ended. */
  LogAgents(Collection<Known> before) {
    for (Known known : before) {
      Agent agent = new Agent();
      agent.pausedIn.putAll(known.pausedIn());
      agent.pooled = known.pooled();
      agent.pausedInAll = known.pausedInAll();
      agent.reason = known.reason();
      agent.told = known.told();
      agent.toldReason = known.toldReason();
      agent.wrapsUntil = known.wrapsUntil();
      agents.put(known.ref(), agent);
    }
  }

  List<Known> known() {
    List<Known> all = new ArrayList<>();
    agents.forEach((ref, agent) ->
        all.add(
            new Known(
                ref,
                agent.pausedIn,
                agent.pooled,
                agent.pausedInAll,
                agent.reason,
                agent.told,
                agent.toldReason,
                agent.wrapsUntil)));
    return all;
  }

  /**
   * The events of a line.
   *
   * @param place of the line among those of agents in its second
   */
  List<Told> take(QueueLogLine line, int place) {
    Agent agent = agents.computeIfAbsent(line.agent(), ref -> new Agent());
    String queue = line.queue();
    List<Told> told = new ArrayList<>();
    wrapUpOver(line.agent(), agent, line.at(), told);
    agent.wrapsUntil = null;
    switch (line.event()) {
      case "ADDMEMBER" -> agent.pausedIn.put(queue, agent.pausedInAll || "1".equals(line.data(1)));
      case "REMOVEMEMBER" -> agent.pausedIn.remove(queue);
      case "AGENTLOGIN", "AGENTCALLBACKLOGIN" -> agent.pooled = true;
      case "AGENTLOGOFF", "AGENTCALLBACKLOGOFF" -> {
        agent.pooled = false;
        agent.pausedInAll = false;
      }
      // Followed by a line for each queue.
      case "PAUSEALL" -> {
        agent.pausedInAll = true;
        agent.reason = line.data(1);
        agent.pausedIn.replaceAll((name, paused) -> true);
      }
      case "UNPAUSEALL" -> {
        agent.pausedInAll = false;
        agent.pausedIn.replaceAll((name, paused) -> false);
      }
      case "PAUSE" -> {
        agent.reason = line.data(1);
        agent.pausedIn.put(queue, true);
      }
      case "UNPAUSE" -> {
        agent.pausedInAll = false;
        agent.pausedIn.put(queue, false);
      }
      // The reason of a pause that was reported before.
      case "PAUSEREASON" -> agent.reason = line.data(1);
      case "WRAPUPSTART" ->
          line.number(1).ifPresent(seconds -> agent.wrapsUntil = line.at().plusSeconds(seconds));
      default -> throw new IllegalStateException("No event of an agent: " + line.event());
    }
    tell(line.agent(), agent, line.at(), place, queue, told);
    return told;
  }

  private static void tell(
      String ref, Agent agent, Instant at, int place, String queue, List<Told> told) {
    String status = status(agent);
    if (agent.wrapsUntil != null && status.equals("AgentReady")) {
      status = "WrapUpStarted";
    }
    String reason = status.equals("AgentNotReady") ? agent.reason : "";
    if (status.equals(agent.told) && reason.equals(agent.toldReason)) {
      return;
    }
    boolean first = agent.told.isEmpty() || agent.told.equals("AgentLoggedOut");
    if (first && status.equals("AgentLoggedOut")) {
      return;
    }
    agent.told = status;
    agent.toldReason = reason;
    String type = first && status.equals("AgentReady") ? "AgentLoggedIn" : status;
    told.add(LogTeller.agent(ref, marks(agent, queue), at, place, type, reason));
  }

  /** The log has a wrap-up's length, not its end. */
  private static void wrapUpOver(String ref, Agent agent, Instant now, List<Told> told) {
    Instant end = agent.wrapsUntil;
    if (end != null && !end.isAfter(now)) {
      agent.wrapsUntil = null;
      tell(ref, agent, end, 0, "", told);
    }
  }

  private static String status(Agent agent) {
    if (agent.pausedIn.isEmpty()) {
      return agent.pausedInAll ? "AgentNotReady" : agent.pooled ? "AgentReady" : "AgentLoggedOut";
    }
    boolean all = agent.pausedIn.values().stream().allMatch(paused -> paused);
    return all ? "AgentNotReady" : "AgentReady";
  }

  private static Set<String> marks(Agent agent, String queue) {
    Set<String> marks = new LinkedHashSet<>();
    agent.pausedIn.keySet().forEach(each -> marks.add("queue:" + each));
    if (LogEvents.isName(queue)) {
      marks.add("queue:" + queue);
    }
    return marks;
  }

  /** The log ends for now: no status is known after that (C13). */
  List<Told> over(Instant at) {
    List<Told> told = new ArrayList<>();
    agents.forEach((ref, agent) -> {
      wrapUpOver(ref, agent, at, told);
      if (!agent.told.isEmpty() && !agent.told.equals("AgentLoggedOut")) {
        told.add(LogTeller.over(ref, marks(agent, ""), at));
      }
    });
    return told;
  }
}
