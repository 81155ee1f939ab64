package dev.tenure.collection.queuelog;

import dev.tenure.collection.told.Numbers;
import dev.tenure.collection.told.Told;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the lines of a finished queue_log into canonical events. The log has whole seconds and
 * knows nothing of a call outside its queues: a call begins as it enters its first queue and ends
 * with the last line about it.
 */
final class QueueLogTranslation {

  private static final int MOST_CALLS = 100_000;
  private static final Set<String> OF_AGENTS =
      Set.of(
          "ADDMEMBER",
          "REMOVEMEMBER",
          "PAUSE",
          "UNPAUSE",
          "PAUSEALL",
          "UNPAUSEALL",
          "AGENTLOGIN",
          "AGENTLOGOFF",
          "AGENTCALLBACKLOGIN",
          "AGENTCALLBACKLOGOFF");
  private static final Set<String> OF_CALLS =
      Set.of(
          "ENTERQUEUE",
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
          "SYSCOMPAT",
          "FULL",
          "JOINEMPTY",
          "JOINUNAVAIL",
          "CLOSED");

  /** Written by Asterisk or its like, and of no concern here. */
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
          "PAUSEREASON");

  private record OpenCall(boolean over, Instant at, String stem, Set<String> marks) {}

  private final LogTeller teller = new LogTeller();
  private final LogAgents agents = new LogAgents(teller);

  /** The calls of late, over or not: a call that is over may enter another queue. */
  private final Map<String, OpenCall> calls = new LinkedHashMap<>();

  private Instant lastGiven = Instant.EPOCH;
  private int sameInstant;

  /** What a line is about, or why it is about nothing. */
  Optional<SkipReason> skipped(QueueLogLine line) {
    if (OTHER.contains(line.event())) {
      return Optional.of(SkipReason.NO_CONCERN);
    }
    if (OF_AGENTS.contains(line.event())) {
      return isName(line.agent()) ? Optional.empty() : Optional.of(SkipReason.MALFORMED);
    }
    if (OF_CALLS.contains(line.event())) {
      return isName(line.call()) && isName(line.queue())
          ? Optional.empty()
          : Optional.of(SkipReason.MALFORMED);
    }
    return Optional.of(SkipReason.UNKNOWN_EVENT);
  }

  private static boolean isName(String word) {
    return !word.isBlank() && !word.equals("NONE");
  }

  /** Whether a line is about a call rather than about an agent. */
  static boolean ofCall(QueueLogLine line) {
    return OF_CALLS.contains(line.event());
  }

  /** What a line tells; only for lines that aren't skipped. */
  List<Told> take(QueueLogLine line) {
    List<Told> told = teller.begin(line);
    // Lines of one second stand in their order; a microsecond each keeps them in it.
    sameInstant = line.at().equals(lastGiven) ? sameInstant + 1 : 0;
    lastGiven = line.at();
    Instant at = line.at().plus(sameInstant, ChronoUnit.MICROS);
    if (ofCall(line)) {
      call(line, at);
    } else {
      agents.take(line, at);
    }
    return List.copyOf(told);
  }

  private void call(QueueLogLine line, Instant at) {
    String ref = line.call();
    Set<String> marks = Set.of("queue:" + line.queue());
    if (!calls.containsKey(ref)) {
      begins(line, at, marks);
    }
    String queue = line.queue();
    boolean over = true;
    switch (line.event()) {
      case "ENTERQUEUE" -> {
        tell(ref, marks, at, "QueueEntered", "queue", queue);
        over = false;
      }
      case "CONNECT" -> {
        offered(line, at.minusSeconds(line.number(3)), marks);
        tell(
            ref,
            marks,
            at,
            "QueueAnswered",
            "queue",
            queue,
            "agent",
            line.agent(),
            "legRef",
            line.data(2));
        over = false;
      }
      case "RINGNOANSWER" -> {
        over = false;
        offerFailed(line, at, marks, line.number(1) == 0 ? "busy" : "noAnswer");
      }
      case "RINGCANCELED" -> {
        over = false;
        offerFailed(line, at, marks, "cancelled");
      }
      case "AGENTDUMP", "SYSCOMPAT" -> {
        over = false;
        offerFailed(line, at, marks, "rejected");
      }
      case "COMPLETEAGENT" -> completed(line, at, marks, "agent");
      case "COMPLETECALLER" -> completed(line, at, marks, "caller");
      case "TRANSFER", "BLINDTRANSFER" -> transferred(line, at, marks, "blind", line.data(1));
      case "ATTENDEDTRANSFER" -> transferred(line, at, marks, "attended", "");
      case "ABANDON" -> exited(line, at, marks, "abandoned", "caller");
      case "EXITEMPTY" -> exited(line, at, marks, "empty", "unknown");
      case "EXITWITHKEY" -> exited(line, at, marks, "key", "unknown");
      case "EXITWITHTIMEOUT" -> exited(line, at, marks, "timeout", "unknown");
      case "WITHDRAW" -> exited(line, at, marks, "withdrawn", "unknown");
      case "FULL" -> refused(line, at, marks, "full");
      case "CLOSED" -> refused(line, at, marks, "closed");
      case "JOINEMPTY", "JOINUNAVAIL" -> refused(line, at, marks, "empty");
      default -> throw new IllegalStateException("No event of a call: " + line.event());
    }
    // Re-inserted, so that the eldest is the one of which nothing was heard for longest.
    calls.remove(ref);
    calls.put(ref, new OpenCall(over, at, LogTeller.stem(line), marks));
    if (calls.size() > MOST_CALLS) {
      Map.Entry<String, OpenCall> eldest = calls.entrySet().iterator().next();
      calls.remove(eldest.getKey());
      if (!eldest.getValue().over()) {
        ended(eldest.getKey(), eldest.getValue().marks(), eldest.getValue().at(), "unknown");
      }
    }
  }

  private void tell(String ref, Set<String> marks, Instant at, String type, String... fields) {
    teller.call(ref, marks, at, type, fields);
  }

  private void begins(QueueLogLine line, Instant at, Set<String> marks) {
    String from = line.event().equals("ENTERQUEUE") ? Numbers.number(line.data(2)) : "";
    tell(
        line.call(),
        marks,
        at,
        "LegStarted",
        "legRef",
        line.call(),
        "direction",
        Numbers.direction(from, ""),
        "from",
        from);
  }

  private void offered(QueueLogLine line, Instant at, Set<String> marks) {
    tell(line.call(), marks, at, "AgentOffered", "queue", line.queue(), "agent", line.agent());
  }

  private void offerFailed(QueueLogLine line, Instant at, Set<String> marks, String why) {
    if (isName(line.agent())) {
      boolean rang = line.event().startsWith("RING");
      offered(line, rang ? at.minusMillis(line.number(1)) : at, marks);
      tell(
          line.call(),
          marks,
          at,
          "OfferFailed",
          "queue",
          line.queue(),
          "agent",
          line.agent(),
          "why",
          why);
    }
  }

  private void completed(QueueLogLine line, Instant at, Set<String> marks, String by) {
    tell(line.call(), marks, at, "QueueCallEnded", "queue", line.queue(), "by", by);
    ended(line.call(), marks, at, by);
  }

  private void transferred(
      QueueLogLine line, Instant at, Set<String> marks, String kind, String to) {
    tell(line.call(), marks, at, "Transferred", "kind", kind, "by", line.agent(), "to", to);
    ended(line.call(), marks, at, "unknown");
  }

  private void exited(QueueLogLine line, Instant at, Set<String> marks, String how, String by) {
    tell(line.call(), marks, at, "QueueExited", "queue", line.queue(), "how", how);
    ended(line.call(), marks, at, by);
  }

  private void refused(QueueLogLine line, Instant at, Set<String> marks, String why) {
    tell(line.call(), marks, at, "QueueRefused", "queue", line.queue(), "why", why);
    ended(line.call(), marks, at, "unknown");
  }

  /** The end as far as is known; of several the last one counts. */
  private void ended(String ref, Set<String> marks, Instant at, String by) {
    tell(ref, marks, at, "CallEnded", "by", by);
  }

  /** The log ends: what is open in it ends with the last that it says of it. */
  List<Told> end() {
    List<Told> all = new ArrayList<>();
    calls.forEach((ref, call) -> {
      if (!call.over()) {
        List<Told> told = teller.after(call.stem());
        ended(ref, call.marks(), call.at(), "unknown");
        all.addAll(told);
      }
    });
    calls.clear();
    agents.end(
        lastGiven,
        (stem, telling) -> {
          List<Told> told = teller.after(stem);
          telling.run();
          all.addAll(told);
        });
    return all;
  }
}
