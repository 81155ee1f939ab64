package dev.tenure.collection.intake;

import dev.tenure.collection.intake.Backlog.Waiting;
import dev.tenure.collection.intake.Memory.Remembered;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Journey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Writes the facts that follow from what was journalled, within the caller's transaction: lanes,
 * fence, folds and the word that they have followed. Whoever commits needn't wait for the disk:
 * facts and word are lost together, and made again.
 */
@Component
final class FactWriter {

  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

  private final Fence fence;
  private final LaneStore lanes;
  private final UnfoldedStore unfolded;
  private final Refold refold;
  private final AgentStore agents;

  FactWriter(
      Fence fence, LaneStore lanes, UnfoldedStore unfolded, Refold refold, AgentStore agents) {
    this.fence = fence;
    this.lanes = lanes;
    this.unfolded = unfolded;
    this.refold = refold;
    this.agents = agents;
  }

  /**
   * What holds once the transaction is committed.
   *
   * @param calls to be remembered, as of the lanes' versions {@code left}
   * @param agents written because calls name them, to be remembered as well
   */
  record Folded(
      Map<CallRef, Remembered> calls, List<CallAgents.Called> agents, Map<Integer, Long> left) {}

  /**
   * Brings the facts in line with the journal.
   *
   * @param guess whether a call that isn't remembered and of which the journal has no other events
   *     may be taken to have no facts
   * @throws DuplicateKeyException if that guess was wrong; the transaction is lost then
   */
  Folded write(Portion portion, Memory memory, boolean guess) {
    Set<CustomerId> customers = portion.customers();
    Set<Integer> touched = LaneStore.lanes(customers);
    Journey journey = lanes.journey();
    Supplier<Map<Integer, Long>> entered = lanes.enterUndurably(journey, touched, LONGEST_WAIT);
    Supplier<PeriodStore.Reading> fenced = fence.enter(journey, customers);
    journey.make();
    Map<Integer, Long> versions = entered.get();
    PeriodStore.Reading reading = fenced.get();
    memory.check(versions);

    Batch batch = new Batch();
    Map<CallRef, Remembered> known = new HashMap<>();
    Map<CallRef, List<Event>> begun = new LinkedHashMap<>();
    List<CallRef> unknown = new ArrayList<>();
    for (Waiting one : portion.waiting()) {
      CustomerId customer = one.of().customer();
      add(one, reading.of(customer), batch);
      if (one.of() instanceof CallRef call) {
        boolean asJournalled = one.stamp().equals(reading.stamp(customer));
        Remembered found = asJournalled ? memory.of(call, one.stamp()) : null;
        if (found != null) {
          known.put(call, found.with(one.events()));
        } else if (asJournalled && guess) {
          begun.put(call, List.copyOf(one.events()));
        } else {
          unknown.add(call);
        }
      }
    }
    known.putAll(refold.begun(begun, call -> reading.stamp(call.customer())));
    known.putAll(refold.read(unknown, call -> reading.stamp(call.customer())));
    if (!batch.agents().isEmpty()) {
      agents.write(batch.agents());
    }
    Map<CallRef, Remembered> after = refold.calls(batch.calls(), known, reading.now());
    List<CallAgents.Called> called = memory.unwritten(called(batch.calls(), after));
    if (!called.isEmpty()) {
      agents.writeCalled(called);
    }
    refold.agents(batch.stretches());
    if (!portion.completed().isEmpty()) {
      unfolded.remove(portion.completed());
    }
    lanes.leave(touched);
    Map<Integer, Long> left = new HashMap<>();
    versions.forEach((lane, version) -> left.put(lane, version + 1));
    return new Folded(after, called, left);
  }

  private static Collection<CallAgents.Called> called(
      Set<CallKey> touched, Map<CallRef, Remembered> after) {
    CallAgents called = new CallAgents();
    for (CallKey key : touched) {
      Remembered call = after.get(key.call());
      Memory.Row row = call == null ? null : call.rows().get(key.service().from());
      if (row != null) {
        called.add(key.call(), row.call());
      }
    }
    return called.all();
  }

  /** What lies in no service period any more was taken out of the journal as well (C3). */
  private static void add(Waiting one, List<Service> services, Batch batch) {
    for (Event event : one.events()) {
      for (Service service : services) {
        if (service.contains(event.at())) {
          batch.add(one.of(), event, service);
        }
      }
    }
  }
}
