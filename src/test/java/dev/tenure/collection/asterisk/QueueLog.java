package dev.tenure.collection.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** What the phone system's own queue_log says of every stay of a caller in a queue. */
final class QueueLog {

  private QueueLog() {}

  /**
   * A stay in a queue, by the phone system.
   *
   * @param outcome {@code answered}, {@code abandoned}, {@code timeout}, {@code empty}, {@code
   *     withdrawn}; empty if the log ends before it
   * @param agent who answered, empty for nobody
   * @param talk in whole seconds, -1 if nobody answered or the log ends before it
   * @param endedBy {@code caller}, {@code agent}, {@code transferred} or empty
   */
  record Visit(String queue, String outcome, String agent, int waited, int talk, String endedBy) {}

  /** By the caller's Uniqueid, in order. */
  static Map<String, List<Visit>> read(String name) {
    Map<String, List<Visit>> visits = new LinkedHashMap<>();
    for (String line : lines(name)) {
      String[] f = line.split("\\|", -1);
      List<Visit> all = visits.computeIfAbsent(f[1], id -> new ArrayList<>());
      switch (f[4]) {
        case "ENTERQUEUE" -> all.add(new Visit(f[2], "", "", -1, -1, ""));
        case "CONNECT" -> last(all, new Visit(f[2], "answered", f[3], number(f[5]), -1, ""));
        case "COMPLETECALLER" -> ended(all, number(f[6]), "caller");
        case "COMPLETEAGENT" -> ended(all, number(f[6]), "agent");
        case "BLINDTRANSFER" -> ended(all, number(f[8]), "transferred");
        case "ABANDON" -> last(all, new Visit(f[2], "abandoned", "", number(f[7]), -1, ""));
        case "EXITWITHTIMEOUT" -> last(all, new Visit(f[2], "timeout", "", number(f[7]), -1, ""));
        case "EXITEMPTY" -> last(all, new Visit(f[2], "empty", "", number(f[7]), -1, ""));
        case "WITHDRAW" -> last(all, new Visit(f[2], "withdrawn", "", number(f[7]), -1, ""));
        default -> {
          // Of agents rather than of callers.
        }
      }
    }
    visits.values().removeIf(List::isEmpty);
    return visits;
  }

  /** How often each agent's ringing ended how: {@code agent RINGNOANSWER|RINGCANCELED|CONNECT}. */
  static Map<String, Integer> ringings(String name) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : lines(name)) {
      String[] f = line.split("\\|", -1);
      if (f[4].equals("RINGNOANSWER") || f[4].equals("RINGCANCELED") || f[4].equals("CONNECT")) {
        counts.merge(f[3] + " " + f[4], 1, Integer::sum);
      }
    }
    return counts;
  }

  private static void last(List<Visit> all, Visit visit) {
    all.set(all.size() - 1, visit);
  }

  private static void ended(List<Visit> all, int talk, String by) {
    Visit v = all.getLast();
    last(all, new Visit(v.queue(), v.outcome(), v.agent(), v.waited(), talk, by));
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static List<String> lines(String name) {
    String path = "/asterisk/" + name;
    try (InputStream file = Objects.requireNonNull(QueueLog.class.getResourceAsStream(path), path);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(file) : file;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException broken) {
      throw new IllegalStateException("The log can't be read: " + path, broken);
    }
  }
}
