package dev.tenure.collection.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallState;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.model.Happening.CallEnded;
import dev.tenure.collection.model.Happening.Exit;
import dev.tenure.collection.model.Happening.LegAnswered;
import dev.tenure.collection.model.Happening.LegEnded;
import dev.tenure.collection.model.Happening.LegHeld;
import dev.tenure.collection.model.Happening.LegRetrieved;
import dev.tenure.collection.model.Happening.LegStarted;
import dev.tenure.collection.model.Happening.Party;
import dev.tenure.collection.model.Happening.QueueAnswered;
import dev.tenure.collection.model.Happening.QueueEntered;
import dev.tenure.collection.model.Happening.QueueExited;
import dev.tenure.collection.model.Happening.Transfer;
import dev.tenure.collection.model.Happening.Transferred;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallModelTest {

  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");
  private static final Service LASTING = new Service(NINE, null, false);

  private final List<Event> events = new ArrayList<>();

  private CallModelTest at(int second, Happening what) {
    events.add(new Event("e" + events.size(), NINE.plusSeconds(second), what));
    return this;
  }

  private Call folded() {
    return CallModel.fold(events, LASTING).orElseThrow();
  }

  private CallModelTest queued() {
    return at(0, new LegStarted("c", "in", CallDirection.INBOUND, "0161", "0800", ""))
        .at(1, new LegAnswered("c", "in", "", ""))
        .at(2, new QueueEntered("c", "Sales"));
  }

  private CallModelTest answered() {
    return queued()
        .at(12, new LegStarted("c", "out", CallDirection.UNKNOWN, "", "101", "amy"))
        .at(15, new LegAnswered("c", "out", "101", "amy"))
        .at(15, new QueueAnswered("c", "Sales", "", "amy"));
  }

  @Test
  @DisplayName(
      "a queue's call: wait, talk with hold, end; one talk though leg and queue tell of it")
  void queueCall() {
    Call call =
        answered()
            .at(20, new LegHeld("c", "out"))
            .at(50, new LegRetrieved("c", "out"))
            .at(60, new CallEnded("c", Party.CALLER))
            .folded();

    assertThat(call.queue()).isEqualTo("Sales");
    assertThat(call.agent()).isEqualTo("amy");
    assertThat(call.waitingFrom()).isEqualTo(NINE.plusSeconds(2));
    assertThat(call.answeredAt()).isEqualTo(NINE.plusSeconds(15));
    assertThat(call.endedAt()).isEqualTo(NINE.plusSeconds(60));
    assertThat(call.endedBy()).isEqualTo(CallEnding.CALLER);
    assertThat(call.outcome()).isEqualTo(CallOutcome.ANSWERED);
    assertThat(call.held()).isEqualTo(Duration.ofSeconds(30));
    assertThat(call.segments())
        .extracting(Segment::kind)
        .containsExactly(SegmentKind.RINGING, SegmentKind.QUEUE, SegmentKind.TALK);
    assertThat(call.segments().getLast().queue()).isEqualTo("Sales");
    assertThat(call.segments().getLast().held()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  @DisplayName("an open call reaches one microsecond beyond its last event")
  void openCall() {
    Call call = answered().at(20, new LegHeld("c", "out")).folded();

    assertThat(call.endedAt()).isNull();
    assertThat(call.outcome()).isNull();
    assertThat(call.state()).isEqualTo(CallState.ON_HOLD);
    assertThat(call.heldSince()).isEqualTo(NINE.plusSeconds(20));
    assertThat(call.until()).isEqualTo(NINE.plusSeconds(20).plusNanos(1000));
  }

  @Test
  @DisplayName("a caller who hangs up in the queue has abandoned, told or not")
  void abandoned() {
    queued().at(30, new CallEnded("c", Party.CALLER));
    assertThat(folded().outcome()).isEqualTo(CallOutcome.ABANDONED);

    events.clear();
    queued()
        .at(30, new QueueExited("c", "Sales", Exit.ABANDONED))
        .at(30, new LegEnded("c", "in", "", Party.CALLER));
    assertThat(folded().outcome()).isEqualTo(CallOutcome.ABANDONED);
  }

  @Test
  @DisplayName("a queue's time-out is no abandonment")
  void timeout() {
    queued()
        .at(30, new QueueExited("c", "Sales", Exit.TIMEOUT))
        .at(31, new CallEnded("c", Party.SYSTEM));

    assertThat(folded().outcome()).isEqualTo(CallOutcome.UNANSWERED);
    assertThat(folded().segments().getLast().result()).isEqualTo("timeout");
  }

  @Test
  @DisplayName("a blind transfer begins a new segment, and the next agent's talk another")
  void transfer() {
    answered()
        .at(40, new Transferred("c", Transfer.BLIND, "amy", "102"))
        .at(44, new LegAnswered("c", "third", "102", "ben"))
        .at(90, new CallEnded("c", Party.AGENT));

    assertThat(folded().agent()).isEqualTo("ben");
    assertThat(folded().segments())
        .extracting(Segment::kind)
        .containsExactly(
            SegmentKind.RINGING,
            SegmentKind.QUEUE,
            SegmentKind.TALK,
            SegmentKind.RINGING,
            SegmentKind.TALK);
  }

  @Test
  @DisplayName("without a word of its end a call ends with the last of its legs, never by silence")
  void lastLeg() {
    answered().at(60, new LegEnded("c", "out", "", Party.AGENT));
    assertThat(folded().endedAt()).isNull();

    at(61, new LegEnded("c", "in", "", Party.UNKNOWN));
    assertThat(folded().endedAt()).isEqualTo(NINE.plusSeconds(61));
    assertThat(folded().endedBy()).isEqualTo(CallEnding.AGENT);
  }

  @Test
  @DisplayName("C4: what is open at T ends at T, and no field tells anything from T on")
  void cutAtT() {
    Instant end = NINE.plusSeconds(25);
    answered().at(20, new LegHeld("c", "out")).at(40, new CallEnded("c", Party.CALLER));

    Call call = CallModel.fold(events, new Service(NINE, end, true)).orElseThrow();

    assertThat(call.endedAt()).isEqualTo(end);
    assertThat(call.until()).isEqualTo(end);
    assertThat(call.endedBy()).isEqualTo(CallEnding.TERMINATION);
    assertThat(call.held()).isEqualTo(Duration.ofSeconds(5));
    assertThat(call.segments().getLast().endedAt()).isEqualTo(end);
    assertThat(call.segments().getLast().result()).isEqualTo("termination");
  }

  @Test
  @DisplayName("C3: a call that begins at T does not exist")
  void beginsAtT() {
    queued();

    assertThat(CallModel.fold(events, new Service(NINE.minusSeconds(9), NINE, true)))
        .isEqualTo(Optional.empty());
  }

  @Test
  @DisplayName("C4: whoever waited at T was cut off, not lost")
  void waitingAtT() {
    queued();

    Call call = CallModel.fold(events, new Service(NINE, NINE.plusSeconds(5), true)).orElseThrow();

    assertThat(call.outcome()).isEqualTo(CallOutcome.CUT_OFF);
  }
}
