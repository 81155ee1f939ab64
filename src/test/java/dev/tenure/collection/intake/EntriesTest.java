package dev.tenure.collection.intake;

import static dev.tenure.collection.intake.CollectionWorld.answered;
import static dev.tenure.collection.intake.CollectionWorld.ended;
import static dev.tenure.collection.intake.CollectionWorld.event;
import static dev.tenure.collection.intake.CollectionWorld.queued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.Source;
import dev.tenure.collection.Sources;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Copy;
import dev.tenure.platform.verify.LawCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries of the journal: what a transaction took in of a call, and who may write the next one. */
class EntriesTest {

  private final CollectionWorld world = new CollectionWorld();
  private final CustomerId acme = world.customer("Acme");
  private final Source.WithKey pbx = world.source(acme);

  @BeforeEach
  void serve() {
    world.later(Duration.ofMinutes(10));
  }

  @AfterEach
  void close() {
    try {
      world.obeysLaws();
    } finally {
      world.close();
    }
  }

  private List<String> violations() {
    return world.laws().stream()
        .map(LawCheck::run)
        .flatMap(outcome -> outcome.violations().stream())
        .toList();
  }

  private static String begun(String call, Instant at) {
    return event(
        call + "-b", "LegStarted", at, "callRef", call, "legRef", "in", "direction", "inbound");
  }

  private List<String> entries() {
    return world.read(
        """
        SELECT concat_ws(' ', e.call_ref, e.part, c.name) || ': '
               || array_to_string(e.event_ids, ' ')
        FROM intake_call_entry e
        JOIN customer c ON c.id = e.customer_id
        ORDER BY e.call_ref, e.part
        """);
  }

  private List<String> calls() {
    return world.read(
        "SELECT call_ref || ' ' || COALESCE(ended_by, 'open') FROM call ORDER BY call_ref");
  }

  private Intake otherNode() {
    return world.node(world.the(PeriodStore.class)).intake();
  }

  @Test
  @DisplayName("C5: what comes together of a call is an entry; of agents each event has a row")
  void together() {
    Instant at = world.now().minusSeconds(60);
    world.send(
        pbx,
        ended("c", at.plusSeconds(9)),
        begun("d", at.plusSeconds(3)),
        queued("c", at.plusSeconds(1)),
        event("s", "AgentLoggedIn", at, "agent", "101", "name", "Amy"),
        event("t", "AgentLoggedOut", at.plusSeconds(1), "agent", "101"));
    world.send(pbx, queued("d", at.plusSeconds(4)), answered("d", at.plusSeconds(5)));

    assertThat(entries())
        .containsExactly("c 0 Acme: c-e c-q", "d 0 Acme: d-b", "d 1 Acme: d-q d-a");
    assertThat(world.read("SELECT source_event_id FROM intake_agent_event ORDER BY 1"))
        .containsExactly("s", "t");
    assertThat(world.read("SELECT source_event_id || ' ' || type FROM intake_event ORDER BY 1"))
        .containsExactly(
            "c-e CallEnded",
            "c-q QueueEntered",
            "d-a QueueAnswered",
            "d-b LegStarted",
            "d-q QueueEntered",
            "s AgentLoggedIn",
            "t AgentLoggedOut");
  }

  @Test
  @DisplayName("C5: an event is the same whatever it comes with, once or again, remembered or not")
  void again() {
    Instant at = world.now().minusSeconds(60);
    String begun = begun("c", at);
    String queued = queued("c", at.plusSeconds(1));
    String answered = answered("c", at.plusSeconds(5));
    String ended = ended("c", at.plusSeconds(9));
    assertThat(world.send(pbx, begun, queued, queued))
        .extracting(Answer::accepted, Answer::duplicates)
        .containsExactly(2, 1);

    assertThat(world.send(pbx, queued, answered))
        .extracting(Answer::accepted, Answer::duplicates)
        .containsExactly(1, 1);
    assertThat(world.send(otherNode(), pbx, answered, begun, ended))
        .extracting(Answer::accepted, Answer::duplicates)
        .containsExactly(1, 2);
    assertThat(world.send(otherNode(), pbx, ended, queued))
        .extracting(Answer::accepted, Answer::duplicates)
        .containsExactly(0, 2);

    assertThat(entries()).containsExactly("c 0 Acme: c-b c-q", "c 1 Acme: c-a", "c 2 Acme: c-e");
    assertThat(calls()).containsExactly("c CALLER");
  }

