package dev.tenure.demo.phones;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Time, chance and the events of one simulated office. The same start gives the same events with the
 * same ids, so that a simulator that is started again goes on where it was and repeats harmlessly.
 */
final class Simulation {

  private record Step(Instant at, long number, Runnable action) {}

  private final String account;
  private final SplittableRandom chance;
  private final PriorityQueue<Step> steps =
      new PriorityQueue<>(Comparator.comparing(Step::at).thenComparingLong(Step::number));
  private final List<PhoneEvent> told = new ArrayList<>();
  private Instant now;
  private long scheduled;
  private long numbered;

  Simulation(String account, Instant start) {
    this.account = account;
    this.now = start;
    this.chance = new SplittableRandom(31L * account.hashCode() + start.toEpochMilli());
  }

  Instant now() {
    return now;
  }

  void after(Duration pause, Runnable action) {
    steps.add(new Step(now.plus(pause), scheduled++, action));
  }

  /** Lets everything happen until then, and hands over what was told meanwhile. */
  List<PhoneEvent> advance(Instant until) {
    while (!steps.isEmpty() && !steps.element().at().isAfter(until)) {
      Step step = steps.remove();
      now = step.at();
      step.action().run();
    }
    List<PhoneEvent> events = List.copyOf(told);
    told.clear();
    return events;
  }

  /** Tells an event that happens now; {@code words} are names and values in turn. */
  void tell(String type, String... words) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("id", account + "-" + now.toEpochMilli() + "-" + numbered++);
    fields.put("occurredAt", now.toString());
    fields.put("type", type);
    fields.put("account", account);
    for (int i = 0; i < words.length; i += 2) {
      fields.put(words[i], words[i + 1]);
    }
    told.add(new PhoneEvent(now, fields));
    // No two events of an office share an instant, as on a real one.
    now = now.plusMillis(1 + chance.nextInt(40));
  }

  boolean happens(double probability) {
    return chance.nextDouble() < probability;
  }

  <T> T one(List<T> choices) {
    return choices.get(chance.nextInt(choices.size()));
  }

  int number(int bound) {
    return chance.nextInt(bound);
  }

  /** Between the two, in whole milliseconds. */
  Duration between(double seconds, double moreSeconds) {
    return Duration.ofMillis((long) (1000 * chance.nextDouble(seconds, moreSeconds)));
  }

  /** Mostly short, sometimes long, as waits between arrivals and patience are. */
  Duration around(double seconds) {
    return Duration.ofMillis((long) (-1000 * seconds * StrictMath.log(1 - chance.nextDouble())));
  }
}
