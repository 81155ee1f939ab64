package dev.tenure.reporting;

import dev.tenure.reporting.FactBook.Call;
import dev.tenure.reporting.FactBook.Offer;
import dev.tenure.reporting.FactBook.Status;
import dev.tenure.reporting.FactBook.Talk;
import dev.tenure.reporting.FactBook.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts in every shape, from a seed; some last at the end, some cross midnights. */
final class RandomFacts {

  private static final String[] OUTCOMES = {
    "ANSWERED",
    "ANSWERED",
    "ANSWERED",
    "ABANDONED",
    "ABANDONED",
    "REFUSED",
    "TIMEOUT",
    "OVERFLOW",
    "TRANSFERRED",
    "KEY",
    "WAITING"
  };
  private static final String[] RESULTS = {
    "ANSWERED", "NO_ANSWER", "BUSY", "REJECTED", "CANCELLED"
  };
  private static final String[] STATUSES = {"READY", "NOT_READY", "WRAP_UP", ""};

  final Random random;
  private final Instant from;
  private final Instant to;

  RandomFacts(long seed, Instant from, Instant to) {
    this.random = new Random(seed);
    this.from = from;
    this.to = to;
  }

  String queue() {
    return "queue" + random.nextInt(3);
  }

  String agent() {
    return "a" + random.nextInt(4);
  }

  private Instant sometime() {
    long whole = ChronoUnit.MICROS.between(from, to);
    long micros = (long) (random.nextDouble() * whole);
    // Often exactly on a quarter, where mistakes live.
    return random.nextInt(5) == 0
        ? from.plusSeconds(micros / 1_000_000 / 900 * 900)
        : from.plus(micros, ChronoUnit.MICROS);
  }

  private Duration some(int seconds) {
    return random.nextInt(4) == 0
        ? Duration.ofSeconds(1 + random.nextInt(seconds))
        : Duration.of(1 + random.nextLong(seconds * 1_000_000L), ChronoUnit.MICROS);
  }

  /** Short ones, long ones, withheld ones, and some that aren't digits alone. */
  private String number() {
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> "sip:30" + random.nextInt(3);
      case 2 -> "(0207) 94-60 10" + random.nextInt(3);
      case 3, 4 -> "20" + random.nextInt(3);
      default -> "0770090" + random.nextInt(3);
    };
  }

  Call call() {
    Instant start = sometime();
    String direction =
        List.of("INBOUND", "INBOUND", "OUTBOUND", "INTERNAL", "UNKNOWN").get(random.nextInt(5));
    List<Visit> visits = new ArrayList<>();
    List<Offer> offers = new ArrayList<>();
    List<Talk> talks = new ArrayList<>();
    Instant at = start.plus(some(30));
    @Nullable Instant answered = null;
    boolean open = false;
    String queue = "";
    String agent = "";
    for (int i = random.nextInt(3); i > 0 && !open; i--) {
      queue = queue();
      String outcome = OUTCOMES[random.nextInt(OUTCOMES.length)];
      for (int n = random.nextInt(3); n > 0; n--) {
        String offered = agent();
        Instant rang = at.plus(some(5));
        offers.add(
            new Offer(
                queue, offered, rang, rang.plus(some(9)), RESULTS[random.nextInt(RESULTS.length)]));
      }
      Instant left = outcome.equals("REFUSED") ? at.plus(some(1)) : at.plus(some(80));
      if (outcome.equals("WAITING")) {
        visits.add(new Visit(queue, at, null, outcome, "", null, Duration.ZERO, false));
        open = true;
      } else if (outcome.equals("ANSWERED")) {
        agent = agent();
        answered = answered == null ? left : answered;
        open = random.nextInt(12) == 0;
        Instant until = open ? null : left.plus(some(random.nextInt(6) == 0 ? 5_000 : 300));
        Duration held =
            until == null ? Duration.ZERO : Duration.of(random.nextInt(900), ChronoUnit.MICROS);
        visits.add(new Visit(queue, at, left, outcome, agent, until, held, random.nextBoolean()));
        talks.add(new Talk(agent, random.nextInt(5) == 0 ? "" : queue, left, until));
        at = until == null ? left : until;
      } else {
        visits.add(new Visit(queue, at, left, outcome, "", null, Duration.ZERO, false));
        at = left;
      }
      at = at.plus(some(3));
    }
    Instant end = open ? null : at.plus(some(20));
    return new Call(
        new UUID(random.nextLong(), random.nextLong()),
        start,
        answered,
        end,
        direction,
        number(),
        number(),
        queue,
        agent,
        visits,
        offers,
        talks);
  }

  /** An agent's statuses from one instant on, some of them wrap-up behind a talk of theirs. */
  List<Status> statuses(String agent, Instant begin, FactBook book) {
    List<Status> made = new ArrayList<>();
    Instant at = begin;
    while (at.isBefore(to)) {
      Instant next = at.plus(some(random.nextInt(3) == 0 ? 60_000 : 1_500));
      String status = STATUSES[random.nextInt(STATUSES.length)];
      Instant talked = talkEnd(agent, at, next, book);
      if (talked != null) {
        status = "READY";
        next = talked.plus(random.nextInt(3) * 3_000_000L, ChronoUnit.MICROS);
      }
      boolean last = !next.isBefore(to);
      if (!status.isEmpty() && next.isAfter(at)) {
        made.add(new Status(agent, status, at, last ? null : next));
      }
      if (talked != null && !last && next.plusSeconds(40).isBefore(to)) {
        Instant over = next.plus(some(30));
        made.add(new Status(agent, "WRAP_UP", next, over));
        next = over;
      }
      at = next.isAfter(at) ? next : at.plusSeconds(1);
    }
    return made;
  }

  private @Nullable Instant talkEnd(String agent, Instant from, Instant to, FactBook book) {
    return book.calls.stream()
        .flatMap(call -> call.talks().stream())
        .filter(talk -> talk.agent().equals(agent))
        .map(Talk::end)
        .filter(end -> end != null && end.isAfter(from) && end.isBefore(to))
        .map(java.util.Objects::requireNonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  Instant anytime() {
    return sometime();
  }
}
