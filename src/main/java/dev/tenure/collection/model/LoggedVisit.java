package dev.tenure.collection.model;

import dev.tenure.collection.model.Happening.OfferFailure;
import dev.tenure.collection.model.Happening.QueueLogged;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stay in a queue according to the lines of a queue_log. */
final class LoggedVisit {

  final String queue;
  private final LoggedLine entering;
  private final List<Offer> offers = new ArrayList<>();
  private @Nullable LoggedLine answer;

  LoggedVisit(LoggedLine entering) {
    this.entering = entering;
    this.queue = entering.what().queue();
  }

  private record Offer(LoggedLine line, long rang, OfferFailure why) {}

  /** When it began, when the wait ended, and when the talk ended. */
  record Times(Instant entered, Instant left, Instant until) {
    private Times earlierBy(long nanos) {
      return new Times(entered.minusNanos(nanos), left.minusNanos(nanos), until.minusNanos(nanos));
    }
  }

  /** Receives the events of an offer. */
  @FunctionalInterface
  interface Teller {
    void tell(Instant at, Happening what);
  }

  QueueLogged entering() {
    return entering.what();
  }

  void answered(LoggedLine line) {
    answer = line;
  }

  @Nullable LoggedLine answer() {
    return answer;
  }

  void offered(LoggedLine line, OfferFailure why) {
    offers.add(new Offer(line, Objects.requireNonNullElse(line.what().rang(), 0L), why));
  }

  /**
   * By the log's own seconds where it has them, else by its clock.
   *
   * @param last the line that ends it; null if there is none
   * @param earliest end of what came before it
   * @param latest the last known instant
   */
  Times times(@Nullable LoggedLine last, Instant earliest, Instant latest) {
    LoggedLine leaving = answer == null ? last : answer;
    Long waited = leaving == null ? null : leaving.what().waited();
    if (waited == null && last != null && answer != null) {
      waited = last.what().waited();
    }
    Instant from = entering.at();
    Instant left = from;
    if (waited != null) {
      left = from.plusSeconds(waited);
    } else if (leaving != null && leaving.at().isAfter(from)) {
      left = leaving.at();
    }
    Instant until = left;
    Long talked = answer == null || last == null ? null : last.what().talked();
    if (talked != null) {
      until = left.plusSeconds(talked);
    } else if (answer != null && last != null && last.at().isAfter(left)) {
      until = last.at();
    }
    Times times = new Times(from, left, until);
    Instant room = latest.isBefore(earliest) ? earliest : latest;
    return until.isAfter(room) ? times.earlierBy(ChronoUnit.NANOS.between(room, until)) : times;
  }

  /**
   * Reports the offers: those of one agent follow each other, and the answered one keeps its
   * seconds even if other lines contradict it.
   */
  void offers(Instant entered, Instant left, Teller teller) {
    Map<String, Instant> taken = new HashMap<>();
    String whoAnswered = "";
    Instant answeredFrom = left;
    if (answer != null) {
      whoAnswered = answer.what().agent();
      Instant rang = left.minusMillis(Objects.requireNonNullElse(answer.what().rang(), 0L));
      answeredFrom = rang.isBefore(entered) ? entered : rang;
    }
    offers.sort(Comparator.comparingLong(offer -> offer.line().second()));
    for (Offer offer : offers) {
      QueueLogged what = offer.line().what();
      Instant most = what.agent().equals(whoAnswered) ? answeredFrom : left;
      Instant least = taken.getOrDefault(what.agent(), entered);
      // It can't have rung before the caller entered: if so, the clock was set.
      Instant whole = entered.plusMillis(offer.rang());
      Instant at = offer.line().at();
      Instant end = at.isBefore(whole.minusSeconds(2)) ? whole : at;
      end = end.isAfter(most) ? most : end;
      Instant begin = end.minusMillis(offer.rang());
      begin = begin.isBefore(least) ? least : begin;
      end = end.isBefore(begin) ? begin : end;
      taken.put(what.agent(), end);
      teller.tell(begin, new Happening.AgentOffered(what.call(), queue, what.agent()));
      teller.tell(end, new Happening.OfferFailed(what.call(), queue, what.agent(), offer.why()));
    }
    if (answer != null && !whoAnswered.isEmpty()) {
      teller.tell(
          answeredFrom, new Happening.AgentOffered(answer.what().call(), queue, whoAnswered));
    }
  }
}
