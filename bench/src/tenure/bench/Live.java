package tenure.bench;

import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From the sending of an event to its appearance on each of 200 open live pages of one customer,
 * which has 500 agents and a day's work behind it.
 */
final class Live {

  private static final int VIEWERS = 200;
  private static final int AGENTS = 500;
  private static final int CALLS = Integer.getInteger("tenure.bench.calls", 2_000);
  private static final Duration PAST =
      Duration.ofHours(Integer.getInteger("tenure.bench.hours", 1));
  private static final int EVENTS_A_RUN = 40;
  private static final int LASTING = 10;
  private static final Duration APART = Duration.ofMillis(130);
  private static final Pattern MARK = Pattern.compile("mark-(\\d+)-");

  static void run(int runs) throws Exception {
    try (Server server = Server.start();
        ExecutorService pages = Executors.newVirtualThreadPerTaskExecutor()) {
      String key = server.demo("source", "key");
      Wire phones = new Wire(server.address);
      server.customerServedEarlier(1);
      prepare(phones, key);
      // As it is on a day like any other: what is settled is summed up.
      while (!server.isSummedUp()) {
        Thread.sleep(500);
      }
      server.sql("ANALYZE");
      Wire viewer =
          new Wire(server.address)
              .signIn(server.demo("customer", "email"), server.demo("customer", "password"));
      CountDownLatch open = new CountDownLatch(VIEWERS);
      Map<Integer, Long> sent = new ConcurrentHashMap<>();
      Figures seen = new Figures();
      Figures answered = new Figures();
      LongAdder bytes = new LongAdder();
      List<Future<?>> watching = new ArrayList<>();
      List<Wire> wires = new ArrayList<>();
      for (int i = 0; i < VIEWERS; i++) {
        Wire wire = viewer.likeMe();
        wires.add(wire);
        watching.add(pages.submit(() -> watch(wire, open, sent, seen, bytes)));
      }
      open.await();
      Thread.sleep(3000);
      Duration cpu = server.jvm().info().totalCpuDuration().orElseThrow();
      long before = bytes.sum();
      long begun = System.nanoTime();
      int events = runs * EVENTS_A_RUN;
      for (int i = 0; i < events; i++) {
        long at = System.nanoTime();
        sent.put(i, at);
        send(phones, key, ring(i));
        answered.add((System.nanoTime() - at) / 1e6);
        Thread.sleep(APART);
        if (i >= LASTING) {
          send(phones, key, event("CallEnded", "callRef", "mark-" + (i - LASTING), "by", "caller"));
        }
      }
      Thread.sleep(1500);
      double seconds = (System.nanoTime() - begun) / 1e9;
      double used =
          server.jvm().info().totalCpuDuration().orElseThrow().minus(cpu).toMillis() / 1000.0;
      System.out.printf(
          "%d viewers, %d agents, %d calls today, %d events: seen %d times of %d%n",
          VIEWERS, AGENTS, CALLS, events, seen.count(), events * VIEWERS);
      System.out.printf(
          "event sent -> on the page, ms: p50 %.1f, p99 %.1f, max %.1f%n",
          seen.at(0.5), seen.at(0.99), seen.at(1));
      System.out.printf(
          "event sent -> answered, ms: p50 %.1f, p99 %.1f%n", answered.at(0.5), answered.at(0.99));
      System.out.printf(
          "server's CPU: %.2f of a core; %.0f bytes a second to each viewer%n",
          used / seconds, (bytes.sum() - before) / seconds / VIEWERS);
      for (Wire wire : wires) {
        wire.close();
      }
      for (Future<?> each : watching) {
        each.get();
      }
    }
  }

