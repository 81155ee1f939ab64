package dev.tenure.collection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QueueLogTest {

  @Test
  @DisplayName(
      "400 random calls: outcome, agent, wait, talk and who ended it are as the phone system says")
  void load() {
    Map<String, Call> calls = Heard.recording("load-400.ami").calls();

    List<String> differences = compare(QueueLog.read("load-400.queue_log.gz"), calls, 330);

    assertThat(differences).isEmpty();
    // Callers whom the test bench has Asterisk play.
    assertThat(calls.values()).allMatch(call -> call.direction() == CallDirection.INBOUND);
  }

  @Test
  @DisplayName("The 70 callers whom the queues didn't take are refused calls")
  void refused() {
    Map<String, Call> calls = Heard.recording("load-400.ami").calls();

    assertThat(calls.values().stream().map(Call::outcome).map(String::valueOf))
        .hasSize(400)
        .satisfies(all -> {
          assertThat(all).filteredOn("REFUSED"::equals).hasSize(70);
          assertThat(all).filteredOn("ANSWERED"::equals).hasSize(254);
          assertThat(all).filteredOn("ABANDONED"::equals).hasSize(74);
          assertThat(all).filteredOn("UNANSWERED"::equals).hasSize(2);
        });
  }

  @Test
  @DisplayName("The scripted scenarios, as far as they were recorded")
  void scenarios() {
    Heard heard = Heard.recording("scenarios.ami");
    Heard second = Heard.recording("scenarios2.ami");
    Map<String, Call> calls = heard.calls();
    calls.putAll(second.calls());

    List<String> differences = compare(QueueLog.read("scenarios.queue_log"), calls, 15);

    // Parked, and still in progress when the recording ended: app_queue counts the parking as talk.
    assertThat(differences)
        .singleElement()
        .asString()
        .contains("talk=24, endedBy=caller")
        .contains("parked");
  }

  private static List<String> compare(
      Map<String, List<QueueLog.Visit>> log, Map<String, Call> calls, int visits) {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (var entry : log.entrySet()) {
      Call call = calls.get(entry.getKey());
      List<QueueLog.Visit> ours = call == null ? List.of() : visits(call);
      for (int i = 0; i < entry.getValue().size(); i++) {
        QueueLog.Visit theirs = entry.getValue().get(i);
        compared++;
        if (i >= ours.size() || !agree(theirs, ours.get(i))) {
          differences.add("%s: %s, but %s".formatted(entry.getKey(), theirs, ours));
        }
      }
      if (ours.size() > entry.getValue().size()) {
        differences.add("%s: more visits: %s".formatted(entry.getKey(), ours));
      }
    }
    assertThat(compared).isEqualTo(visits);
    return differences;
  }

  private static boolean agree(QueueLog.Visit theirs, QueueLog.Visit ours) {
    return theirs.queue().equals(ours.queue())
        && theirs.outcome().equals(ours.outcome())
        && theirs.agent().equals(ours.agent())
        && theirs.endedBy().equals(ours.endedBy())
        && Math.abs(theirs.waited() - ours.waited()) <= 1
        && Math.abs(theirs.talk() - ours.talk()) <= 1;
  }

  private static List<QueueLog.Visit> visits(Call call) {
    List<QueueLog.Visit> visits = new ArrayList<>();
    List<Segment> segments = call.segments();
    for (int i = 0; i < segments.size(); i++) {
      Segment waiting = segments.get(i);
      if (waiting.kind() != SegmentKind.QUEUE) {
        continue;
      }
      int wait = seconds(waiting);
      if (!waiting.result().equals("answered") || i + 1 == segments.size()) {
        visits.add(new QueueLog.Visit(waiting.queue(), waiting.result(), "", wait, -1, ""));
        continue;
      }
      Segment talk = segments.get(i + 1);
      visits.add(
          new QueueLog.Visit(
              waiting.queue(), "answered", talk.agent(), wait, seconds(talk), talk.result()));
    }
    return visits;
  }

  private static int seconds(Segment segment) {
    Instant end = segment.endedAt();
    return end == null ? -1 : (int) Duration.between(segment.startedAt(), end).toSeconds();
  }
}
