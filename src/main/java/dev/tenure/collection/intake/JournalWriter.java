package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.Answer.Rejection;
import dev.tenure.collection.model.Event;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Journey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Writes some parcels' events to the journal within the caller's transaction: lane, fence, gate,
 * journal and counts, and the word that their facts are to follow. It neither knows where parcels
 * come from nor who commits.
 */
@Component
final class JournalWriter {

  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

  private final Fence fence;
  private final LaneStore lanes;
  private final SourceKeyStore sources;
  private final JournalStore journal;
  private final AgentJournalStore agents;
  private final UnfoldedStore unfolded;
  private final CountStore counts;
  private final Gate gate;
  private final JournalMemory memory;

  /**
   * Writes nothing by itself.
   *
   * @param settlement how long after T events from before it are still taken
   * @param remembered how many calls in progress are remembered
   */
  JournalWriter(
      Fence fence,
      LaneStore lanes,
      SourceKeyStore sources,
      JournalStore journal,
      AgentJournalStore agents,
      UnfoldedStore unfolded,
      CountStore counts,
      @Value("${tenure.settlement:5m}") Duration settlement,
      @Value("${tenure.intake.remembered-calls:40000}") int remembered) {
    if (settlement.isNegative()) {
      throw new IllegalStateException("tenure.settlement is negative: " + settlement);
    }
    this.fence = fence;
    this.lanes = lanes;
    this.sources = sources;
    this.journal = journal;
    this.agents = agents;
    this.unfolded = unfolded;
    this.counts = counts;
    this.gate = new Gate(settlement);
    this.memory = new JournalMemory(remembered);
  }

  private record Turned(
      Parcel parcel, int position, FactRef of, String id, Reason reason, String sentence) {}

  /**
   * What holds once the transaction is durable.
   *
   * @param news whose facts are to follow
   * @param left what the journal has of the calls then
   */
  record Written(
      Map<Parcel, Parcel.Stored> results,
      News news,
      Map<SourceCall, JournalMemory.Remembered> left) {}

  /** Once what was written is durable: spares asking for it. */
  void remember(Written written) {
    memory.keep(written.left());
  }

  /**
   * Writes events of which some may be stored already.
   *
   * @throws CannotAcquireLockException if somebody else writes events of the same calls meanwhile;
   *     the transaction is lost, try again
   */
  Written writeAgain(List<Parcel> parcels) {
    try {
      return write(parcels, false);
    } catch (DuplicateKeyException meanwhile) {
      throw new CannotAcquireLockException("Somebody else tells of the same calls", meanwhile);
    }
  }

  /**
   * Writes events that are taken to be new.
   *
   * @throws DuplicateKeyException if one is stored already, or others of its call are that this
   *     node doesn't know; the transaction is lost then
   */
  Written write(List<Parcel> parcels) {
    return write(parcels, true);
  }

  private Written write(List<Parcel> parcels, boolean guess) {
    Set<CustomerId> customers = new TreeSet<>(Comparator.comparing(CustomerId::value));
    parcels.forEach(
        parcel -> parcel.pieces().forEach(piece -> customers.add(parcel.customer(piece))));
    Set<Integer> touched = LaneStore.lanes(customers);
    Map<SourceId, OpenSource> remembered = remembered(parcels);
    Journey journey = lanes.journey();
    lanes.join(journey, touched, LONGEST_WAIT);
    Supplier<List<OpenSource>> present = sources.all(journey, remembered.keySet());
    Supplier<PeriodStore.Reading> fenced = fence.enter(journey, customers);
    journey.make();
    requireSameCustomers(remembered, present.get());
    PeriodStore.Reading reading = fenced.get();

    Taking taking = new Taking();
    List<Turned> turned = new ArrayList<>();
    for (Parcel parcel : parcels) {
      judge(parcel, reading, taking, turned);
    }
    Map<SourceCall, Known> known = known(taking, reading, guess);
    Taking.NewOfCalls news = taking.beyond(known, reading);
    journal.add(reading.now(), news.entries());
    List<Taking.Kept> stored = new ArrayList<>(news.events());
    stored.addAll(storeAgents(reading.now(), taking, guess));
    News told = new News(Ids.next(reading.now()), items(stored), reading.stamps());
    if (!stored.isEmpty()) {
      unfolded.note(told.id(), touched, reading.now());
    }
    Map<Parcel, Parcel.Stored> results = results(parcels, stored, turned, reading.now());
    count(results, reading.now());
    return new Written(results, told, news.left());
  }

  /**
   * What the journal has of the calls. What isn't remembered is asked for, unless it begins just
   * now: then there should be nothing, and the key says so if there is.
   */
  private Map<SourceCall, Known> known(Taking taking, PeriodStore.Reading reading, boolean guess) {
    Map<SourceCall, Known> known = new HashMap<>();
    List<SourceCall> asked = new ArrayList<>();
    for (SourceCall call : taking.calls()) {
      @Nullable Known remembered = guess ? memory.of(call, reading) : null;
      if (remembered != null) {
        known.put(call, remembered);
      } else if (!guess || !taking.tellsBeginning(call)) {
        asked.add(call);
      }
    }
    known.putAll(journal.known(asked));
    return known;
  }

