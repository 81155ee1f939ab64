package dev.tenure.collection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.OfferResult;
import dev.tenure.collection.VisitOutcome;
import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VisitLogTest {

  @Test
  @DisplayName(
      "400 random calls: each visit's outcome, agent, who ended, wait and talk as queue_log has it")
  void load() {
    Map<String, Call> calls = Heard.recording("load-400.ami").calls();

    assertThat(compare(QueueLog.read("load-400.queue_log.gz"), calls, 330)).isEmpty();
  }

  @Test
  @DisplayName("Trap 2: the 70 whom the queues didn't take have a visit each, beyond queue_log's")
  void refused() {
    List<QueueVisit> visits =
        Heard.recording("load-400.ami").calls().values().stream()
            .flatMap(call -> call.visits().stream())
            .toList();

    assertThat(visits).hasSize(400);
    assertThat(visits).filteredOn(v -> v.outcome() == VisitOutcome.REFUSED).hasSize(70);
    assertThat(visits).filteredOn(v -> v.outcome() == VisitOutcome.ANSWERED).hasSize(254);
    assertThat(visits).filteredOn(v -> v.outcome() == VisitOutcome.ABANDONED).hasSize(74);
    assertThat(visits).filteredOn(v -> v.outcome() == VisitOutcome.TIMEOUT).hasSize(2);
  }

  @Test
  @DisplayName("Trap 6: each ringing that queue_log has as unanswered or cancelled is an offer")
  void offers() {
    Map<String, Integer> ours = new TreeMap<>();
    for (Call call : Heard.recording("load-400.ami").calls().values()) {
      for (AgentOffer offer : call.offers()) {
        assertThat(offer.visit()).isPositive();
        ours.merge(offer.agent() + " " + word(offer.result()), 1, Integer::sum);
      }
    }

    assertThat(ours).isEqualTo(QueueLog.ringings("load-400.queue_log.gz"));
  }

  private static String word(OfferResult result) {
    return switch (result) {
      case ANSWERED -> "CONNECT";
      case NO_ANSWER, BUSY, REJECTED -> "RINGNOANSWER";
      case CANCELLED -> "RINGCANCELED";
      case RINGING, CUT_OFF -> result.name();
    };
  }

  @Test
  @DisplayName("The scripted scenarios: visits, as far as they were recorded")
  void scenarios() {
    Map<String, Call> calls = Heard.recording("scenarios.ami").calls();
    calls.putAll(Heard.recording("scenarios2.ami").calls());

    // Parked: app_queue counts the parking as talk (trap 7).
    assertThat(compare(QueueLog.read("scenarios.queue_log"), calls, 15))
        .singleElement()
        .asString()
        .contains("talk=24, endedBy=caller");
  }

  private static List<String> compare(
      Map<String, List<QueueLog.Visit>> log, Map<String, Call> calls, int visits) {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (var entry : log.entrySet()) {
      Call call = calls.get(entry.getKey());
      List<QueueVisit> ours =
          call == null
              ? List.of()
              : call.visits().stream().filter(v -> v.outcome() != VisitOutcome.REFUSED).toList();
      for (int i = 0; i < Math.max(entry.getValue().size(), ours.size()); i++) {
        QueueLog.@Nullable Visit theirs =
            i < entry.getValue().size() ? entry.getValue().get(i) : null;
        QueueVisit mine = i < ours.size() ? ours.get(i) : null;
        compared += theirs == null ? 0 : 1;
        if (theirs == null || mine == null || !agree(theirs, mine)) {
          differences.add("%s: %s, but %s".formatted(entry.getKey(), theirs, mine));
        }
      }
    }
    assertThat(compared).isEqualTo(visits);
    return differences;
  }

  private static boolean agree(QueueLog.Visit theirs, QueueVisit ours) {
    String by =
        ours.transferred() && ours.endedBy() == CallEnding.AGENT
            ? "transferred"
            : ours.endedBy() == null ? "" : ours.endedBy().name().toLowerCase(Locale.ROOT);
    return theirs.queue().equals(ours.queue())
        && theirs.outcome().equals(ours.outcome().name().toLowerCase(Locale.ROOT))
        && theirs.agent().equals(ours.agent())
        && theirs.endedBy().equals(by)
        && Math.abs(theirs.waited() - seconds(ours.enteredAt(), ours.leftAt())) <= 1
        && Math.abs(theirs.talk() - talk(ours)) <= 1;
  }

  private static long talk(QueueVisit visit) {
    return visit.outcome() == VisitOutcome.ANSWERED && visit.leftAt() != null
        ? seconds(visit.leftAt(), visit.talkUntil())
        : -1;
  }

  private static long seconds(Instant from, @Nullable Instant to) {
    return to == null ? -1 : Duration.between(from, to).toSeconds();
  }
}
