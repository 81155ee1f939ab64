package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.Answer.Rejection;
import dev.tenure.collection.model.Happening;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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
  private final UnfoldedStore unfolded;
  private final CountStore counts;
  private final Gate gate;

  /**
   * Writes nothing by itself.
   *
   * @param settlement how long after T events from before it are still taken
   */
  JournalWriter(
      Fence fence,
      LaneStore lanes,
      SourceKeyStore sources,
      JournalStore journal,
      UnfoldedStore unfolded,
      CountStore counts,
      @Value("${tenure.settlement:5m}") Duration settlement) {
    if (settlement.isNegative()) {
      throw new IllegalStateException("tenure.settlement is negative: " + settlement);
    }
    this.fence = fence;
    this.lanes = lanes;
    this.sources = sources;
    this.journal = journal;
    this.unfolded = unfolded;
    this.counts = counts;
    this.gate = new Gate(settlement);
  }

  private record Turned(
      Parcel parcel, Piece.Read piece, JournalStore.Key key, Reason reason, String sentence) {}

  private record Kept(Parcel parcel, JournalStore.Entry entry) {}

  /**
   * What holds once the transaction is durable.
   *
   * @param news whose facts are to follow
   */
  record Written(Map<Parcel, Parcel.Stored> results, News news) {}

  /** Writes events of which some may be stored already. */
  Written writeAgain(List<Parcel> parcels) {
    return write(parcels, (now, kept) -> journal.append(now, entries(kept)));
  }

  /**
   * Writes events that are taken to be new.
   *
   * @throws DuplicateKeyException if one is stored already; the transaction is lost then
   */
  Written write(List<Parcel> parcels) {
    return write(
        parcels,
        (now, kept) -> {
          journal.appendNew(now, entries(kept));
          return kept.keySet();
        });
  }

  private interface Appending {
    /** Answers the keys of what is stored now and wasn't before. */
    Set<JournalStore.Key> append(Instant receivedAt, Map<JournalStore.Key, Kept> kept);
  }

  /** In one order always, so that two who write the same never wait for each other. */
  private static List<JournalStore.Entry> entries(Map<JournalStore.Key, Kept> kept) {
    return kept.values().stream().map(Kept::entry).sorted(JournalStore.Entry.ORDER).toList();
  }

  private Written write(List<Parcel> parcels, Appending appending) {
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

    Map<JournalStore.Key, Kept> kept = new LinkedHashMap<>();
    List<Turned> turned = new ArrayList<>();
    for (Parcel parcel : parcels) {
      judge(parcel, reading, kept, turned);
    }
    Set<JournalStore.Key> stored =
        kept.isEmpty() ? Set.of() : appending.append(reading.now(), kept);
    News news = news(kept, stored, reading);
    if (!news.items().isEmpty()) {
      unfolded.note(news.id(), touched, reading.now());
    }
    Map<Parcel, Parcel.Stored> results = results(parcels, kept, stored, turned, reading.now());
    count(results, reading.now());
    return new Written(results, news);
  }

  private static News news(
      Map<JournalStore.Key, Kept> kept, Set<JournalStore.Key> stored, PeriodStore.Reading reading) {
    List<News.Item> items = new ArrayList<>(stored.size());
    kept.forEach((key, news) -> {
      if (stored.contains(key)) {
        items.add(News.Item.of(news.entry()));
      }
    });
    return new News(Ids.next(reading.now()), items, reading.stamps());
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
      Parcel parcel,
      PeriodStore.Reading reading,
      Map<JournalStore.Key, Kept> kept,
      List<Turned> turned) {
    for (Piece.Read piece : parcel.pieces()) {
      CustomerId customer = parcel.customer(piece);
      JournalStore.Entry entry = entry(parcel.source().id(), customer, piece.sent());
      switch (gate.judge(piece.sent().event().at(), reading.of(customer), reading.now())) {
        case Gate.Verdict.Keep keep -> kept.putIfAbsent(entry.key(), new Kept(parcel, entry));
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

  /** Whatever was neither stored now nor turned away is in the journal already (C5). */
  private Map<Parcel, Parcel.Stored> results(
      List<Parcel> parcels,
      Map<JournalStore.Key, Kept> kept,
      Set<JournalStore.Key> stored,
      List<Turned> turned,
      Instant now) {
    Map<Parcel, Integer> accepted = new HashMap<>();
    for (JournalStore.Key key : stored) {
      Kept news = Objects.requireNonNull(kept.get(key), key::toString);
      accepted.merge(news.parcel(), 1, Integer::sum);
    }
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
