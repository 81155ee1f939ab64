package dev.tenure.collection.intake;

import static dev.tenure.collection.intake.CollectionWorld.event;

import dev.tenure.collection.Source;
import dev.tenure.platform.CustomerId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many events a second are read, gated, journalled, folded and committed; and how long a
 * termination takes with many facts. Run by hand: {@code java … IntakeBench <seconds>}.
 */
final class IntakeBench {

  private static final int THREADS = 4;

  private IntakeBench() {}

  public static void main(String[] arguments) throws Exception {
    int seconds = Integer.parseInt(arguments[0]);
    try (var world = new CollectionWorld(FenceRace.SETTLEMENT, 8, false)) {
      for (int size : new int[] {7, 70, 700, 4_900}) {
        System.out.printf("%d events a request: %,d events/s%n", size, rate(world, size, seconds));
      }
      CustomerId big = world.customer("Big");
      Source.WithKey source = world.source(big);
      Instant from = Instant.now();
      int calls = 0;
      while (calls < Integer.parseInt(arguments[1])) {
        world.send(source, calls(calls, 700));
        calls += 700;
      }
      System.out.printf("%,d calls stored in %s%n", calls, Duration.between(from, Instant.now()));
      time("board", () -> world.the(dev.tenure.collection.LiveBoard.class).of(big));
      time(
          "terminate on date",
          () ->
              world.terminateAt(
                  big,
                  Instant.now()
                      .plusSeconds(86_400)
                      .truncatedTo(java.time.temporal.ChronoUnit.DAYS)));
      time("withdraw", () -> world.withdraw(big));
      time("terminate now", () -> world.terminate(big));
      time("reinstate", () -> world.reinstate(big));
      time("verify", () -> world.laws().forEach(law -> System.out.println(law.run())));
    }
  }

  private static void time(String what, Runnable work) {
    Instant from = Instant.now();
    work.run();
    System.out.printf("%s: %d ms%n", what, Duration.between(from, Instant.now()).toMillis());
  }

  private static long rate(CollectionWorld world, int size, int seconds) throws Exception {
    Instant until = Instant.now().plusSeconds(seconds);
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Long>> done = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        Source.WithKey source = world.source(world.customer("Bench " + size + "/" + t));
        done.add(
            threads.submit(() -> {
              long sent = 0;
              while (Instant.now().isBefore(until)) {
                String body = String.join("\n", calls((int) sent, size / 7));
                sent +=
                    world
                        .the(Intake.class)
                        .take(
                            world.open(source),
                            EventReader.read(body.getBytes(StandardCharsets.UTF_8)))
                        .accepted();
              }
              return sent;
            }));
      }
      long sum = 0;
      for (Future<Long> one : done) {
        sum += one.get();
      }
      return sum / seconds;
    }
  }

  /** Whole calls of seven events, which began at the moment. */
  private static String[] calls(int first, int n) {
    List<String> lines = new ArrayList<>();
    for (int i = first; i < first + n; i++) {
      String ref = "c" + i;
      Instant at = Instant.now();
      lines.add(
          event(
              ref + "-1",
              "LegStarted",
              at,
              "callRef",
              ref,
              "legRef",
              "in",
              "direction",
              "inbound",
              "from",
              "0161 496 0733",
              "to",
              "0800 123"));
      lines.add(
          event(ref + "-2", "QueueEntered", at.plusNanos(2000), "callRef", ref, "queue", "Sales"));
      lines.add(
          event(
              ref + "-3",
              "AgentOffered",
              at.plusNanos(3000),
              "callRef",
              ref,
              "queue",
              "Sales",
              "agent",
              "101"));
      lines.add(
          event(
              ref + "-4",
              "QueueAnswered",
              at.plusNanos(4000),
              "callRef",
              ref,
              "queue",
              "Sales",
              "agent",
              "101"));
      lines.add(event(ref + "-5", "LegHeld", at.plusNanos(5000), "callRef", ref, "legRef", "in"));
      lines.add(
          event(ref + "-6", "LegRetrieved", at.plusNanos(6000), "callRef", ref, "legRef", "in"));
      lines.add(event(ref + "-7", "CallEnded", at.plusNanos(7000), "callRef", ref, "by", "caller"));
    }
    return lines.toArray(String[]::new);
  }
}
