package dev.tenure.collection.intake;

import dev.tenure.collection.Source;
import dev.tenure.platform.CustomerId;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/** Two writers store what their phones tell of a few customers, while these are terminated. */
final class FenceRace {

  private static final int CUSTOMERS = 3;

  private final CollectionWorld world;
  private final CollectionWorld.Node node;

  FenceRace(CollectionWorld world, Fence fence) {
    this.world = world;
    this.node = world.nodeAhead(fence);
  }

  /** Ends a customer's service, and opens it again; answers T. */
  interface Terminator {
    Instant end(CustomerId customer);

    void begin(CustomerId customer);
  }

  /**
   * What is wrong after a round.
   *
   * @param refusedByTheWall facts and ends that the database itself had to refuse
   */
  record Findings(
      int acknowledged,
      int turnedAway,
      int removedAtT,
      List<String> beyondT,
      List<String> lost,
      int refusedByTheWall) {

    boolean isClean() {
      return beyondT.isEmpty() && lost.isEmpty() && refusedByTheWall == 0;
    }
  }

  private record Sent(
      CustomerId customer, String key, Instant sentAt, Instant at, boolean accepted) {

    /**
     * Sent by a fast clock before service was back it may be turned away, though it lies inside.
     */
    boolean belongsTo(Span span) {
      return !sentAt.isBefore(span.open()) && !at.isBefore(span.open()) && at.isBefore(span.end());
    }
  }

  /** As the writers may know it: in service for certain from {@code open} until {@code end}. */
  private record Span(Instant open, Instant end) {}

