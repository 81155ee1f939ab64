package dev.tenure.collection.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.OfferResult;
import dev.tenure.collection.VisitOutcome;
import dev.tenure.collection.model.Happening.AgentOffered;
import dev.tenure.collection.model.Happening.CallEnded;
import dev.tenure.collection.model.Happening.Exit;
import dev.tenure.collection.model.Happening.LegAnswered;
import dev.tenure.collection.model.Happening.LegEnded;
import dev.tenure.collection.model.Happening.LegHeld;
import dev.tenure.collection.model.Happening.LegRetrieved;
import dev.tenure.collection.model.Happening.LegStarted;
import dev.tenure.collection.model.Happening.OfferFailed;
import dev.tenure.collection.model.Happening.OfferFailure;
import dev.tenure.collection.model.Happening.Parked;
import dev.tenure.collection.model.Happening.Party;
import dev.tenure.collection.model.Happening.QueueAnswered;
import dev.tenure.collection.model.Happening.QueueCallEnded;
import dev.tenure.collection.model.Happening.QueueEntered;
import dev.tenure.collection.model.Happening.QueueExited;
import dev.tenure.collection.model.Happening.QueueRefused;
import dev.tenure.collection.model.Happening.Refusal;
import dev.tenure.collection.model.Happening.Transfer;
import dev.tenure.collection.model.Happening.Transferred;
import dev.tenure.collection.model.Happening.Unparked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QueueVisitTest {

  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");
  private static final Service LASTING = new Service(NINE, null, false);

  private final List<Event> events = new ArrayList<>();

  private QueueVisitTest at(double second, Happening what) {
    events.add(new Event("e%03d".formatted(events.size()), instant(second), what));
    return this;
  }

  private static Instant instant(double second) {
    return NINE.plusNanos(Math.round(second * 1_000_000) * 1_000);
  }

  private Call folded() {
    return CallModel.fold(events, LASTING).orElseThrow();
  }

  private QueueVisitTest queued() {
    return at(0, new LegStarted("c", "in", CallDirection.INBOUND, "0161", "0800", ""))
        .at(1, new LegAnswered("c", "in", "", ""))
        .at(2, new QueueEntered("c", "Sales"));
  }

  private QueueVisitTest answered() {
    return queued()
        .at(5, new AgentOffered("c", "Sales", "amy"))
        .at(12, new QueueAnswered("c", "Sales", "out", "amy"));
  }

  private List<String> told() {
    return folded().visits().stream()
        .map(v ->
            "%s %s%s %s-%s %s %s%s"
                .formatted(
                    v.queue(),
                    v.outcome(),
                    v.agent().isEmpty() ? "" : " " + v.agent(),
                    second(v.enteredAt()),
                    v.leftAt() == null ? "" : second(v.leftAt()),
                    v.talkUntil() == null ? "-" : second(v.talkUntil()),
                    v.endedBy(),
                    v.transferred() ? " moved" : ""))
        .toList();
  }

  private List<String> offers() {
    return folded().offers().stream()
        .map(o ->
            "%d %s %s %s-%s"
                .formatted(
                    o.visit(),
                    o.agent(),
                    o.result(),
                    second(o.offeredAt()),
                    o.endedAt() == null ? "" : second(o.endedAt())))
        .toList();
  }

  private static long second(Instant at) {
    return Duration.between(NINE, at).toSeconds();
  }

  @Test
  @DisplayName("an answered visit: wait, talk, holds within it, who ended it")
  void answeredVisit() {
    answered()
        .at(20, new LegHeld("c", "out"))
        .at(50, new LegRetrieved("c", "out"))
        .at(60, new QueueCallEnded("c", "Sales", Party.CALLER))
        .at(61, new CallEnded("c", Party.CALLER));

    assertThat(told()).containsExactly("Sales ANSWERED amy 2-12 60 CALLER");
    assertThat(folded().visits().getFirst().held()).isEqualTo(Duration.ofSeconds(30));
    assertThat(offers()).containsExactly("1 amy ANSWERED 5-12");
  }

  @Test
  @DisplayName(
      "while it lasts a visit is open and reaches a microsecond beyond what it tells itself")
  void open() {
    queued().at(5, new AgentOffered("c", "Sales", "amy"));
    assertThat(told()).containsExactly("Sales WAITING 2- - null");
    assertThat(offers()).containsExactly("1 amy RINGING 5-");
    assertThat(folded().visits().getFirst().until()).isEqualTo(instant(2.000001));
    assertThat(folded().offers().getFirst().until()).isEqualTo(instant(5.000001));

    at(12, new QueueAnswered("c", "Sales", "out", "amy")).at(20, new LegHeld("c", "out"));
    assertThat(told()).containsExactly("Sales ANSWERED amy 2-12 - null");
    assertThat(folded().visits().getFirst().until()).isEqualTo(instant(12.000001));
  }

  @Test
  @DisplayName("Trap 2: a caller whom the queue refused tried to enter: a visit of no length")
  void refused() {
    at(0, new LegStarted("c", "in", CallDirection.INBOUND, "0161", "0800", ""))
        .at(2, new QueueRefused("c", "Sales", Refusal.FULL))
        .at(3, new QueueEntered("c", "Help"))
        .at(9, new CallEnded("c", Party.CALLER));

    assertThat(told()).containsExactly("Sales REFUSED 2-2 - null", "Help ABANDONED 3-9 - null");
    QueueVisit refused = folded().visits().getFirst();
    assertThat(refused.refusal()).isEqualTo(Refusal.FULL);
    assertThat(refused.until()).isEqualTo(instant(2.000001));
  }

  @Test
  @DisplayName("each way of leaving a queue unanswered is the visit's outcome")
  void exits() {
    for (Exit how : Exit.values()) {
      events.clear();
      queued().at(30, new QueueExited("c", "Sales", how)).at(31, new CallEnded("c", Party.SYSTEM));
      assertThat(told())
          .containsExactly("Sales " + VisitOutcome.valueOf(how.name()) + " 2-30 - null");
    }
  }

  @Test
  @DisplayName("Trap 8: a blind transfer into another queue is a second visit of the same call")
  void blindTransferIntoQueue() {
    answered()
        .at(40, new Transferred("c", Transfer.BLIND, "amy", "600"))
        .at(41, new QueueEntered("c", "Help"))
        .at(45, new QueueAnswered("c", "Help", "third", "ben"))
        .at(90, new QueueCallEnded("c", "Help", Party.AGENT))
        .at(90.1, new CallEnded("c", Party.AGENT));

    assertThat(told())
        .containsExactly(
            "Sales ANSWERED amy 2-12 40 AGENT moved", "Help ANSWERED ben 41-45 90 AGENT");
  }

  @Test
  @DisplayName("an overflow into another queue ends the first wait; one to the same queue is none")
  void overflow() {
    queued()
        .at(20, new QueueEntered("c", "Sales"))
        .at(30, new QueueEntered("c", "Help"))
        .at(50, new CallEnded("c", Party.CALLER));

    assertThat(told()).containsExactly("Sales OVERFLOW 2-30 - null", "Help ABANDONED 30-50 - null");
  }

  @Test
  @DisplayName("Trap 4: a time-out stamped after the next queue was entered still is that outcome")
  void exitAfterNextEntry() {
    queued()
        .at(30, new QueueEntered("c", "Help"))
        .at(30.0016, new QueueExited("c", "Sales", Exit.TIMEOUT))
        .at(50, new CallEnded("c", Party.CALLER));

    assertThat(told()).containsExactly("Sales TIMEOUT 2-30 - null", "Help ABANDONED 30-50 - null");
  }

  @Test
  @DisplayName("Trap 7: a parked talk is over; who retrieves the call tells whether it moved on")
  void parked() {
    answered().at(30, new Parked("c", "701")).at(40, new Unparked("c"));
    at(41, new LegAnswered("c", "out", "101", "amy")).at(60, new CallEnded("c", Party.CALLER));
    assertThat(told()).containsExactly("Sales ANSWERED amy 2-12 30 AGENT");

    events.clear();
    answered().at(30, new Parked("c", "701")).at(40, new Unparked("c"));
    at(41, new LegAnswered("c", "third", "102", "ben")).at(60, new CallEnded("c", Party.CALLER));
    assertThat(told()).containsExactly("Sales ANSWERED amy 2-12 30 AGENT moved");
  }

  @Test
  @DisplayName("who ended a talk may be told after its leg is gone")
  void endedByToldLate() {
    answered()
        .at(60, new LegEnded("c", "out", "", Party.UNKNOWN))
        .at(60.001, new QueueCallEnded("c", "Sales", Party.AGENT))
        .at(61, new CallEnded("c", Party.AGENT));

    assertThat(told()).containsExactly("Sales ANSWERED amy 2-12 60 AGENT");
  }

  @Test
  @DisplayName("offers: no answer, busy, rejected; when somebody else is faster they are cancelled")
  void offersOfOneVisit() {
    queued()
        .at(3, new AgentOffered("c", "Sales", "amy"))
        .at(18, new OfferFailed("c", "Sales", "amy", OfferFailure.NO_ANSWER))
        .at(19, new AgentOffered("c", "Sales", "ben"))
        .at(19, new AgentOffered("c", "Sales", "cleo"))
        .at(19, new AgentOffered("c", "Sales", "dan"))
        .at(20, new OfferFailed("c", "Sales", "ben", OfferFailure.BUSY))
        .at(25, new QueueAnswered("c", "Sales", "x", "dan"))
        .at(60, new CallEnded("c", Party.AGENT));

    assertThat(offers())
        .containsExactly(
            "1 amy NO_ANSWER 3-18",
            "1 ben BUSY 19-20",
            "1 cleo CANCELLED 19-25",
            "1 dan ANSWERED 19-25");
  }

  @Test
  @DisplayName("a no-answer stamped after the queue gave up counts as one")
  void noAnswerToldLate() {
    queued()
        .at(3, new AgentOffered("c", "Sales", "amy"))
        .at(18, new QueueExited("c", "Sales", Exit.TIMEOUT))
        .at(18.001, new OfferFailed("c", "Sales", "amy", OfferFailure.NO_ANSWER))
        .at(60, new CallEnded("c", Party.SYSTEM));

    assertThat(offers()).containsExactly("1 amy NO_ANSWER 3-18");
  }

  @Test
  @DisplayName("what was never entered is not made up: an answer or offer alone makes no visit")
  void nothingMadeUp() {
    at(5, new AgentOffered("c", "Sales", "amy"))
        .at(12, new QueueAnswered("c", "Sales", "out", "amy"))
        .at(60, new CallEnded("c", Party.AGENT));

    assertThat(told()).isEmpty();
    assertThat(folded().offers().getFirst().visit()).isZero();
  }

  @Test
  @DisplayName("C4: at T a wait is cut off, a ringing too; a talk ends by termination")
  void cutAtT() {
    queued().at(5, new AgentOffered("c", "Sales", "amy"));
    Call waiting = at(instant(10));
    assertThat(waiting.visits().getFirst())
        .extracting(QueueVisit::outcome, QueueVisit::leftAt, QueueVisit::until)
        .containsExactly(VisitOutcome.CUT_OFF, instant(10), instant(10));
    assertThat(waiting.offers().getFirst())
        .extracting(AgentOffer::result, AgentOffer::endedAt)
        .containsExactly(OfferResult.CUT_OFF, instant(10));

    at(12, new QueueAnswered("c", "Sales", "out", "amy"))
        .at(20, new LegHeld("c", "out"))
        .at(50, new CallEnded("c", Party.CALLER));
    assertThat(at(instant(25)).visits().getFirst())
        .extracting(
            QueueVisit::outcome, QueueVisit::talkUntil, QueueVisit::endedBy, QueueVisit::held)
        .containsExactly(
            VisitOutcome.ANSWERED, instant(25), CallEnding.TERMINATION, Duration.ofSeconds(5));
  }

  private Call at(Instant end) {
    return CallModel.fold(events, new Service(NINE, end, true)).orElseThrow();
  }
}