  private Collection<Taking.Kept> storeAgents(Instant now, Taking taking, boolean guess) {
    Map<AgentJournalStore.Key, Taking.Kept> taken = taking.agents();
    if (guess || taken.isEmpty()) {
      agents.addNew(now, taking.rows());
      return taken.values();
    }
    Set<AgentJournalStore.Key> stored = agents.add(now, taking.rows());
    return taken.entrySet().stream()
        .filter(one -> stored.contains(one.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static List<News.Item> items(List<Taking.Kept> stored) {
    List<News.Item> items = new ArrayList<>(stored.size());
    stored.forEach(kept -> items.add(new News.Item(kept.of(), kept.sent().event())));
    return items;
  }

  private static Map<SourceId, OpenSource> remembered(List<Parcel> parcels) {
    Map<SourceId, OpenSource> remembered = new HashMap<>();
    parcels.stream()
        .filter(Parcel::isRemembered)
        .forEach(parcel -> remembered.put(parcel.source().id(), parcel.source()));
    return remembered;
  }

  /** C8: whose events they are is asked anew where it was only remembered. */
  private static void requireSameCustomers(
      Map<SourceId, OpenSource> remembered, List<OpenSource> present) {
    present.forEach(now -> remembered.remove(now.id(), now));
    if (!remembered.isEmpty()) {
      throw new StaleSource(remembered.values().iterator().next());
    }
  }

  private void judge(
      Parcel parcel, PeriodStore.Reading reading, Taking taking, List<Turned> turned) {
    for (Piece.Read piece : parcel.pieces()) {
      CustomerId customer = parcel.customer(piece);
      Event event = piece.sent().event();
      FactRef of = FactRef.of(parcel.source().id(), customer, event);
      switch (gate.judge(event.at(), reading.of(customer), reading, parcel.isPast())) {
        case Gate.Verdict.Keep keep -> taking.take(parcel, of, piece.sent());
        case Gate.Verdict.Turn(Reason reason, String sentence) ->
            turned.add(new Turned(parcel, piece.position(), of, event.id(), reason, sentence));
      }
    }
  }

  /** Whatever was neither stored now nor turned away is in the journal already (C5). */
  private Map<Parcel, Parcel.Stored> results(
      List<Parcel> parcels, List<Taking.Kept> stored, List<Turned> turned, Instant now) {
    Map<Parcel, Integer> accepted = new HashMap<>();
    stored.forEach(kept -> accepted.merge(kept.parcel(), 1, Integer::sum));
    Map<Parcel, List<Rejection>> rejections = rejections(turned);
    Map<Parcel, Parcel.Stored> results = new LinkedHashMap<>();
    for (Parcel parcel : parcels) {
      int taken = accepted.getOrDefault(parcel, 0);
      List<Rejection> rejected = rejections.getOrDefault(parcel, List.of());
      results.put(
          parcel,
          new Parcel.Stored(
              taken, parcel.pieces().size() - rejected.size() - taken, rejected, now));
    }
    return results;
  }

  /** An event that is stored already is a duplicate, even if it would be turned away by now. */
  private Map<Parcel, List<Rejection>> rejections(List<Turned> turned) {
    Map<Parcel, List<Rejection>> rejections = new HashMap<>();
    if (turned.isEmpty()) {
      return rejections;
    }
    Set<SourceCall> calls = new HashSet<>();
    Set<AgentJournalStore.Key> keys = new HashSet<>();
    for (Turned t : turned) {
      switch (t.of()) {
        case CallRef call -> calls.add(call.asTold());
        case AgentRef agent -> keys.add(new AgentJournalStore.Key(agent.source(), t.id()));
      }
    }
    Map<SourceCall, Known> known = journal.known(calls);
    Set<AgentJournalStore.Key> before = agents.known(keys);
    for (Turned t : turned) {
      boolean stored =
          switch (t.of()) {
            case CallRef call ->
                known.getOrDefault(call.asTold(), Known.NOTHING).ids().contains(t.id());
            case AgentRef agent ->
                before.contains(new AgentJournalStore.Key(agent.source(), t.id()));
          };
      if (!stored) {
        rejections
            .computeIfAbsent(t.parcel(), parcel -> new ArrayList<>())
            .add(new Rejection(t.position(), t.reason().word(), t.sentence()));
      }
    }
    return rejections;
  }

  private void count(Map<Parcel, Parcel.Stored> results, Instant now) {
    Map<SourceId, Map<String, Integer>> tallies = new HashMap<>();
    results.forEach((parcel, result) -> {
      Map<String, Integer> tally =
          tallies.computeIfAbsent(parcel.source().id(), source -> new HashMap<>());
      parcel.turnedBefore().forEach((reason, n) -> tally.merge(reason, n, Integer::sum));
      result.rejections().forEach(r -> tally.merge(r.reason(), 1, Integer::sum));
      tally.merge(CountStore.ACCEPTED, result.accepted(), Integer::sum);
      tally.merge(CountStore.DUPLICATE, result.duplicates(), Integer::sum);
    });
    counts.add(now, tallies);
  }
}
