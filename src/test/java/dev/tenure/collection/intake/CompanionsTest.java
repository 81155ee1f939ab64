package dev.tenure.collection.intake;

import static dev.tenure.collection.intake.CollectionWorld.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.Source;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.verify.LawCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events of a call that came together are found by the earliest of them. */
class CompanionsTest {

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
      assertThat(violations()).isEmpty();
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

  private static String queued(String call, Instant at) {
    return event(call + "-q", "QueueEntered", at, "callRef", call, "queue", "Sales");
  }

  private static String answered(String call, Instant at) {
    return event(
        call + "-a", "QueueAnswered", at, "callRef", call, "queue", "Sales", "agent", "101");
  }

  private static String ended(String call, Instant at) {
    return event(call + "-e", "CallEnded", at, "callRef", call, "by", "caller");
  }

  private List<String> named() {
    return world.read(
        """
        SELECT source_event_id || ': ' || array_to_string(companions, ' ')
        FROM intake_event
        WHERE companions IS NOT NULL
        ORDER BY source_event_id
        """);
  }

  private List<String> visits() {
    return world.read("SELECT outcome FROM queue_visit ORDER BY entered_at");
  }

  /** Nobody remembers anything of any call. */
  private void forget() {
    world.inTransaction(() -> {
      world.the(LaneStore.class).leave(LaneStore.lanes(List.of(acme)));
      return true;
    });
  }

  @Test
  @DisplayName("C5: the earliest event of each call names those that came with it")
  void earliestNames() {
    Instant at = world.now().minusSeconds(60);
    world.send(
        pbx,
        ended("c", at.plusSeconds(9)),
        queued("d", at.plusSeconds(3)),
        answered("c", at.plusSeconds(5)),
        queued("c", at.plusSeconds(1)),
        event("s", "AgentLoggedIn", at, "agent", "101", "name", "Amy"));

    assertThat(named()).containsExactly("c-q: c-a c-e", "d-q: ", "s: ");
  }

  @Test
  @DisplayName("C5: what is read anew is all that came, together or alone, once or again")
  void readAnew() {
    Instant at = world.now().minusSeconds(60);
    world.send(pbx, queued("c", at), answered("c", at.plusSeconds(5)));
    forget();
    assertThat(
            world
                .send(
                    pbx,
                    queued("c", at),
                    answered("c", at.plusSeconds(5)),
                    ended("c", at.plusSeconds(9)))
                .duplicates())
        .isEqualTo(2);
    forget();
    world.send(pbx, queued("c2", at));

    assertThat(named()).containsExactly("c-e: ", "c-q: c-a", "c2-q: ");
    assertThat(visits()).containsExactlyInAnyOrder("ANSWERED", "WAITING");
    assertThat(world.read("SELECT ended_by FROM call WHERE call_ref = 'c'"))
        .containsExactly("CALLER");
  }

  @Test
  @DisplayName(
      "C3: what a termination takes out is named by nobody, and by itself when it comes again")
  void takenOut() {
    Instant at = world.now();
    String fast = ended("c", at.plusSeconds(50));
    world.send(pbx, queued("c", at.minusSeconds(2)), answered("c", at.minusSeconds(1)), fast);
    assertThat(named()).containsExactly("c-q: c-a c-e");
    world.terminate(acme);
    assertThat(named()).containsExactly("c-q: c-a");
    world.later(Duration.ofSeconds(10));
    world.reinstate(acme);
    world.later(Duration.ofSeconds(60));

    assertThat(world.send(pbx, fast).accepted()).isOne();

    assertThat(named()).containsExactly("c-e: ", "c-q: c-a");
    assertThat(world.read("SELECT source_event_id FROM intake_call_event ORDER BY 1"))
        .containsExactly("c-a", "c-e", "c-q");
  }

  private void name(String companions) {
    world
        .database
        .jdbc()
        .sql(
            """
            UPDATE intake_event
            SET companions = CAST(:companions AS text[])
            WHERE source_event_id = 'c-q'
            """)
        .param("companions", companions)
        .update();
  }

  @Test
  @DisplayName("C6: verify finds events that nobody names")
  void unnamed() {
    Instant at = world.now().minusSeconds(60);
    world.send(pbx, queued("c", at), ended("c", at.plusSeconds(9)));
    assertThat(violations()).isEmpty();
    name("{}");

    assertThat(violations()).contains("1 events aren't to be found by their call");

    name("{c-e,c-e}");
    assertThat(violations())
        .contains("1 events are named by their call that aren't there, or twice");
    name("{c-e}");
  }
}