  /** The agents log in, and the day's calls are made, in at most so many of the last hours. */
  private static void prepare(Wire phones, String key) throws Exception {
    Instant now = Instant.now();
    long apart = PAST.minus(Duration.ofMinutes(10)).toMillis() / CALLS;
    List<String> events = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      events.add(
          eventAt(
              now.minus(PAST).plusMillis(i * 100L),
              "AgentLoggedIn",
              "agent",
              "b" + i,
              "name",
              "Bench Agent " + i));
    }
    for (int i = 0; i < CALLS; i++) {
      String call = "past-" + i;
      String agent = "b" + i % AGENTS;
      String queue = "Queue " + i % 8;
      Instant at = now.minus(PAST).plusSeconds(60).plusMillis(i * apart);
      events.add(
          eventAt(
              at,
              "LegStarted",
              "callRef",
              call,
              "legRef",
              call,
              "direction",
              "inbound",
              "from",
              "0770090" + i,
              "to",
              "100"));
      events.add(eventAt(at.plusMillis(5), "QueueEntered", "callRef", call, "queue", queue));
      events.add(
          eventAt(
              at.plusMillis(2000),
              "AgentOffered",
              "callRef",
              call,
              "queue",
              queue,
              "agent",
              agent));
      events.add(
          eventAt(
              at.plusMillis(7000),
              "QueueAnswered",
              "callRef",
              call,
              "queue",
              queue,
              "legRef",
              call + "b",
              "agent",
              agent));
      events.add(eventAt(at.plusMillis(90_000), "CallEnded", "callRef", call, "by", "caller"));
    }
    for (int i = 0; i < events.size(); i += 500) {
      send(phones, key, String.join(",", events.subList(i, Math.min(i + 500, events.size()))));
    }
  }

  private static String ring(int i) {
    String call = "mark-" + i;
    return String.join(
        ",",
        event(
            "LegStarted",
            "callRef",
            call,
            "legRef",
            call,
            "direction",
            "inbound",
            "from",
            call + "-",
            "to",
            "100"),
        event("QueueEntered", "callRef", call, "queue", "Queue " + i % 8));
  }

  private static String event(String type, String... words) {
    return eventAt(Instant.now(), type, words);
  }

  private static String eventAt(Instant at, String type, String... words) {
    StringBuilder json = new StringBuilder(200);
    json.append("{\"id\":\"").append(java.util.UUID.randomUUID());
    json.append("\",\"occurredAt\":\"")
        .append(at)
        .append("\",\"type\":\"")
        .append(type)
        .append('"');
    for (int i = 0; i < words.length; i += 2) {
      json.append(",\"").append(words[i]).append("\":\"").append(words[i + 1]).append('"');
    }
    return json.append(",\"account\":\"acme\"}").toString();
  }

  private static void send(Wire wire, String key, String events) throws Exception {
    Wire.Answer answer =
        wire.send(
            "POST",
            "/intake/v1/events",
            "application/json",
            "[" + events + "]",
            Map.of("Authorization", "Bearer " + key));
    if (answer.status() != 200 || !answer.body().contains("\"rejections\":[]")) {
      throw new IllegalStateException("The intake answered " + answer);
    }
  }

  private static void watch(
      Wire wire, CountDownLatch open, Map<Integer, Long> sent, Figures seen, LongAdder bytes) {
    java.util.BitSet known = new java.util.BitSet();
    try {
      Wire.Answer head = wire.stream("/portal/live/stream");
      if (head.status() != 200) {
        throw new IllegalStateException("A live page answered " + head.status());
      }
      boolean first = true;
      for (String line = wire.line(); line != null; line = wire.line()) {
        bytes.add(line.length() + 1L);
        if (first && line.startsWith("event: board")) {
          first = false;
          open.countDown();
        }
        Matcher mark = MARK.matcher(line);
        while (mark.find()) {
          int number = Integer.parseInt(mark.group(1));
          Long at = sent.get(number);
          if (at != null && !known.get(number)) {
            known.set(number);
            seen.add((System.nanoTime() - at) / 1e6);
          }
        }
      }
    } catch (SocketException closed) {
      // The bench has seen enough.
    } catch (java.io.IOException lost) {
      throw new java.io.UncheckedIOException(lost);
    }
  }

  private Live() {}
}
