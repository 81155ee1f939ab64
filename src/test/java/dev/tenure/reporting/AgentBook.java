package dev.tenure.reporting;

import dev.tenure.reporting.FactBook.Call;
import dev.tenure.reporting.FactBook.Offer;
import dev.tenure.reporting.FactBook.Status;
import dev.tenure.reporting.FactBook.Talk;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Agents' time worked out the plain way: between any two of the instants at which something
 * changes.
 *
 * @param wrapUps the customer's own after a call of which queue, in seconds
 */
record AgentBook(
    List<Call> calls, List<Status> statuses, ToIntFunction<String> wrapUps, Instant now) {

  /** C13: whether a status of anybody, or of the one, was told before the time is over. */
  boolean isTold(Bucket time, @Nullable String only) {
    Instant end = time.to().isBefore(now) ? time.to() : now;
    return statuses.stream()
        .filter(status -> only == null || status.agent().equals(only))
        .anyMatch(status -> status.start().isBefore(end));
  }

  /** Of all agents together, or of the one. */
  AgentSums sums(Bucket time, @Nullable String only) {
    AgentSums sum = AgentSums.NONE;
    for (String agent : agentNames()) {
      if (only == null || only.equals(agent)) {
        sum = sum.plus(agent(time, agent));
      }
    }
    return sum.told(isTold(time, only));
  }

  private List<String> agentNames() {
    List<String> names = new ArrayList<>(statuses.stream().map(Status::agent).toList());
    for (Call call : calls) {
      call.talks().forEach(talk -> names.add(talk.agent()));
      call.offers().forEach(offer -> names.add(offer.agent()));
    }
    return names.stream().distinct().sorted().toList();
  }

  private AgentSums agent(Bucket time, String agent) {
    List<Status> own = statuses.stream().filter(s -> s.agent().equals(agent)).toList();
    List<Talk> talks =
        calls.stream()
            .flatMap(call -> call.talks().stream())
            .filter(talk -> talk.agent().equals(agent))
            .toList();
    List<Offer> rings =
        calls.stream()
            .flatMap(call -> call.offers().stream())
            .filter(offer -> offer.agent().equals(agent))
            .toList();
    List<Bucket> wraps = wraps(own, talks);
    List<Instant> edges = new ArrayList<>(List.of(time.from(), time.to()));
    own.forEach(s -> edges.addAll(List.of(s.start(), end(s.end()))));
    talks.forEach(t -> edges.addAll(List.of(t.start(), end(t.end()))));
    rings.forEach(r -> edges.addAll(List.of(r.at(), r.end())));
    wraps.forEach(w -> edges.addAll(List.of(w.from(), w.to())));
    List<Instant> sorted =
        edges.stream()
            .filter(
                at -> (!at.isBefore(time.from()) && at.isBefore(time.to())) || at.equals(time.to()))
            .sorted()
            .distinct()
            .toList();
    Instant first = own.stream().map(Status::start).min(Instant::compareTo).orElse(Instant.MAX);
    long[] sums = new long[6];
    for (int i = 1; i < sorted.size(); i++) {
      Instant from = sorted.get(i - 1);
      long length = ChronoUnit.MICROS.between(from, sorted.get(i));
      String status =
          own.stream()
              .filter(s -> !s.start().isAfter(from) && end(s.end()).isAfter(from))
              .map(Status::status)
              .findAny()
              .orElse("");
      if (talks.stream().anyMatch(t -> lasts(from, t.start(), end(t.end())))) {
        status = "TALK";
      } else if (rings.stream().anyMatch(r -> lasts(from, r.at(), r.end()))) {
        status = "RING";
      } else if (wraps.stream().anyMatch(w -> lasts(from, w.from(), w.to()))) {
        status = "WRAP_UP";
      }
      boolean handles = status.equals("TALK") || status.equals("WRAP_UP");
      if (from.isBefore(first)) {
        sums[2] += status.equals("WRAP_UP") ? length : 0;
        sums[3] += handles ? length : 0;
        sums[5] += handles ? length : 0;
        continue;
      }
      sums[0] += status.isEmpty() ? 0 : length;
      sums[1] += status.equals("NOT_READY") ? length : 0;
      sums[2] += status.equals("WRAP_UP") ? length : 0;
      sums[3] += handles ? length : 0;
      sums[4] += status.equals("READY") || status.equals("RING") ? length : 0;
    }
    return new AgentSums(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], true);
  }

  /**
   * Behind each queue talk that ended while the agent was told ready, or before anything was told:
   * the customer's own for the queue.
   */
  private List<Bucket> wraps(List<Status> own, List<Talk> talks) {
    List<Bucket> wraps = new ArrayList<>();
    for (Talk talk : talks) {
      Instant over = talk.end();
      Instant first = own.stream().map(Status::start).min(Instant::compareTo).orElse(Instant.MAX);
      if (over != null && !talk.queue().isEmpty() && first.isAfter(over)) {
        Instant most = over.plusSeconds(wrapUps.applyAsInt(talk.queue()));
        Instant next = first.isBefore(now) ? first : now;
        Instant to = most.isBefore(next) ? most : next;
        if (to.isAfter(over)) {
          wraps.add(new Bucket(over, to));
        }
      }
      for (Status status : own) {
        if (over != null
            && !talk.queue().isEmpty()
            && status.status().equals("READY")
            && lasts(over, status.start(), end(status.end()))) {
          Instant most = over.plusSeconds(wrapUps.applyAsInt(talk.queue()));
          Instant next = end(status.end());
          Instant to = most.isBefore(next) ? most : next;
          if (to.isAfter(over)) {
            wraps.add(new Bucket(over, to));
          }
        }
      }
    }
    return wraps;
  }

  private static boolean lasts(Instant at, Instant from, Instant to) {
    return !from.isAfter(at) && to.isAfter(at);
  }

  private Instant end(@Nullable Instant end) {
    return end == null ? now : end;
  }
}
