package dev.tenure.collection.intake;

import dev.tenure.account.ServiceCut;
import dev.tenure.collection.CallSignals;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Cuts facts where a service period ends (C3, C4): nothing from T on remains, and what was open at
 * a T that has passed ends at it. Before a coming T open calls go on; once it has passed they read
 * as cut (A2).
 */
@Component
class FactsCut implements ServiceCut {

  private final PeriodStore periods;
  private final RemovalStore removals;
  private final CallStore calls;
  private final AgentStore agents;
  private final Refold refold;
  private final CountStore counts;
  private final CallSignals signals;

  FactsCut(
      PeriodStore periods,
      RemovalStore removals,
      CallStore calls,
      AgentStore agents,
      Refold refold,
      CountStore counts,
      CallSignals signals) {
    this.periods = periods;
    this.removals = removals;
    this.calls = calls;
    this.agents = agents;
    this.refold = refold;
    this.counts = counts;
    this.signals = signals;
  }

  @Override
  public void cut(CustomerId customer, Instant end) {
    PeriodStore.Reading reading = periods.read(List.of(customer));
    List<Service> services =
        reading.of(customer).stream().filter(service -> !service.imported()).toList();
    if (services.isEmpty() || services.getLast().from().isAfter(end)) {
      throw new IllegalStateException(
          "No service of %s reaches %s: %s".formatted(customer, end, services));
    }
    Service service = Service.at(reading.now(), services.getLast().from(), end);
    List<RemovalStore.Removed> removed = removals.removeFrom(customer, end);
    refold(customer, service, removed, reading.now());
    if (!removed.isEmpty()) {
      agents.forgetFrom(customer, end);
    }
    count(reading.now(), removed);
    tellAfterCommit(customer);
  }

  /** Writes down the cut of a period that is over; the caller holds the fence alone. */
  void cutAtEnd(CustomerId customer, Service over, Instant now) {
    refold(customer, over, List.of(), now);
    tellAfterCommit(customer);
  }

  /** Only what is open, and what an event was taken out of, can reach to the end or beyond. */
  private void refold(
      CustomerId customer, Service service, List<RemovalStore.Removed> removed, Instant now) {
    Set<CallKey> touched =
        new LinkedHashSet<>(service.over() ? calls.open(customer, service) : List.of());
    List<AgentStretch> open = service.over() ? agents.open(customer, service) : List.of();
    Map<List<String>, AgentStretch> stretches = new LinkedHashMap<>();
    List<AgentStretch> all = new ArrayList<>(open);
    for (RemovalStore.Removed gone : removed) {
      Instant at = gone.occurredAt();
      switch (gone.of()) {
        case CallRef call -> touched.add(new CallKey(call, service));
        case AgentRef agent ->
            all.add(new AgentStretch(agent.source(), customer, agent.ref(), service, at, at));
      }
    }
    for (AgentStretch stretch : all) {
      stretches.merge(
          List.of(stretch.source().toString(), stretch.ref()), stretch, AgentStretch::with);
    }
    refold.calls(touched, now);
    refold.agents(stretches.values());
  }

  /** They were accepted, and turn out to lie outside service (C7). */
  private void count(Instant now, List<RemovalStore.Removed> removed) {
    Map<SourceId, Integer> bySource = new HashMap<>();
    removed.forEach(gone -> bySource.merge(gone.of().source(), 1, Integer::sum));
    Map<SourceId, Map<String, Integer>> turned = new HashMap<>();
    bySource.forEach((source, n) -> turned.put(source, Map.of(Reason.OUTSIDE_SERVICE.word(), n)));
    counts.add(now, turned);
  }

  private void tellAfterCommit(CustomerId customer) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            signals.tell(Set.of(customer));
          }
        });
  }
}
