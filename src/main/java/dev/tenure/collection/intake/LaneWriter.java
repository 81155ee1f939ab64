package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.Answer.Rejection;
import dev.tenure.collection.intake.Memory.Remembered;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The work of a transaction: lanes, fence, gate, journal, facts and counts of some parcels. */
@Component
final class LaneWriter {

  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

  private final Fence fence;
  private final PeriodStore periods;
  private final LaneStore lanes;
  private final SourceKeyStore sources;
  private final JournalStore journal;
  private final Refold refold;
  private final AgentStore agents;
  private final CountStore counts;
  private final Gate gate;

  /**
   * Writes nothing by itself.
   *
   * @param settlement how long after T events from before it are still taken
   */
  LaneWriter(
      Fence fence,
      PeriodStore periods,
      LaneStore lanes,
      SourceKeyStore sources,
      JournalStore journal,
      Refold refold,
      AgentStore agents,
      CountStore counts,
      @Value("${tenure.settlement:5m}") Duration settlement) {
    if (settlement.isNegative()) {
      throw new IllegalStateException("tenure.settlement is negative: " + settlement);
    }
    this.fence = fence;
    this.periods = periods;
    this.lanes = lanes;
    this.sources = sources;
    this.journal = journal;
    this.refold = refold;
    this.agents = agents;
    this.counts = counts;
    this.gate = new Gate(settlement);
  }

  private record Turned(
      Parcel parcel, Piece.Read piece, JournalStore.Key key, Reason reason, String sentence) {}

  private record Kept(Parcel parcel, JournalStore.Entry entry, Service service) {}

  /**
   * What holds once the transaction is durable.
   *
   * @param calls to be remembered, as of the lanes' versions {@code left}
   */
  record Written(
      Map<Parcel, Parcel.Stored> results,
      Map<CallRef, Remembered> calls,
      Map<Integer, Long> left) {}

  /** Writes events of which some may be stored already. */
  Written writeAgain(List<Parcel> parcels, Memory memory) {
    return write(parcels, memory, (now, kept) -> journal.append(now, entries(kept)));
  }

  /**
   * Writes events that are taken to be new.
   *
   * @throws DuplicateKeyException if one is stored already; the transaction is lost then
   */
  Written write(List<Parcel> parcels, Memory memory) {
    return write(
        parcels,
        memory,
        (now, kept) -> {
          journal.appendNew(now, entries(kept));
          return kept.keySet();
        });
  }

  private interface Appending {
    /** Answers the keys of what is stored now and wasn't before. */
    Set<JournalStore.Key> append(Instant receivedAt, Map<JournalStore.Key, Kept> kept);
  }

  private static List<JournalStore.Entry> entries(Map<JournalStore.Key, Kept> kept) {
    return kept.values().stream().map(Kept::entry).toList();
  }

  private Written write(List<Parcel> parcels, Memory memory, Appending appending) {
    Set<CustomerId> customers = new TreeSet<>(Comparator.comparing(CustomerId::value));
    parcels.forEach(
        parcel -> parcel.pieces().forEach(piece -> customers.add(parcel.customer(piece))));
    Set<Integer> touchedLanes = LaneStore.lanes(customers);
    periods.limitWaiting(LONGEST_WAIT);
    Map<Integer, Long> versions = lanes.enter(touchedLanes);
    memory.check(versions);
    requireSameCustomers(parcels);
    // INVARIANT: a statement of its own. Periods read with the lock, or before it, may be stale.
    fence.enter(customers);
    PeriodStore.Reading reading = periods.read(customers);

    Map<JournalStore.Key, Kept> kept = new LinkedHashMap<>();
    List<Turned> turned = new ArrayList<>();
    for (Parcel parcel : parcels) {
      judge(parcel, reading, kept, turned);
    }
    Set<JournalStore.Key> stored =
        kept.isEmpty() ? Set.of() : appending.append(reading.now(), kept);
    Map<CallRef, Remembered> calls = fold(kept, stored, memory, reading);
    Map<Parcel, Parcel.Stored> results = results(parcels, kept, stored, turned, reading.now());
    lanes.leave(touchedLanes);
    count(results, reading.now());
    Map<Integer, Long> left = new HashMap<>();
    versions.forEach((lane, version) -> left.put(lane, version + 1));
    return new Written(results, calls, left);
  }

  /** C8: whose events they are is asked anew where it was only remembered. */
  private void requireSameCustomers(List<Parcel> parcels) {
    Map<SourceId, OpenSource> remembered = new HashMap<>();
    parcels.stream()
        .filter(Parcel::isRemembered)
        .forEach(parcel -> remembered.put(parcel.source().id(), parcel.source()));
    if (remembered.isEmpty()) {
      return;
    }
    sources.all(remembered.keySet()).forEach(now -> remembered.remove(now.id(), now));
    if (!remembered.isEmpty()) {
      throw new StaleSource(remembered.values().iterator().next());
    }
  }