  Findings round(int terminations, Terminator terminator, long seed) {
    List<CustomerId> customers = new ArrayList<>();
    List<List<Source.WithKey>> sources = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < CUSTOMERS; i++) {
      CustomerId customer = world.customer("Race " + seed + "/" + i);
      customers.add(customer);
      sources.forEach(list -> list.add(world.source(customer)));
    }
    Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    Queue<DataAccessException> refused = new ConcurrentLinkedQueue<>();
    int refusedBefore = world.failedFolds(DataIntegrityViolationException.class);
    Map<CustomerId, List<Span>> spans = new HashMap<>();
    AtomicBoolean over = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int w = 0; w < 2; w++) {
        Random random = new Random(seed * 2 + w);
        List<Source.WithKey> mine = sources.get(w);
        writers.add(threads.submit(() -> write(customers, mine, random, over, sent, refused)));
      }
      Random random = new Random(seed);
      try {
        Map<CustomerId, Instant> open = new HashMap<>();
        for (int i = 0; i < terminations; i++) {
          CustomerId customer = customers.get(random.nextInt(CUSTOMERS));
          Instant from = open.getOrDefault(customer, now());
          Instant end;
          try {
            end = terminator.end(customer);
          } catch (DataIntegrityViolationException wall) {
            // Facts slipped in between cut and close: the wall keeps T from being moved before
            // them.
            refused.add(wall);
            continue;
          }
          spans.computeIfAbsent(customer, c -> new ArrayList<>()).add(new Span(from, end));
          terminator.begin(customer);
          open.put(customer, now());
        }
      } finally {
        over.set(true);
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("A writer failed in round " + seed, e);
    }
    node.folds().settle();
    int refusedFacts = world.failedFolds(DataIntegrityViolationException.class) - refusedBefore;
    return findings(customers, sent, spans, refused.size() + refusedFacts);
  }

  private void write(
      List<CustomerId> customers,
      List<Source.WithKey> sources,
      Random random,
      AtomicBoolean over,
      Queue<Sent> sent,
      Queue<DataAccessException> refused) {
    List<OpenSource> open = sources.stream().map(world::open).toList();
    int n = 0;
    while (!over.get()) {
      int which = random.nextInt(CUSTOMERS);
      List<Piece> pieces = new ArrayList<>();
      // A short call that began just now, or will have by a clock that goes a little fast.
      Instant at = now().plus(random.nextInt(21_000) - 1_000L, ChronoUnit.MICROS);
      String ref = "c" + n++;
      for (String line :
          List.of(
              CollectionWorld.event(ref + "s", "LegStarted", at, "callRef", ref, "legRef", "l"),
              CollectionWorld.event(
                  ref + "e", "CallEnded", at.plusNanos(500_000), "callRef", ref, "by", "caller"),
              CollectionWorld.event(
                  ref + "l", "LegEnded", at.plusNanos(900_000), "callRef", ref, "legRef", "l"))) {
        pieces.add(piece(pieces.size() + 1, line));
      }
      OpenSource source = open.get(which);
      Instant sentAt = now();
      try {
        Answer answer = node.intake().take(source, pieces);
        Set<Integer> rejected = new HashSet<>();
        answer.rejections().forEach(r -> rejected.add(r.position()));
        for (Piece piece : pieces) {
          if (piece instanceof Piece.Read read) {
            sent.add(
                new Sent(
                    customers.get(which),
                    source.id() + "/" + read.sent().event().id(),
                    sentAt,
                    read.sent().event().at(),
                    !rejected.contains(read.position())));
          }
        }
      } catch (DataAccessException wall) {
        refused.add(wall);
      }
    }
  }

  private static Piece piece(int position, String line) {
    try {
      return EventReader.read(line.getBytes(StandardCharsets.UTF_8)).stream()
          .filter(Piece.Read.class::isInstance)
          .map(Piece.Read.class::cast)
          .map(read -> new Piece.Read(position, read.sent()))
          .findFirst()
          .orElseThrow();
    } catch (EventReader.Unacceptable e) {
      throw new IllegalStateException(e.sentence(), e);
    }
  }

  private Findings findings(
      List<CustomerId> customers,
      Queue<Sent> sent,
      Map<CustomerId, List<Span>> spans,
      int refused) {
    List<String> beyond = new ArrayList<>();
    world.laws().forEach(law -> beyond.addAll(law.run().violations()));
    Set<String> kept = new HashSet<>();
    for (CustomerId customer : customers) {
      kept.addAll(
          world.read(
              "SELECT source_id || '/' || source_event_id FROM intake_event WHERE customer_id = '"
                  + customer
                  + "'"));
    }
    List<String> lost = new ArrayList<>();
    int accepted = 0;
    int removed = 0;
    for (Sent event : sent) {
      boolean inService =
          spans.getOrDefault(event.customer(), List.of()).stream().anyMatch(event::belongsTo);
      boolean isKept = kept.contains(event.key());
      accepted += event.accepted() ? 1 : 0;
      removed += event.accepted() && !isKept ? 1 : 0;
      if (inService && !isKept) {
        lost.add((event.accepted() ? "acknowledged " : "turned away ") + event);
      }
    }
    return new Findings(
        accepted, sent.size() - accepted, removed, List.copyOf(beyond), List.copyOf(lost), refused);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** The steps of a termination and a reinstatement as the account module takes them, in SQL. */
  static Terminator bySteps(CollectionWorld world) {
    return new Terminator() {
      @Override
      public Instant end(CustomerId customer) {
        return world.inTransaction(() -> {
          world.the(PeriodStore.class).enterAlone(List.of(customer));
          Instant end =
              Instant.parse(
                  world
                      .read(
                          "SELECT to_char(tenure_now() AT TIME ZONE"
                              + " 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                      .getFirst());
          world.the(FactsCut.class).cut(customer, end);
          world
              .database
              .jdbc()
              .sql(
                  """
                  UPDATE service_period
                  SET during = tstzrange(lower(during), :end)
                  WHERE customer_id = :id
                    AND upper_inf(during)
                  """)
              .param("id", customer.value())
              .param("end", Timestamp.from(end))
              .update();
          return end;
        });
      }

      @Override
      public void begin(CustomerId customer) {
        world
            .database
            .jdbc()
            .sql("INSERT INTO service_period VALUES (:id, tstzrange(tenure_now(), NULL))")
            .param("id", customer.value())
            .update();
      }
    };
  }

  /** Termination and reinstatement by the account module's own commands. */
  static Terminator byCommands(CollectionWorld world) {
    return new Terminator() {
      @Override
      public Instant end(CustomerId customer) {
        return world.terminate(customer);
      }

      @Override
      public void begin(CustomerId customer) {
        world.reinstate(customer);
      }
    };
  }

  static final Duration SETTLEMENT = Duration.ofMinutes(5);
}