  @Test
  @DisplayName("C5: a node that remembers a call isn't believed once another one wrote of it")
  void anotherNode() {
    Instant at = world.now().minusSeconds(60);
    Intake one = otherNode();
    Intake other = otherNode();
    world.send(one, pbx, queued("c", at));
    world.send(other, pbx, answered("c", at.plusSeconds(5)));

    assertThat(
            world.send(one, pbx, answered("c", at.plusSeconds(5)), ended("c", at.plusSeconds(9))))
        .extracting(Answer::accepted, Answer::duplicates)
        .containsExactly(1, 1);

    assertThat(entries()).containsExactly("c 0 Acme: c-q", "c 1 Acme: c-a", "c 2 Acme: c-e");
  }

  /** A node; each time after it has asked the journal somebody else does the next of these. */
  private Intake disturbedNode(Queue<Runnable> meanwhile) {
    return world
        .node(
            new JournalStore(world.the(JdbcClient.class), world.the(Copy.class)) {
              @Override
              Map<SourceCall, Known> known(Collection<SourceCall> calls) {
                Map<SourceCall, Known> known = super.known(calls);
                Runnable next = meanwhile.poll();
                if (next != null) {
                  CompletableFuture.runAsync(next).join();
                }
                return known;
              }
            })
        .intake();
  }

  @Test
  @DisplayName("C5: an event that another node stores just now is stored once")
  void justNow() {
    Instant at = world.now().minusSeconds(60);
    Intake other = otherNode();
    Queue<Runnable> meanwhile = new ArrayDeque<>();
    meanwhile.add(() -> world.send(other, pbx, queued("c", at), answered("c", at.plusSeconds(5))));

    assertThat(
            world.send(
                disturbedNode(meanwhile),
                pbx,
                answered("c", at.plusSeconds(5)),
                ended("c", at.plusSeconds(9))))
        .extracting(Answer::accepted, Answer::duplicates)
        .containsExactly(1, 1);

    assertThat(entries()).containsExactly("c 0 Acme: c-q c-a", "c 1 Acme: c-e");
  }

  @Test
  @DisplayName("C5: somebody else who writes of a call again and again makes nobody lose an event")
  void againAndAgain() {
    Instant at = world.now().minusSeconds(60);
    Intake other = otherNode();
    Queue<Runnable> meanwhile = new ArrayDeque<>();
    for (String id : List.of("h1", "h2", "h3")) {
      String held = event(id, "LegHeld", at, "callRef", "c", "legRef", "in");
      meanwhile.add(() -> world.send(other, pbx, held));
    }

    assertThat(world.send(disturbedNode(meanwhile), pbx, queued("c", at)).accepted()).isOne();

    assertThat(entries())
        .containsExactly("c 0 Acme: h1", "c 1 Acme: h2", "c 2 Acme: h3", "c 3 Acme: c-q");
  }

  @Test
  @DisplayName(
      "C5: ids tell events of one call apart; another call, or an agent, may have the same")
  void sameIds() {
    Instant at = world.now().minusSeconds(60);
    Answer answer =
        world.send(
            pbx,
            event("1", "QueueEntered", at, "callRef", "c", "queue", "Sales"),
            event("1", "QueueEntered", at, "callRef", "d", "queue", "Sales"),
            event("1", "AgentLoggedIn", at, "agent", "c", "name", "Amy"),
            event("1", "CallEnded", at.plusSeconds(9), "callRef", "d", "by", "caller"));

    assertThat(answer).extracting(Answer::accepted, Answer::duplicates).containsExactly(3, 1);
    assertThat(calls()).containsExactly("c open", "d open");
  }

  @Test
  @DisplayName("C5, C8: an event that comes again for another customer is still the same")
  void twoCustomers() {
    CustomerId best = world.customer("Best");
    world.the(Sources.class).addCustomer(pbx.source().id(), "best", best, world.dana());
    world.later(Duration.ofMinutes(10));
    Instant at = world.now().minusSeconds(60);
    String ofAcme = begun("c", at);
    String ofBest = event("2", "LegHeld", at, "callRef", "c", "legRef", "in", "account", "best");
    world.send(pbx, ofAcme, ofBest);

    assertThat(
            world
                .send(
                    pbx,
                    begun("c", at).replace("}", ",\"account\":\"best\"}"),
                    event("2", "LegHeld", at, "callRef", "c", "legRef", "in"),
                    event("3", "LegRetrieved", at, "callRef", "c", "legRef", "in"))
                .duplicates())
        .isEqualTo(2);

    assertThat(entries())
        .as("whose are written first depends on their shares")
        .extracting(entry -> entry.replaceAll(" \\d ", " "))
        .containsExactlyInAnyOrder("c Acme: c-b", "c Best: 2", "c Acme: 3");
  }

