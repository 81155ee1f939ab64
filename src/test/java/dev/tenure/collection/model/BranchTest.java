package dev.tenure.collection.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallState;
import dev.tenure.collection.OfferResult;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.VisitOutcome;
import dev.tenure.collection.model.Happening.Exit;
import dev.tenure.collection.model.Happening.OnCall;
import dev.tenure.collection.model.Happening.Party;
import dev.tenure.collection.model.Happening.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls that become a part of another one, and what else their ends are not. */
class BranchTest {

  private static final Instant NINE = Instant.parse("2026-11-30T09:00:00Z");
  private static final Service LASTING = new Service(NINE, null, false);

  private final List<Event> events = new ArrayList<>();

  private BranchTest at(int second, OnCall what) {
    events.add(new Event("e%03d".formatted(events.size()), NINE.plusSeconds(second), what));
    return this;
  }

  private BranchTest branch(int second, OnCall what) {
    return at(second, new Happening.OfBranch("x", what));
  }

  private Call folded() {
    return CallModel.fold(events, LASTING).orElseThrow();
  }

  private BranchTest talking() {
    return at(0, new Happening.LegStarted("c", "in", CallDirection.INBOUND, "0161", "0800", ""))
        .at(1, new Happening.QueueEntered("c", "Sales"))
        .at(1, new Happening.AgentOffered("c", "Sales", "amy"))
        .at(3, new Happening.QueueAnswered("c", "Sales", "out", "amy"))
        .at(6, new Happening.LegHeld("c", "out"));
  }

  private BranchTest consulting() {
    return talking()
        .branch(7, new Happening.LegStarted("c", "l", CallDirection.INTERNAL, "1", "5", "amy"))
        .branch(8, new Happening.QueueEntered("c", "Help"))
        .branch(8, new Happening.AgentOffered("c", "Help", "bob"));
  }

  private BranchTest joined(int second) {
    return at(second, new Happening.Transferred("c", Transfer.ATTENDED, "1", ""))
        .at(second, new Happening.BranchJoined("c", "x"));
  }

  private List<String> visits() {
    return folded().visits().stream()
        .map(v ->
            "%s %s %s %d-%d"
                .formatted(
                    v.queue(),
                    v.outcome(),
                    v.agent(),
                    v.enteredAt().getEpochSecond() - NINE.getEpochSecond(),
                    v.talkUntil() == null
                        ? -1
                        : v.talkUntil().getEpochSecond() - NINE.getEpochSecond()))
        .toList();
  }

  @Test
  @DisplayName("C11: a consultation that waits still waits in the caller's call, from its start")
  void waits() {
    consulting().joined(10);

    assertThat(visits()).containsExactly("Sales ANSWERED amy 1-10", "Help WAITING  8--1");
    assertThat(folded().state()).isEqualTo(CallState.WAITING);
    at(14, new Happening.QueueAnswered("c", "Help", "b", "bob"))
        .at(20, new Happening.CallEnded("c", Party.CALLER));
    assertThat(visits()).containsExactly("Sales ANSWERED amy 1-10", "Help ANSWERED bob 8-20");
    assertThat(folded().offers())
        .extracting(o -> o.agent() + " " + o.visit() + " " + o.result())
        .containsExactly("amy 1 " + OfferResult.ANSWERED, "bob 2 " + OfferResult.ANSWERED);
  }

  @Test
  @DisplayName("C11: a consultation that talks is one talk, before and after it joins the call")
  void talks() {
    consulting()
        .branch(9, new Happening.QueueAnswered("c", "Help", "b", "bob"))
        .joined(12)
        .at(12, new Happening.LegAnswered("c", "b", "5", "bob"))
        .at(20, new Happening.CallEnded("c", Party.AGENT));

    assertThat(visits()).containsExactly("Sales ANSWERED amy 1-12", "Help ANSWERED bob 8-20");
    assertThat(folded().segments())
        .filteredOn(s -> s.kind() == SegmentKind.TALK)
        .extracting(s -> s.agent() + " " + s.held().toSeconds())
        .containsExactly("amy 6", "bob 0");
  }

  @Test
  @DisplayName("C11: until a consultation has joined, nothing of it is part of the call")
  void apart() {
    consulting();

    assertThat(visits()).containsExactly("Sales ANSWERED amy 1--1");
    assertThat(folded().state()).isEqualTo(CallState.ON_HOLD);
  }

  @Test
  @DisplayName("C11: a call that became part of another is no longer a separate call")
  void none() {
    talking().at(9, new Happening.CallJoined("c", "other"));

    assertThat(CallModel.fold(events, LASTING)).isEmpty();
    Service before = new Service(NINE, NINE.plusSeconds(9), true);
    assertThat(CallModel.fold(events, before)).isPresent();
  }

  @Test
  @DisplayName("C11: parking and the transfer that brought the call there are one, in either order")
  void parked() {
    for (boolean parkedFirst : List.of(true, false)) {
      events.clear();
      OnCall parked = new Happening.Parked("c", "71");
      OnCall transferred = new Happening.Transferred("c", Transfer.BLIND, "101", "70");
      talking()
          .at(9, parkedFirst ? parked : transferred)
          .at(9, parkedFirst ? transferred : parked)
          .at(15, new Happening.Unparked("c"))
          .at(17, new Happening.LegAnswered("c", "again", "101", "amy"))
          .at(20, new Happening.CallEnded("c", Party.AGENT));

      assertThat(folded().visits().getFirst().transferred()).isFalse();
      assertThat(folded().segments())
          .extracting(s -> s.kind() + " " + s.result())
          .containsExactly(
              "RINGING ", "QUEUE answered", "TALK parked", "PARKED retrieved", "TALK agent");
    }
  }

  @Test
  @DisplayName("C6: a caller who waits when the connection is lost has not abandoned")
  void lost() {
    at(0, new Happening.LegStarted("c", "in", CallDirection.INBOUND, "0161", "0800", ""))
        .at(1, new Happening.QueueEntered("c", "Sales"))
        .at(9, new Happening.QueueExited("c", "Sales", Exit.LOST))
        .at(9, new Happening.CallEnded("c", Party.UNKNOWN));

    assertThat(folded().visits().getFirst().outcome()).isEqualTo(VisitOutcome.LOST);
    assertThat(folded().outcome()).isEqualTo(CallOutcome.UNANSWERED);
  }
}
