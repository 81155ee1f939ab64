package dev.tenure.collection.intake;

import dev.tenure.collection.CallSignals;
import dev.tenure.collection.intake.Answer.Rejection;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.util.ArrayList;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a request's events: fence, gate, journal, facts and counts in one transaction. It answers
 * after the commit, so what is acknowledged is durable (C6).
 */
@Component
class Intake {

  private final TransactionTemplate transaction;
  private final Fence fence;
  private final PeriodStore periods;
  private final JournalStore journal;
  private final Refold refold;
  private final AgentStore agents;
  private final CountStore counts;
  private final CallSignals signals;
  private final Gate gate;

  @Autowired
  Intake(
      TransactionTemplate transaction,
      PeriodStore periods,
      JournalStore journal,
      Refold refold,
      AgentStore agents,
      CountStore counts,
      CallSignals signals,
      @Value("${tenure.settlement:5m}") Duration settlement) {
    this(transaction, periods, periods, journal, refold, agents, counts, signals, settlement);
  }

  Intake(
      TransactionTemplate transaction,
      Fence fence,
      PeriodStore periods,
      JournalStore journal,
      Refold refold,
      AgentStore agents,
      CountStore counts,
      CallSignals signals,
      Duration settlement) {
    if (settlement.isNegative()) {
      throw new IllegalStateException("tenure.settlement is negative: " + settlement);
    }
    this.transaction = transaction;
    this.fence = fence;
    this.periods = periods;
    this.journal = journal;
    this.refold = refold;
    this.agents = agents;
    this.counts = counts;
    this.signals = signals;
    this.gate = new Gate(settlement);
  }

  private record Turned(Piece.Read piece, Reason reason, String sentence) {}

  private record Kept(JournalStore.Entry entry, Service service) {}

  private record Taken(Answer answer, Set<CustomerId> touched) {}

  Answer take(OpenSource source, List<Piece> pieces) {
    List<Piece.Read> known = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Unreadable(int position, String sentence) ->
            rejections.add(new Rejection(position, Reason.MALFORMED.word(), sentence));
        case Piece.Read read when source.customers().containsKey(read.sent().account()) ->
            known.add(read);
        case Piece.Read read ->
            rejections.add(
                new Rejection(
                    read.position(),
                    Reason.UNKNOWN_ACCOUNT.word(),
                    unknown(read.sent().account())));
      }
    }
    Taken taken =
        Objects.requireNonNull(transaction.execute(status -> store(source, known, rejections)));
    signals.tell(taken.touched());
    return taken.answer();
  }

  private static String unknown(String account) {
    return account.isEmpty()
        ? "The source has several customers; name one in the field \"account\"."
        : "The source has no customer for account \"%s\".".formatted(account);
  }

  private Taken store(OpenSource source, List<Piece.Read> known, List<Rejection> rejections) {
    Set<CustomerId> customers = new TreeSet<>(Comparator.comparing(id -> id.toString()));
    known.forEach(piece -> customers.add(customer(source, piece)));
    periods.limitWaiting();
    periods.enterLanes(customers);
    // INVARIANT: a statement of its own. Periods read with the lock, or before it, may be stale.
    fence.enter(customers);
    PeriodStore.Reading reading = periods.read(customers);

    Map<String, Kept> kept = new LinkedHashMap<>();
    List<Turned> turned = new ArrayList<>();
    for (Piece.Read piece : known) {
      Event event = piece.sent().event();
      CustomerId customer = customer(source, piece);
      switch (gate.judge(event.at(), reading.of(customer), reading.now())) {
        case Gate.Verdict.Keep(Service service) ->
            kept.putIfAbsent(event.id(), new Kept(entry(customer, piece.sent()), service));
        case Gate.Verdict.Turn(Reason reason, String sentence) ->
            turned.add(new Turned(piece, reason, sentence));
      }
    }
    Set<String> stored =
        kept.isEmpty()
            ? Set.of()
            : journal.append(
                source.id(), reading.now(), kept.values().stream().map(Kept::entry).toList());
    Set<CustomerId> touched = fold(source, kept, stored);
    rejections.addAll(rejected(source, turned));
    rejections.sort(Comparator.comparingInt(Rejection::position));
    // Whatever was neither stored now nor rejected is in the journal already (C5).
    int duplicates = total(known, rejections) - stored.size();
    Answer answer = Answer.of(stored.size(), duplicates, rejections);
    count(source, reading, answer);
    return new Taken(answer, touched);
  }

  private static int total(List<Piece.Read> known, List<Rejection> rejections) {
    Set<Integer> rejected = new HashSet<>();
    rejections.forEach(r -> rejected.add(r.position()));
    return (int) known.stream().filter(k -> !rejected.contains(k.position())).count();
  }

  private static CustomerId customer(OpenSource source, Piece.Read piece) {
    return Objects.requireNonNull(source.customers().get(piece.sent().account()));
  }

  private static JournalStore.Entry entry(CustomerId customer, SentEvent sent) {
    @Nullable String call = null;
    @Nullable String agent = null;
    switch (sent.event().what()) {
      case Happening.OnCall onCall -> call = onCall.call();
      case Happening.OnAgent onAgent -> agent = onAgent.agent();
    }
    return new JournalStore.Entry(customer, call, agent, sent);
  }

  /** An event that is stored already is a duplicate, even if it would be turned away by now. */
  private List<Rejection> rejected(OpenSource source, List<Turned> turned) {
    if (turned.isEmpty()) {
      return List.of();
    }
    Set<String> before =
        journal.known(
            source.id(), turned.stream().map(t -> t.piece().sent().event().id()).toList());
    return turned.stream()
        .filter(t -> !before.contains(t.piece().sent().event().id()))
        .map(t -> new Rejection(t.piece().position(), t.reason().word(), t.sentence()))
        .toList();
  }

  private Set<CustomerId> fold(OpenSource source, Map<String, Kept> kept, Set<String> stored) {
    Batch batch = new Batch(source.id());
    Set<CustomerId> touched = new HashSet<>();
    for (String id : stored) {
      Kept news = Objects.requireNonNull(kept.get(id));
      batch.add(news.entry().customer(), news.entry().sent().event(), news.service());
      touched.add(news.entry().customer());
    }
    if (!batch.agents().isEmpty()) {
      agents.write(batch.agents());
    }
    refold.calls(batch.calls());
    refold.agents(batch.stretches());
    return touched;
  }

  private void count(OpenSource source, PeriodStore.Reading reading, Answer answer) {
    Map<String, Integer> tally = new HashMap<>(answer.rejected());
    tally.put(CountStore.ACCEPTED, answer.accepted());
    tally.put(CountStore.DUPLICATE, answer.duplicates());
    counts.add(source.id(), reading.now(), tally);
  }
}
