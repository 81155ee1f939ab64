package dev.tenure.collection.queuelog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The agents of a queue_log: members of queues. A pause is kept for each queue; an agent who is
 * paused in all queues isn't ready.
 */
final class LogAgents {

  private static final class Agent {
    final Map<String, Boolean> pausedIn = new LinkedHashMap<>();
    boolean pooled;
    boolean pausedInAll;
    String reason = "";
    String told = "";
    String toldReason = "";
    String lastStem = "";
    Instant lastAt = Instant.EPOCH;
  }

  private final Map<String, Agent> agents = new LinkedHashMap<>();
  private final LogTeller teller;

  LogAgents(LogTeller teller) {
    this.teller = teller;
  }

  void take(QueueLogLine line, Instant at) {
    Agent agent = agents.computeIfAbsent(line.agent(), ref -> new Agent());
    String queue = line.queue();
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
      default -> {
        // A line about a call that names the agent: there, and thus logged in.
      }
    }
    agent.lastStem = LogTeller.stem(line);
    agent.lastAt = at;
    tell(line.agent(), agent, at, queue);
  }

  private void tell(String ref, Agent agent, Instant at, String queue) {
    String status = status(agent);
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
    teller.agent(ref, marks(agent, queue), at, type, reason);
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
    if (!queue.equals("NONE") && !queue.isEmpty()) {
      marks.add("queue:" + queue);
    }
    return marks;
  }

  /** The log ends: nobody knows of anybody's status after that. */
  void end(Instant at, Finish finish) {
    agents.forEach((ref, agent) -> {
      if (!agent.told.isEmpty() && !agent.told.equals("AgentLoggedOut")) {
        finish.after(
            agent.lastStem,
            () ->
                teller.agent(
                    ref,
                    marks(agent, ""),
                    at.isAfter(agent.lastAt) ? at : agent.lastAt.plusNanos(1_000),
                    "AgentLoggedOut",
                    ""));
      }
    });
    agents.clear();
  }

  /** Tells what follows from an earlier line. */
  @FunctionalInterface
  interface Finish {
    void after(String stem, Runnable telling);
  }
}
