package dev.tenure.collection.intake;

import static dev.tenure.collection.intake.CollectionWorld.answered;
import static dev.tenure.collection.intake.CollectionWorld.ended;
import static dev.tenure.collection.intake.CollectionWorld.event;
import static dev.tenure.collection.intake.CollectionWorld.queued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.collection.Source;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** What a node remembers of calls is speed and never truth. */
class MemoryTest {

  private final CollectionWorld world = new CollectionWorld();
  private final CustomerId acme = world.customer("Acme");
  private final Source.WithKey pbx = world.source(acme);

  @BeforeEach
  void serve() {
    world.later(Duration.ofMinutes(10));
  }

  @AfterEach
  void close() {
    world.obeysLaws();
    world.close();
  }

  private List<String> visits() {
    return world.read(
        "SELECT outcome || ' ' || COALESCE(ended_by, '') FROM queue_visit ORDER BY entered_at");
  }

  @Test
  @DisplayName("C4, C5: a late event after the cut was written down changes what the cut wrote")
  void lateAfterCut() {
    Instant end = world.now().plusSeconds(60);
    world.terminateAt(acme, end);
    world.send(pbx, queued("c", end.minusSeconds(40)), queued("d", end.minusSeconds(40)));
    world.later(Duration.ofSeconds(70));
    assertThat(world.carryOutCuts(acme)).startsWith("2 calls");
    assertThat(visits()).containsExactly("CUT_OFF ", "CUT_OFF ");

    world.send(pbx, answered("c", end.minusSeconds(20)));

    assertThat(visits()).containsExactlyInAnyOrder("ANSWERED TERMINATION", "CUT_OFF ");
  }

  @Test
  @DisplayName("C9: a call that goes on after termination and reinstatement is told anew")
  void reinstated() {
    Instant before = world.now();
    world.send(pbx, queued("c", before.minusSeconds(1)));
    world.terminate(acme);
    world.later(Duration.ofMinutes(1));
    world.reinstate(acme);
    world.later(Duration.ofSeconds(5));
    Instant after = world.now();
    world.send(pbx, answered("c", after.minusSeconds(2)), ended("c", after.minusSeconds(1)));

    assertThat(world.read("SELECT ended_by FROM call ORDER BY started_at"))
        .containsExactly("TERMINATION", "CALLER");
    assertThat(visits()).containsExactly("CUT_OFF ");
  }

  @Test
  @DisplayName("C6: a commit whose answer was lost is read again, not guessed")
  void lostAnswer() {
    AtomicBoolean lose = new AtomicBoolean();
    var transaction = world.the(TransactionTemplate.class);
    CollectionWorld.Node node =
        world.node(
            new TransactionTemplate(world.the(PlatformTransactionManager.class), transaction) {
              private static final long serialVersionUID = 1L;

              @Override
              public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
                T done = super.execute(work);
                if (lose.getAndSet(false)) {
                  throw new IllegalStateException("The connection broke after the commit");
                }
                return done;
              }
            });
    Intake intake = node.intake();
    Instant at = world.now().minusSeconds(60);
    world.send(intake, pbx, queued("c", at));
    lose.set(true);
    assertThatThrownBy(() -> world.send(intake, pbx, answered("c", at.plusSeconds(5))))
        .hasMessageContaining("broke");
    assertThat(world.send(intake, pbx, answered("c", at.plusSeconds(5))).duplicates()).isOne();
    assertThat(world.send(intake, pbx, ended("c", at.plusSeconds(9))).accepted()).isOne();
    // Nobody knows of what was lost until it is found in the journal.
    world.later(Duration.ofSeconds(5));
    world.the(Leftovers.class).look();
    world.the(Folds.class).settle();

    assertThat(visits()).containsExactly("ANSWERED CALLER");
  }

  @Test
  @DisplayName("C5: a beginning that comes last, at a node that knows nothing of the call")
  void beginningLast() {
    Instant at = world.now().minusSeconds(60);
    world.send(pbx, queued("c", at.plusSeconds(1)), answered("c", at.plusSeconds(5)));
    Intake other = world.node(world.the(PeriodStore.class)).intake();
    world.send(
        other,
        pbx,
        event("c-s", "LegStarted", at, "callRef", "c", "legRef", "in", "direction", "inbound"));
    world.send(other, pbx, ended("c", at.plusSeconds(9)));

    assertThat(world.read("SELECT direction || ' ' || outcome FROM call"))
        .containsExactly("INBOUND ANSWERED");
    assertThat(visits()).containsExactly("ANSWERED CALLER");
  }
}
