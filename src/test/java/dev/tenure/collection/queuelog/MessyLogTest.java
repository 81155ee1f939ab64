package dev.tenure.collection.queuelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.OfferResult;
import dev.tenure.collection.VisitOutcome;
import dev.tenure.collection.asterisk.MessyScenario;
import dev.tenure.collection.asterisk.MessyScenario.ExpectedCall;
import dev.tenure.collection.asterisk.MessyScenario.ExpectedOffer;
import dev.tenure.collection.asterisk.MessyScenario.ExpectedStatus;
import dev.tenure.collection.asterisk.MessyScenario.ExpectedVisit;
import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** C12: what a real phone system's queue_log can tell of what real call centres do. */
class MessyLogTest {

  /** The log has whole seconds. */
  private static final double TOLERANCE = 1.01;

  /**
   * Rings by the log where it counts otherwise: since the attempt began, whoever rang first; and
   * without the announcement to the agent.
   */
  private static final Map<String, String> RINGS_OF_LOG =
      Map.of(
          "g1_reject_local Bob ANSWERED 2", "Bob ANSWERED 7",
          "n1_chain Frank ANSWERED 4", "Frank ANSWERED 2");

  private static final Imported ALL =
      new Imported().read(null, Imported.resource("messy.queue_log"));

  @ParameterizedTest
  @FieldSource("dev.tenure.collection.asterisk.MessyTruth#ALL")
  @DisplayName("C12: an imported scenario is as exact as a queue_log allows")
  void told(MessyScenario scenario) {
    List<String> expected = new ArrayList<>();
    List<String> told = new ArrayList<>();
    List<Call> calls =
        ALL.calls().values().stream()
            .filter(call -> within(scenario, call.startedAt()))
            .sorted(Comparator.comparing(Call::startedAt))
            .toList();
    // Of several visits of one call by other names the log makes several calls.
    List<QueueVisit> visits =
        calls.stream()
            .flatMap(call -> call.visits().stream())
            .sorted(Comparator.comparing(QueueVisit::enteredAt))
            .toList();
    List<ExpectedVisit> known =
        scenario.calls.stream()
            .flatMap(call -> call.visits.stream())
            .filter(visit -> visit.outcome() != VisitOutcome.REFUSED)
            .toList();
    for (int i = 0; i < Math.max(visits.size(), known.size()); i++) {
      QueueVisit is = i < visits.size() ? visits.get(i) : null;
      ExpectedVisit should = i < known.size() ? known.get(i) : null;
      if (is == null || should == null || !agree(should, is)) {
        expected.add(String.valueOf(should));
        told.add(String.valueOf(is));
      }
    }
    assertThat(told).isEqualTo(expected);
    assertThat(offers(calls)).containsExactlyInAnyOrderElementsOf(offers(scenario));
    for (ExpectedStatus status : scenario.statuses) {
      assertThat(ALL.spans(status.agent()))
          .as(status.toString())
          .anyMatch(span -> agree(scenario, status, span));
    }
  }

  private static boolean within(MessyScenario scenario, Instant at) {
    double second = at.getEpochSecond();
    return second >= Math.floor(scenario.from) && second < Math.floor(scenario.until);
  }

  private static boolean agree(ExpectedVisit should, QueueVisit is) {
    double waited = seconds(is.enteredAt(), Objects.requireNonNull(is.leftAt()));
    double talked = is.talkUntil() == null ? -1 : seconds(is.leftAt(), is.talkUntil());
    return is.queue().equals(should.queue())
        && is.outcome() == should.outcome()
        && is.agent().equals(should.logAgent())
        && Math.abs(waited - should.waits()) <= TOLERANCE
        && Math.abs(talked - should.logTalk()) <= TOLERANCE
        && (should.logBy() == null || is.endedBy() == should.logBy());
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  private static List<String> offers(List<Call> calls) {
    return calls.stream()
        .flatMap(call -> call.offers().stream())
        .filter(offer -> offer.result() != OfferResult.CANCELLED)
        .map(offer -> offer.agent() + " " + offer.result() + " " + Math.round(rang(offer)))
        .toList();
  }

  private static double rang(AgentOffer offer) {
    return seconds(offer.offeredAt(), Objects.requireNonNull(offer.endedAt()));
  }

  private static List<String> offers(MessyScenario scenario) {
    List<String> offers = new ArrayList<>();
    for (ExpectedCall call : scenario.calls) {
      for (ExpectedOffer offer : call.offers) {
        if (offer.result() != OfferResult.CANCELLED) {
          // The log calls rejections unanswered.
          OfferResult result =
              offer.result() == OfferResult.REJECTED ? OfferResult.NO_ANSWER : offer.result();
          String words = offer.agent() + " " + result + " " + Math.round(offer.rings());
          offers.add(RINGS_OF_LOG.getOrDefault(scenario.name + " " + words, words));
        }
      }
    }
    // Who picked up is no member: the log has the agent whose phone rang.
    for (ExpectedCall call : scenario.calls) {
      for (ExpectedVisit visit : call.visits) {
        if (!visit.logAgent().equals(visit.agent()) && call.offers.isEmpty()) {
          offers.add(visit.logAgent() + " ANSWERED " + (long) Math.floor(visit.waits()));
        }
      }
    }
    return offers;
  }

  private static boolean agree(MessyScenario scenario, ExpectedStatus status, AgentSpan span) {
    double from = span.startedAt().getEpochSecond() - scenario.from;
    double lasts =
        seconds(span.startedAt(), Objects.requireNonNullElse(span.endedAt(), span.startedAt()));
    return span.status().name().equals(status.status())
        && span.reason().equals(status.reason())
        && Math.abs(from - status.from()) <= TOLERANCE
        && Math.abs(lasts - status.lasts()) <= TOLERANCE;
  }
}
