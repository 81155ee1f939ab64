package dev.tenure.collection.intake;

import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The span of a fact that came, went or changed: what was summed up of its time is stale.
 *
 * @param since when the fact begins
 * @param until when it ends as far as is known, exclusive
 */
record Touched(CustomerId customer, Instant since, Instant until) {

  private static final long QUARTER = 900;

  /** Those of a call, its visits and its offers. */
  static List<Touched> of(CustomerId customer, Call call) {
    List<Touched> all = new ArrayList<>();
    all.add(new Touched(customer, call.startedAt(), call.until()));
    for (QueueVisit visit : call.visits()) {
      all.add(new Touched(customer, visit.enteredAt(), visit.until()));
    }
    for (AgentOffer offer : call.offers()) {
      all.add(new Touched(customer, offer.offeredAt(), offer.until()));
    }
    return all;
  }

  /** The beginnings of the quarters of an hour, in UTC, in which the fact begins and ends. */
  List<Instant> quarters() {
    Instant first = quarter(since);
    Instant last = quarter(until.minusNanos(1000));
    return first.equals(last) ? List.of(first) : List.of(first, last);
  }

  private static Instant quarter(Instant at) {
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), QUARTER) * QUARTER);
  }
}
