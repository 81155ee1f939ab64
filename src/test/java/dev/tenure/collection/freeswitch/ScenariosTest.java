package dev.tenure.collection.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.eventsocket.SwitchEvent;
import dev.tenure.collection.eventsocket.SwitchRecording;
import dev.tenure.collection.model.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScenariosTest {

  private static final Instant ZERO = Instant.parse("2026-11-22T16:00:36.943675Z");

  @Test
  @DisplayName("The recorded callers: outcome, agent, who ended, wait, talk and hold")
  void scenarios() {
    SwitchHeard heard = SwitchHeard.recording();
    List<String> found = new ArrayList<>();
    for (Call call : heard.calls().values()) {
      found.add(
          "%s by %s agent %s segments %d held %d ms"
              .formatted(
                  call.outcome(),
                  call.endedBy(),
                  call.agent(),
                  call.segments().size(),
                  call.held().toMillis()));
    }
    assertThat(found)
        .containsExactly(
            "ANSWERED by CALLER agent b1 segments 3 held 0 ms",
            "ABANDONED by CALLER agent  segments 2 held 0 ms",
            "ANSWERED by CALLER agent b1 segments 3 held 2019 ms",
            "ABANDONED by CALLER agent  segments 2 held 0 ms");
    List<String> refs = List.copyOf(heard.calls().keySet());
    assertThat(heard.segments(refs.get(0)))
        .containsExactly("RINGING 5001  0", "QUEUE  answered 0", "TALK b1 caller 6");
    assertThat(heard.segments(refs.get(1)))
        .containsExactly("RINGING 5001  0", "QUEUE  abandoned 4");
    assertThat(heard.segments(refs.get(2)))
        .containsExactly("RINGING 5001  0", "QUEUE  answered 0", "TALK b1 caller 8");
    assertThat(heard.segments(refs.get(3)))
        .containsExactly("RINGING 5001  0", "QUEUE  abandoned 12");
    assertThat(heard.calls().values())
        .extracting(Call::outcome)
        .doesNotContain(CallOutcome.CUT_OFF);
  }

  @Test
  @DisplayName(
      "The recorded agents: available, on a break, logged out; put on a break by the queue")
  void agents() {
    SwitchHeard heard = SwitchHeard.recording();

    assertThat(heard.agent("b1", ZERO))
        .containsExactly("READY 0", "NOT_READY On Break 11", "READY 19");
    assertThat(heard.agent("b2", ZERO)).containsExactly("READY 33", "NOT_READY On Break 36");
    assertThat(heard.agent("a1", ZERO)).isEmpty();
    assertThat(heard.words())
        .filteredOn(word -> word.startsWith("Offer"))
        .containsExactly("OfferFailed", "OfferFailed");
  }

  @Test
  @DisplayName("C5: two who hear the same make the same events, and no two events share an id")
  void repeats() {
    List<String> first =
        SwitchHeard.recording().told.stream().map(t -> t.event().toString()).toList();
    List<String> again =
        SwitchHeard.recording().told.stream().map(t -> t.event().toString()).toList();

    assertThat(again).isEqualTo(first);
    Set<String> ids = new HashSet<>();
    SwitchHeard.recording().told.forEach(t -> ids.add(t.event().id()));
    assertThat(ids).hasSameSizeAs(first);
  }

  @Test
  @DisplayName("Only the events that are asked for are needed")
  void needed() {
    List<SwitchEvent> asked =
        SwitchRecording.events().stream()
            .filter(event -> SwitchTranslation.NEEDED.contains(event.name()))
            .toList();

    assertThat(asked).hasSizeLessThan(SwitchRecording.events().size() / 2);
    assertThat(new SwitchHeard().all(asked).told.toString())
        .isEqualTo(SwitchHeard.recording().told.toString());
  }

  @Test
  @DisplayName("Every call of the recording is over, and nothing of it is kept")
  void nothingLeft() {
    SwitchHeard heard = SwitchHeard.recording();

    assertThat(heard.translation.inProgress()).isEmpty();
    assertThat(heard.told.stream().filter(t -> t.over())).hasSize(4);
    assertThat(heard.calls().values())
        .allSatisfy(
            call -> assertThat(Duration.between(call.startedAt(), call.endedAt())).isPositive());
  }
}
