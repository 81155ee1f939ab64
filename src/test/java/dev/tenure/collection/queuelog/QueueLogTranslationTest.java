package dev.tenure.collection.queuelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.VisitOutcome;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QueueLogTranslationTest {

  @Test
  @DisplayName("400 calls: the log gives the visits that AMI gave, each within a second")
  void sameAsAmi() {
    Map<String, Call> imported =
        new Imported().read(null, Imported.resource("load-400.queue_log.gz")).calls();
    Map<String, Call> heard = Imported.ami("load-400.ami");

    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<String, Call> call : heard.entrySet()) {
      // Of callers whom a queue didn't take the log knows nothing.
      List<QueueVisit> theirs =
          call.getValue().visits().stream()
              .filter(visit -> visit.outcome() != VisitOutcome.REFUSED)
              .toList();
      Call ours = imported.get(call.getKey());
      List<QueueVisit> visits = ours == null ? List.of() : ours.visits();
      for (int i = 0; i < Math.max(theirs.size(), visits.size()); i++) {
        compared++;
        if (i >= theirs.size() || i >= visits.size() || !agree(theirs.get(i), visits.get(i))) {
          differences.add("%s: %s, but %s".formatted(call.getKey(), theirs, visits));
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isEqualTo(330);
  }

  private static boolean agree(QueueVisit one, QueueVisit other) {
    return one.queue().equals(other.queue())
        && one.outcome() == other.outcome()
        && one.agent().equals(other.agent())
        && one.endedBy() == other.endedBy()
        && near(one.enteredAt(), other.enteredAt())
        && near(one.leftAt(), other.leftAt())
        && near(one.talkUntil(), other.talkUntil());
  }

  private static boolean near(@Nullable Instant one, @Nullable Instant other) {
    return (one == null || other == null)
        ? Objects.equals(one, other)
        : Duration.between(one, other).abs().compareTo(Duration.ofMillis(1_100)) <= 0;
  }

  @Test
  @DisplayName("A call that times out, overflows and is transferred is one call with its visits")
  void overflow() {
    Imported calls = new Imported().read(null, Imported.resource("scenarios.queue_log"));

    assertThat(calls.call("pbx1-1795361433.22").visits())
        .extracting(v -> v.queue() + " " + v.outcome())
        .containsExactly("support TIMEOUT", "sales ANSWERED");
    assertThat(calls.call("pbx1-1795361508.42").visits())
        .extracting(v -> v.queue() + " " + v.outcome() + " " + v.transferred())
        .containsExactly("sales ANSWERED true", "support ANSWERED false");
    assertThat(calls.call("pbx1-1795361385.8").offers())
        .extracting(o -> o.agent() + " " + o.result())
        .containsExactly("Agent/A1 CANCELLED");
    assertThat(calls.call("pbx1-1795361394.12").offers())
        .extracting(o -> o.agent() + " " + o.result())
        .containsExactly("Agent/A1 NO_ANSWER", "Agent/A2 ANSWERED");
  }

  @Test
  @DisplayName("A pause in all queues, back in one, logged out with the last queue")
  void agents() {
    Imported all = new Imported().read(null, Imported.resource("scenarios.queue_log"));

    assertThat(all.agent("Agent/A2"))
        .startsWith("READY 1795361394", "NOT_READY lunch 1795361416", "READY 1795361421");
    assertThat(all.agent("900")).containsExactly("READY 1795361540");
  }

  @Test
  @DisplayName("C5: reading the log again makes the same events, and no two events share an id")
  void again() {
    List<String> once = ids(Imported.resource("load-400.queue_log.gz"));

    assertThat(ids(Imported.resource("load-400.queue_log.gz"))).isEqualTo(once);
    assertThat(new HashSet<>(once)).hasSameSizeAs(once);
  }

  private static List<String> ids(byte[] log) {
    return new Imported().read(null, log).told.stream().map(t -> t.event().id()).toList();
  }

  @Test
  @DisplayName("The export of the realtime table, with data parted or joined, says the same")
  void exports() {
    String file =
        """
        1795361365|u.1|support|NONE|ENTERQUEUE||0612345678|1
        1795361367|u.1|support|Agent/A1|CONNECT|2|u.2|2
        1795361373|u.1|support|Agent/A1|COMPLETECALLER|2|6|1
        """;
    String parted =
        """
        "id","time","callid","queuename","serverid","agent","event","data1","data2","data3","data4","data5"
        1,"2026-11-22 15:29:25.000000","u.1","support","","NONE","ENTERQUEUE","","0612345678","1","",""
        2,"2026-11-22 15:29:27.000000","u.1","support",NULL,"Agent/A1","CONNECT","2","u.2","2",NULL,
        3,"2026-11-22 15:29:33.000000","u.1","support","","Agent/A1","COMPLETECALLER","2","6","1","",""
        """;
    String joined =
        """
        time;callid;queuename;agent;event;data
        1795361365;u.1;support;NONE;ENTERQUEUE;|0612345678|1
        1795361367;u.1;support;Agent/A1;CONNECT;2|u.2|2
        2026-11-22 16:29:33+01;u.1;support;Agent/A1;COMPLETECALLER;2|6|1
        """;
    List<QueueVisit> visits = Imported.text(file).call("u.1").visits();

    assertThat(visits).singleElement().satisfies(v -> assertThat(v.agent()).isEqualTo("Agent/A1"));
    assertThat(Imported.text(ZoneId.of("UTC"), parted).call("u.1").visits()).isEqualTo(visits);
    assertThat(Imported.text(joined).call("u.1").visits()).isEqualTo(visits);
    assertThat(Imported.text(parted).unreadable)
        .containsExactly("2 no-zone", "3 no-zone", "4 no-zone");
  }

  @Test
  @DisplayName("Old logs have fewer data, and TRANSFER for what is BLINDTRANSFER now")
  void old() {
    Call call =
        Imported.text(
                """
                1075000000|1074999990.7|q|NONE|ENTERQUEUE||0207
                1075000009|1074999990.7|q|SIP/101|CONNECT|9
                1075000019|1074999990.7|q|SIP/101|TRANSFER|202,default
                """)
            .call("1074999990.7");

    assertThat(call.visits())
        .singleElement()
        .satisfies(visit -> {
          assertThat(visit.outcome()).isEqualTo(VisitOutcome.ANSWERED);
          assertThat(visit.transferred()).isTrue();
          assertThat(Duration.between(visit.enteredAt(), visit.leftAt())).hasSeconds(9);
        });
    assertThat(call.endedAt()).isNotNull();
  }

  @Test
  @DisplayName("Every line that is left out says why; the others are read all the same")
  void skipped() {
    Imported all =
        Imported.text(
            "1795361365|u.1|support|NONE|ENTERQUEUE||0612345678|1\n"
                + "nonsense\n"
                + "\n"
                + "yesterday|u.1|support|NONE|ABANDON|1|1|5\n"
                + "x".repeat(20_000)
                + "\n1795361369|u.1|support||\n"
                + "99999999999|u.1|support|NONE|ABANDON|1|1|5\n"
                + "1795361370|u.1|support|NONE|ABANDON|1|1|5");

    assertThat(all.unreadable)
        .containsExactly("2 malformed", "4 malformed", "5 malformed", "6 malformed", "7 malformed");
    assertThat(all.call("u.1").visits())
        .singleElement()
        .satisfies(v -> assertThat(v.outcome()).isEqualTo(VisitOutcome.ABANDONED));
    QueueLogTranslation translation = new QueueLogTranslation();
    for (Map.Entry<String, SkipReason> each :
        Map.of(
                "1|NONE|NONE|NONE|QUEUESTART|", SkipReason.NO_CONCERN,
                "1|u|q|NONE|DANCE|", SkipReason.UNKNOWN_EVENT,
                "1|NONE|q|NONE|ABANDON|", SkipReason.MALFORMED,
                "1|u|q|NONE|PAUSE|", SkipReason.MALFORMED)
            .entrySet()) {
      QueueLogLine line = Imported.text("179536137" + each.getKey()).lines.getFirst();
      assertThat(translation.skipped(line)).as(each.getKey()).contains(each.getValue());
    }
  }

  @Test
  @DisplayName("What is open as the log ends, ends with the last that it says of it")
  void openEnds() {
    Imported all =
        Imported.text(
            """
            1795361300|MANAGER|support|Ann|ADDMEMBER|
            1795361365|u.1|support|NONE|ENTERQUEUE||0612345678|1
            1795361400|u.2|support|NONE|ENTERQUEUE||0612345679|1
            1795361410|u.2|support|NONE|ABANDON|1|1|10
            """);

    assertThat(all.calls().values()).allSatisfy(call -> assertThat(call.endedAt()).isNotNull());
    assertThat(all.agent("Ann")).containsExactly("READY 1795361300");
    assertThat(all.told.getLast().event().type()).isEqualTo("AgentLoggedOut");
  }

  @Test
  @DisplayName("The file may begin with a byte order mark and have Windows' line ends")
  void windows() {
    Imported all =
        new Imported()
            .read(
                null,
                "\uFEFF1795361365|u.1|q|NONE|ENTERQUEUE||M\u00fcller|1\r\n"
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(all.lines)
        .singleElement()
        .satisfies(l -> assertThat(l.data(2)).isEqualTo("M\u00fcller"));
  }
}
