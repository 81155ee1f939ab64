package dev.tenure.collection.queuelog;

import java.util.Optional;
import java.util.Set;

/** The events of queue_logs, and which of them are imported. */
final class LogEvents {

  /** Events of agents. */
  private static final Set<String> OF_AGENTS =
      Set.of(
          "ADDMEMBER",
          "REMOVEMEMBER",
          "PAUSE",
          "UNPAUSE",
          "PAUSEALL",
          "UNPAUSEALL",
          "PAUSEREASON",
          "WRAPUPSTART",
          "AGENTLOGIN",
          "AGENTLOGOFF",
          "AGENTCALLBACKLOGIN",
          "AGENTCALLBACKLOGOFF");

  /** Events with which a call begins in a queue_log. */
  private static final Set<String> BEGINNINGS =
      Set.of("ENTERQUEUE", "FULL", "JOINEMPTY", "JOINUNAVAIL", "CLOSED");

  private static final Set<String> OF_CALLS =
      Set.of(
          "CONNECT",
          "RINGNOANSWER",
          "RINGCANCELED",
          "COMPLETEAGENT",
          "COMPLETECALLER",
          "ABANDON",
          "EXITEMPTY",
          "EXITWITHKEY",
          "EXITWITHTIMEOUT",
          "WITHDRAW",
          "TRANSFER",
          "BLINDTRANSFER",
          "ATTENDEDTRANSFER",
          "AGENTDUMP",
          "SYSCOMPAT");

  /** Events of Asterisk and similar systems that aren't imported. */
  private static final Set<String> OTHER =
      Set.of(
          "QUEUESTART",
          "CONFIGRELOAD",
          "PENALTY",
          "RINGINUSE",
          "CALLSTATUS",
          "DID",
          "INFO",
          "HOLD",
          "UNHOLD",
          "WRAPUPEND");

  private LogEvents() {}

  /** Why a line is skipped; empty if it is imported. */
  static Optional<SkipReason> skipped(QueueLogLine line) {
    String event = line.event();
    if (isOther(event)) {
      return Optional.of(SkipReason.NO_CONCERN);
    }
    if (OF_AGENTS.contains(event)) {
      if (!isName(line.agent())) {
        return Optional.of(SkipReason.MALFORMED);
      }
      return event.equals("WRAPUPSTART") && line.number(1).isEmpty()
          ? Optional.of(SkipReason.NO_CONCERN)
          : Optional.empty();
    }
    if (isOfCall(event)) {
      return isName(line.call()) && isName(line.queue())
          ? Optional.empty()
          : Optional.of(SkipReason.MALFORMED);
    }
    return Optional.of(SkipReason.UNKNOWN_EVENT);
  }

  private static boolean isOther(String event) {
    return OTHER.contains(event) || event.startsWith("DIVERT_");
  }

  private static boolean isOfCall(String event) {
    return OF_CALLS.contains(event) || BEGINNINGS.contains(event);
  }

  static boolean isKnown(String event) {
    return isOther(event) || OF_AGENTS.contains(event) || isOfCall(event);
  }

  /** Whether a line is about a call rather than about an agent. */
  static boolean ofCall(QueueLogLine line) {
    return isOfCall(line.event());
  }

  /** Whether a call may begin with it. */
  static boolean begins(QueueLogLine line) {
    return BEGINNINGS.contains(line.event());
  }

  static boolean isName(String word) {
    return !word.isBlank() && !word.equals("NONE");
  }
}