  private void judge(
      Parcel parcel,
      PeriodStore.Reading reading,
      Map<JournalStore.Key, Kept> kept,
      List<Turned> turned) {
    for (Piece.Read piece : parcel.pieces()) {
      CustomerId customer = parcel.customer(piece);
      JournalStore.Entry entry = entry(parcel.source().id(), customer, piece.sent());
      switch (gate.judge(piece.sent().event().at(), reading.of(customer), reading.now())) {
        case Gate.Verdict.Keep(Service service) ->
            kept.putIfAbsent(entry.key(), new Kept(parcel, entry, service));
        case Gate.Verdict.Turn(Reason reason, String sentence) ->
            turned.add(new Turned(parcel, piece, entry.key(), reason, sentence));
      }
    }
  }

  private static JournalStore.Entry entry(SourceId source, CustomerId customer, SentEvent sent) {
    @Nullable String call = null;
    @Nullable String agent = null;
    switch (sent.event().what()) {
      case Happening.OnCall onCall -> call = onCall.call();
      case Happening.OnAgent onAgent -> agent = onAgent.agent();
    }
    return new JournalStore.Entry(source, customer, call, agent, sent);
  }

  private Map<CallRef, Remembered> fold(
      Map<JournalStore.Key, Kept> kept,
      Set<JournalStore.Key> stored,
      Memory memory,
      PeriodStore.Reading reading) {
    Batch batch = new Batch();
    kept.forEach((key, news) -> {
      if (stored.contains(key)) {
        JournalStore.Entry entry = news.entry();
        batch.add(entry.source(), entry.customer(), entry.sent().event(), news.service());
      }
    });
    Map<CallRef, Remembered> known = new HashMap<>();
    Map<CallRef, Integer> unknown = new LinkedHashMap<>();
    for (Map.Entry<CallRef, List<Event>> call : batch.events().entrySet()) {
      Remembered found = memory.of(call.getKey(), reading.stamp(call.getKey().customer()));
      if (found == null) {
        unknown.put(call.getKey(), call.getValue().size());
      } else {
        known.put(call.getKey(), found.with(call.getValue()));
      }
    }
    known.putAll(refold.read(unknown, call -> reading.stamp(call.customer())));
    if (!batch.agents().isEmpty()) {
      agents.write(batch.agents());
    }
    Map<CallRef, Remembered> after = refold.calls(batch.calls(), known, reading.now());
    refold.agents(batch.stretches());
    return after;
  }

  /** Whatever was neither stored now nor turned away is in the journal already (C5). */
  private Map<Parcel, Parcel.Stored> results(
      List<Parcel> parcels,
      Map<JournalStore.Key, Kept> kept,
      Set<JournalStore.Key> stored,
      List<Turned> turned,
      Instant now) {
    Map<Parcel, Integer> accepted = new HashMap<>();
    Map<Parcel, Set<CustomerId>> touched = new HashMap<>();
    for (JournalStore.Key key : stored) {
      Kept news = Objects.requireNonNull(kept.get(key), key::toString);
      accepted.merge(news.parcel(), 1, Integer::sum);
      touched
          .computeIfAbsent(news.parcel(), parcel -> new HashSet<>())
          .add(news.entry().customer());
    }
    Map<Parcel, List<Rejection>> rejections = rejections(turned);
    Map<Parcel, Parcel.Stored> results = new LinkedHashMap<>();
    for (Parcel parcel : parcels) {
      int taken = accepted.getOrDefault(parcel, 0);
      List<Rejection> rejected = rejections.getOrDefault(parcel, List.of());
      results.put(
          parcel,
          new Parcel.Stored(
              taken,
              parcel.pieces().size() - rejected.size() - taken,
              rejected,
              touched.getOrDefault(parcel, Set.of()),
              now));
    }
    return results;
  }

  /** An event that is stored already is a duplicate, even if it would be turned away by now. */
  private Map<Parcel, List<Rejection>> rejections(List<Turned> turned) {
    Map<Parcel, List<Rejection>> rejections = new HashMap<>();
    if (turned.isEmpty()) {
      return rejections;
    }
    Collection<JournalStore.Key> keys = new HashSet<>();
    turned.forEach(t -> keys.add(t.key()));
    Set<JournalStore.Key> before = journal.known(keys);
    for (Turned t : turned) {
      if (!before.contains(t.key())) {
        rejections
            .computeIfAbsent(t.parcel(), parcel -> new ArrayList<>())
            .add(new Rejection(t.piece().position(), t.reason().word(), t.sentence()));
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