  @Test
  @DisplayName("C3: a termination takes events out of their entries, and they may come again")
  void takenOut() {
    Instant at = world.now();
    String fast = ended("c", at.plusSeconds(50));
    String alone = queued("d", at.plusSeconds(50));
    world.send(pbx, queued("c", at.minusSeconds(2)), answered("c", at.minusSeconds(1)), fast);
    world.send(pbx, event("h", "LegHeld", at.plusSeconds(40), "callRef", "c", "legRef", "in"));
    world.send(pbx, event("i", "LegHeld", at.minusSeconds(1), "callRef", "c", "legRef", "in"));
    world.send(pbx, alone);
    world.terminate(acme);

    assertThat(entries())
        .as("the number of the second entry stays taken, of a call from after T nothing is left")
        .containsExactly("c 0 Acme: c-q c-a", "c 1 Acme: ", "c 2 Acme: i");
    assertThat(violations()).isEmpty();

    world.later(Duration.ofSeconds(10));
    world.reinstate(acme);
    world.later(Duration.ofSeconds(60));
    assertThat(world.send(pbx, fast, alone, queued("c", at.minusSeconds(2))))
        .as("what was remembered from before isn't believed")
        .extracting(Answer::accepted, Answer::duplicates)
        .containsExactly(2, 1);
    assertThat(entries())
        .containsExactly(
            "c 0 Acme: c-q c-a", "c 1 Acme: ", "c 2 Acme: i", "c 3 Acme: c-e", "d 0 Acme: d-q");
  }

  @Test
  @DisplayName("C3, C8: what another customer's event found of a call isn't believed after its cut")
  void takenOutOfAnother() {
    CustomerId best = world.customer("Best");
    world.the(Sources.class).addCustomer(pbx.source().id(), "best", best, world.dana());
    world.later(Duration.ofMinutes(10));
    String fast = queued("c", world.now().plusSeconds(50));
    String ofBest = fast.replace("}", ",\"account\":\"best\"}");
    world.send(pbx, fast);
    assertThat(world.send(pbx, ofBest).duplicates()).isOne();
    world.terminate(acme);

    assertThat(world.send(pbx, ofBest).accepted()).isOne();

    assertThat(entries()).containsExactly("c 0 Best: c-q");
  }

  @Test
  @DisplayName("C3: of a call whose events all were of T and later no entry stays")
  void nothingLeft() {
    Instant at = world.now();
    world.send(pbx, queued("c", at.plusSeconds(40)));
    world.send(pbx, answered("c", at.plusSeconds(45)), ended("c", at.plusSeconds(50)));
    world.terminate(acme);

    assertThat(entries()).isEmpty();
  }

  private void spoil(String sql) {
    world.database.jdbc().sql(sql).update();
  }

  @Test
  @DisplayName("C5, C6: verify finds events stored twice, missing entries, wrong times")
  void spoilt() {
    Instant at = world.now().minusSeconds(60);
    world.send(pbx, queued("c", at));
    world.send(pbx, ended("c", at.plusSeconds(9)));
    assertThat(violations()).isEmpty();

    spoil("UPDATE intake_call_entry SET event_ids = '{c-q}' WHERE part = 1");
    assertThat(violations()).contains("1 events are in the journal more than once");
    spoil("UPDATE intake_call_entry SET event_ids = '{c-e}' WHERE part = 1");

    spoil("UPDATE intake_call_entry SET part = 2 WHERE part = 1");
    assertThat(violations()).contains("1 calls lack one of their numbered entries");
    spoil("UPDATE intake_call_entry SET part = 1 WHERE part = 2");

    spoil("UPDATE intake_call_entry SET latest = latest + interval '1 us' WHERE part = 1");
    assertThat(violations()).contains("1 entries misname the time of their latest event");
    spoil("UPDATE intake_call_entry SET latest = latest - interval '1 us' WHERE part = 1");
  }
}
