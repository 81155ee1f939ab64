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
    for (Map.Entry<String, SkipReason> each :
        Map.of(
                "1|NONE|NONE|NONE|QUEUESTART|", SkipReason.NO_CONCERN,
                "1|u|q|NONE|DANCE|", SkipReason.UNKNOWN_EVENT,
                "1|NONE|q|NONE|ABANDON|", SkipReason.MALFORMED,
                "1|u|q|NONE|PAUSE|", SkipReason.MALFORMED)
            .entrySet()) {
      QueueLogLine line = Imported.text("179536137" + each.getKey()).lines.getFirst();
      assertThat(LogEvents.skipped(line)).as(each.getKey()).contains(each.getValue());
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
    assertThat(all.told.getLast().event().type()).isEqualTo("QueueLogOver");
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

  private static QueueVisit only(Imported log, String call) {
    List<QueueVisit> visits = log.call(call).visits();
    assertThat(visits).hasSize(1);
    return visits.getFirst();
  }

  private static long waited(QueueVisit visit) {
    return Duration.between(visit.enteredAt(), Objects.requireNonNull(visit.leftAt())).toNanos()
        / 1000;
  }

  private static long talked(QueueVisit visit) {
    return Duration.between(visit.leftAt(), Objects.requireNonNull(visit.talkUntil())).toNanos()
        / 1000;
  }

  @Test
  @DisplayName("C12: the order of lines in a second decides no threshold: 20 s are 20 s")
  void thresholds() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      text.append("1795361300|u.%d|support|NONE|ENTERQUEUE||0612345678|1\n".formatted(i));
    }
    // In the other order, and among lines of other calls.
    for (int i = 9; i >= 0; i--) {
      text.append("1795361320|u.%d|support|A%d|CONNECT|20|l.%d|3\n".formatted(i, i, i));
    }
    Imported log = Imported.text(text.toString());
    for (int i = 0; i < 10; i++) {
      assertThat(waited(only(log, "u." + i))).isEqualTo(20_000_000);
    }
  }

  @Test
  @DisplayName("C5: an answered offer is ANSWERED with its seconds, however its second is ordered")
  void anyOrder() {
    List<String> second =
        List.of(
            "1795361310|u.1|support|Ann|RINGNOANSWER|8000",
            "1795361312|u.1|support|Ann|CONNECT|12|l.1|2",
            "1795361312|u.1|support|Bob|RINGNOANSWER|2000",
            "1795361312|u.1|support|Cid|RINGCANCELED|2000");
    List<List<Integer>> orders =
        List.of(List.of(0, 1, 2, 3), List.of(3, 2, 1, 0), List.of(2, 0, 3, 1), List.of(1, 3, 0, 2));
    for (List<Integer> order : orders) {
      StringBuilder text =
          new StringBuilder("1795361300|u.1|support|NONE|ENTERQUEUE||0612345678|1\n");
      order.forEach(i -> text.append(second.get(i)).append('\n'));
      text.append("1795361320|u.1|support|Ann|COMPLETEAGENT|12|8|1\n");
      assertThat(Imported.text(text.toString()).call("u.1").offers())
          .extracting(o ->
              o.agent()
                  + " "
                  + o.result()
                  + " "
                  + Duration.between(o.offeredAt(), o.endedAt()).toSeconds())
          .as(order.toString())
          .containsExactlyInAnyOrder(
              "Ann NO_ANSWER 8", "Ann ANSWERED 2", "Bob NO_ANSWER 2", "Cid CANCELLED 2");
    }
  }

  @Test
  @DisplayName("C5: a second in which a call leaves one queue, enters another and is answered")
  void busySecond() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "1795361310|u.1|sales|Ann|CONNECT|0|l.1|0",
                "1795361310|u.1|sales|NONE|ENTERQUEUE||0612345678|1",
                "1795361310|u.1|support|NONE|EXITWITHTIMEOUT|1|1|10",
                "1795361310|u.1|support|Bob|RINGNOANSWER|9000"));
    for (int turn = 0; turn < lines.size(); turn++) {
      lines.add(lines.removeFirst());
      Imported log =
          Imported.text(
              "1795361300|u.1|support|NONE|ENTERQUEUE||0612345678|1\n"
                  + String.join("\n", lines)
                  + "\n1795361315|u.1|sales|Ann|COMPLETECALLER|0|5|1\n");
      assertThat(log.call("u.1").visits())
          .extracting(v -> v.queue() + " " + v.outcome() + " " + waited(v) / 1_000_000)
          .as(lines.toString())
          .containsExactly("support TIMEOUT 10", "sales ANSWERED 0");
    }
  }

  @Test
  @DisplayName(
      "C12: the log's own seconds outrank a clock that was set back, and the report says so")
  void clockSetBack() {
    Imported log =
        Imported.text(
            """
            1795361300|u.1|support|NONE|ENTERQUEUE||0612345678|1
            1795361255|u.1|support|Bob|RINGNOANSWER|8000
            1795361260|u.1|support|Ann|CONNECT|20|l.1|3
            1795361290|u.1|support|Ann|COMPLETECALLER|20|30|1
            """);
    QueueVisit visit = only(log, "u.1");

    assertThat(visit.outcome()).isEqualTo(VisitOutcome.ANSWERED);
    assertThat(waited(visit)).isEqualTo(20_000_000);
    assertThat(talked(visit)).isEqualTo(30_000_000);
    assertThat(log.call("u.1").offers())
        .extracting(o -> o.agent() + " " + o.result())
        .containsExactlyInAnyOrder("Bob NO_ANSWER", "Ann ANSWERED");
    assertThat(log.remarks).containsExactly("3 clock");
  }

  @Test
  @DisplayName("C12: a clock set forward in a wait, in a talk, and before a caller gives up")
  void clockSetForward() {
    Imported log =
        Imported.text(
            """
            1795361300|u.1|support|NONE|ENTERQUEUE||0612345678|1
            1795364920|u.1|support|Ann|CONNECT|20|l.1|3
            1795368550|u.1|support|Ann|COMPLETECALLER|20|30|1
            1795368600|u.2|support|NONE|ENTERQUEUE||0612345679|1
            1795372207|u.2|support|NONE|ABANDON|1|1|7
            1795372300|u.3|support|NONE|ENTERQUEUE||0612345679|1
            1795372310|u.3|support|Ann|CONNECT|10|l.3|3
            1795375915|u.3|support|Ann|BLINDTRANSFER|202|default|10|5|1
            """);

    assertThat(waited(only(log, "u.1"))).isEqualTo(20_000_000);
    assertThat(talked(only(log, "u.1"))).isEqualTo(30_000_000);
    assertThat(waited(only(log, "u.2"))).isEqualTo(7_000_000);
    assertThat(talked(only(log, "u.3"))).isEqualTo(5_000_000);
    assertThat(log.remarks).containsExactly("2 clock", "3 clock", "5 clock", "8 clock");
  }

  @Test
  @DisplayName("C12: an export in local time over the hour that the clocks show twice")
  void autumnHour() {
    Imported log =
        Imported.text(
            ZoneId.of("Europe/London"),
            """
            time,callid,queuename,agent,event,data1,data2,data3
            2026-10-25 01:59:50,u.1,support,NONE,ENTERQUEUE,,0612345678,1
            2026-10-25 01:00:10,u.1,support,Ann,CONNECT,20,l.1,3
            2026-10-25 01:00:40,u.1,support,Ann,COMPLETECALLER,20,30,1
            2026-10-25 02:00:00,u.2,support,NONE,ENTERQUEUE,,0612345678,1
            """);

    assertThat(only(log, "u.1").enteredAt()).isEqualTo("2026-10-25T00:59:50Z");
    assertThat(only(log, "u.1").leftAt()).isEqualTo("2026-10-25T01:00:10Z");
    assertThat(only(log, "u.2").enteredAt()).isEqualTo("2026-10-25T02:00:00Z");
    assertThat(log.remarks).isEmpty();
  }

  @Test
  @DisplayName("C13: a log that starts in the middle makes up no unanswered calls and no visits")
  void startsInTheMiddle() {
    Imported log =
        Imported.text(
            """
            1795361300|u.1|support|Ann|COMPLETECALLER|12|60|1
            1795361301|u.2|support|Ann|RINGNOANSWER|8000
            1795361302|u.2|support|NONE|ABANDON|1|1|40
            1795361303|u.3|support|Bob|CONNECT|15|l.3|4
            1795361333|u.3|support|Bob|COMPLETEAGENT|15|30|1
            1795361340|u.4|support|Ann|ATTENDEDTRANSFER|BRIDGE|b|2|3|1
            1795361341|u.5|support|NONE|EXITWITHTIMEOUT|1|1|60
            """);

    assertThat(log.calls().keySet()).containsExactly("u.3");
    assertThat(log.call("u.3").visits()).isEmpty();
    assertThat(log.call("u.3").outcome()).isEqualTo(dev.tenure.collection.CallOutcome.ANSWERED);
    assertThat(log.call("u.3").agent()).isEqualTo("Bob");
    assertThat(log.remarks)
        .containsExactly(
            "1 no-beginning",
            "2 no-beginning",
            "4 no-beginning",
            "6 no-beginning",
            "7 no-beginning");
  }

  @Test
  @DisplayName("C13: a caller who waits when the log ends doesn't count as abandoned")
  void waitingAtTheEnd() {
    Imported log = Imported.text("1795361300|u.1|support|NONE|ENTERQUEUE||0612345678|1\n");

    assertThat(only(log, "u.1").outcome())
        .isNotIn(VisitOutcome.ABANDONED, VisitOutcome.ANSWERED, VisitOutcome.WAITING);
  }

  @Test
  @DisplayName("Names in Latin-1 are read, and bytes unknown to the encoding stay distinct")
  void encodings() {
    byte[] latin =
        """
        1795361300|MANAGER|support|Zo\u00eb|ADDMEMBER|
        1795361301|MANAGER|support|Ren\u00e9|ADDMEMBER|
        1795361302|MANAGER|support|X\u0081|ADDMEMBER|
        1795361303|MANAGER|support|X\u008d|ADDMEMBER|
        1795361304|MANAGER|support|X\u0001|ADDMEMBER|
        1795361305|MANAGER|support|X\u0002|ADDMEMBER|
        """
            .getBytes(StandardCharsets.ISO_8859_1);
    Imported log = new Imported().read(null, latin);

    assertThat(log.lines)
        .extracting(QueueLogLine::agent)
        .containsExactly("Zo\u00eb", "Ren\u00e9", "X\\x81", "X\\x8d", "X\\x01", "X\\x02");
    assertThat(log.remarks).containsExactly("1 charset", "2 charset", "3 charset", "4 charset");
    byte[] polish =
        "1795361300|MANAGER|support|\u0141ukasz|ADDMEMBER|\n"
            .getBytes(java.nio.charset.Charset.forName("ISO-8859-2"));
    Imported named =
        new Imported().read(null, java.nio.charset.Charset.forName("ISO-8859-2"), polish);
    assertThat(named.lines).extracting(QueueLogLine::agent).containsExactly("\u0141ukasz");
    assertThat(named.remarks).isEmpty();
    byte[] wide =
        "\uFEFF1795361300|MANAGER|support|\u0141ukasz|ADDMEMBER|\r\n"
            .getBytes(StandardCharsets.UTF_16LE);
    assertThat(new Imported().read(null, wide).lines)
        .extracting(QueueLogLine::agent)
        .containsExactly("\u0141ukasz");
  }

  @Test
  @DisplayName("Long names that begin alike stay distinct")
  void longNames() {
    String long1 = "n".repeat(250) + "1";
    String long2 = "n".repeat(250) + "2";
    Imported log =
        Imported.text(
            "1795361300|MANAGER|q|%s|ADDMEMBER|\n1795361300|MANAGER|q|%s|ADDMEMBER|\n"
                .formatted(long1, long2));

    assertThat(log.lines.getFirst().agent()).isNotEqualTo(log.lines.getLast().agent());
    assertThat(log.lines).allSatisfy(l -> assertThat(l.agent().length()).isLessThan(256));
  }

  @Test
  @DisplayName("Entries in one line, where a line feed is missing, are each read")
  void glued() {
    Imported log =
        Imported.text(
            """
            1795361300|u.1|support|NONE|ENTERQUEUE||0612345678|11795361301|u.2|support|NONE|ENTERQUEUE||0612345679|1
            1795361310|u.1|support|NONE|ABANDON|1|1|101795361311|u.2|support|NONE|ABANDON|1|1|10
            1795361320|u.3|supp1795361321|u.4|support|NONE|ENTERQUEUE||0612345679|1
            1795361330|NONE|NONE|Ann|UNPAUSEALL1795361331|NONE|NONE|Ann|PAUSEALL1795361332|NONE|q|Ann|PAUSE|x
            """);

    assertThat(log.lines)
        .extracting(l -> l.at().getEpochSecond() % 100 + " " + l.event())
        .containsExactly(
            "0 ENTERQUEUE",
            "1 ENTERQUEUE",
            "10 ABANDON",
            "11 ABANDON",
            "21 ENTERQUEUE",
            "30 UNPAUSEALL",
            "31 PAUSEALL",
            "32 PAUSE");
    assertThat(log.unreadable).containsExactly("3 malformed");
    assertThat(log.remarks).contains("1 glued", "2 glued", "3 glued", "4 glued");
    assertThat(waited(only(log, "u.1"))).isEqualTo(10_000_000);
  }

  @Test
  @DisplayName("Times with blanks, fractions, quotes or in milliseconds, and rubbish at line ends")
  void times() {
    Imported log =
        Imported.text(
            "  1795361300 |u.1|support|NONE|ENTERQUEUE||0612345678|1\r\n"
                + "\"1795361301\"|\"u.1\"|\"support\"|\"Ann\"|\"CONNECT\"|\"1\"|\"l\"|\"1\"\r\n"
                + "1795361305,5|u.1|support|Ann|COMPLETECALLER|1|4|1|||rubbish|\r\n"
                + "1795361306123|u.2|support|NONE|ENTERQUEUE||0612345678|1 \u0000\u0000\n"
                + "1795361309.25 | u.2 | support | NONE | ABANDON | 1 | 1 | 3 ; \n");

    assertThat(log.unreadable).isEmpty();
    assertThat(log.lines).hasSize(5);
    assertThat(talked(only(log, "u.1"))).isEqualTo(4_000_000);
    assertThat(waited(only(log, "u.2"))).isEqualTo(3_000_000);
  }

  @Test
  @DisplayName("Events of all kinds of logs are imported, or skipped with a reason")
  void events() {
    Imported log =
        Imported.text(
            """
            1795361300|MANAGER|support|Ann|ADDMEMBER|
            1795361310|NONE|support|Ann|PAUSE|
            1795361312|NONE|support|Ann|PAUSEREASON|Lunch
            1795361320|NONE|support|Ann|UNPAUSE|
            1795361330|NONE|support|Ann|WRAPUPSTART|15
            1795361360|NONE|support|Ann|PAUSE|Tea
            1795361370|NONE|support|Ann|UNPAUSE|
            1795361400|u.1|support|NONE|FULL|
            1795361401|u.2|support|NONE|CLOSED|
            1795361402|u.3|support|NONE|JOINEMPTY|
            1795361403|u.4|support|NONE|DIVERT_START|x
            1795361404|NONE|NONE|NONE|CONFIGRELOAD|
            1795361500|MANAGER|support|Ann|REMOVEMEMBER|
            """);

    assertThat(log.agent("Ann"))
        .containsExactly(
            "READY 1795361300",
            "NOT_READY 1795361310",
            "NOT_READY Lunch 1795361312",
            "READY 1795361320",
            "WRAP_UP 1795361330",
            "READY 1795361345",
            "NOT_READY Tea 1795361360",
            "READY 1795361370");
    assertThat(log.calls().values())
        .allSatisfy(call -> assertThat(only(log, "u.1").outcome()).isEqualTo(VisitOutcome.REFUSED))
        .hasSize(3);
    assertThat(LogEvents.skipped(log.lines.get(10))).contains(SkipReason.NO_CONCERN);
    assertThat(LogEvents.skipped(log.lines.get(11))).contains(SkipReason.NO_CONCERN);
  }
}
