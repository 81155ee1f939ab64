package dev.tenure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.AgentDay;
import dev.tenure.collection.AgentDays;
import dev.tenure.collection.Board;
import dev.tenure.collection.LiveBoard;
import dev.tenure.collection.VisitCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Live keeps the counts of quarters that stand still. */
class KeptCountsTest {

  private static ReportingWorld world;

  @BeforeAll
  static void start() {
    world = new ReportingWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static Board look(Scene scene) {
    return world.the(LiveBoard.class).of(scene.customer);
  }

  /** By queue and of all; and of each agent what the day view counts, which keeps nothing. */
  private static void check(Scene scene, String when) {
    Board board = look(scene);
    Bucket day = new Bucket(board.today().from(), board.today().to());
    assertThat(board.visits())
        .as("%s, all queues", when)
        .isEqualTo(counts(scene, Dimension.ALL, "", day));
    for (Board.QueueNow queue : board.queues()) {
      assertThat(queue.today())
          .as("%s, %s", when, queue.name())
          .isEqualTo(counts(scene, Dimension.QUEUE, queue.name(), day));
    }
    assertThat(
            board.agents().stream()
                .filter(agent -> agent.today().answered() + agent.today().notAnswered() > 0)
                .collect(
                    Collectors.toMap(
                        Board.AgentNow::ref,
                        a -> a.today().answered() + " " + a.today().notAnswered())))
        .as("%s, agents", when)
        .isEqualTo(agents(scene));
    assertThat(
            board.agents().stream()
                .map(agent -> agent.today().talked())
                .reduce(Duration.ZERO, Duration::plus))
        .as("%s, talk", when)
        .isEqualTo(talk(scene, day));
  }

  private static VisitCounts counts(Scene scene, Dimension by, String key, Bucket day) {
    VisitSums sums = scene.book.figures(day, by, key, scene.thresholds(), Scene.NOW).visits();
    return new VisitCounts(
        (int) sums.offered(),
        (int) sums.answered(),
        (int) sums.answeredInTime(),
        (int) sums.abandoned(),
        (int) sums.shortAbandons(),
        (int) sums.refused());
  }

  private static Map<String, String> agents(Scene scene) {
    AgentDays days = world.the(AgentDays.class);
    Map<String, String> agents = new TreeMap<>();
    for (AgentDay day : days.of(scene.customer, days.frame(scene.customer, Optional.empty()))) {
      if (day.answered() + day.notAnswered() > 0) {
        agents.put(day.ref(), day.answered() + " " + day.notAnswered());
      }
    }
    return agents;
  }

  private static Duration talk(Scene scene, Bucket day) {
    long micros =
        scene.book.figures(day, Dimension.ALL, "", scene.thresholds(), Scene.NOW).visits().talk();
    return Duration.ofNanos(micros * 1_000);
  }

  @Test
  @DisplayName(
      "Counts of today are those of the facts: nothing summed up, kept, touched, summed up anew,"
          + " and touched and summed up while nobody looked")
  void alwaysExact() {
    for (long seed = 61; seed <= 63; seed++) {
      Scene scene = new Scene(world, "Kept " + seed, seed);
      scene.addCalls(300);
      check(scene, "nothing summed up");
      world.sumUp();
      check(scene, "summed up");
      check(scene, "kept");
      for (int i = 0; i < 3; i++) {
        scene.addCalls(15);
        scene.dropCalls(15);
        check(scene, "touched");
        world.sumUp();
        check(scene, "summed up anew");
        scene.dropCalls(15);
        scene.addCalls(15);
        world.sumUp();
        check(scene, "touched and summed up while nobody looked");
      }
    }
  }

  @Test
  @DisplayName("A threshold that is changed holds for what is kept as well")
  void thresholds() {
    Scene scene = new Scene(world, "Thresholds", 71);
    scene.addCalls(400);
    world.sumUp();
    check(scene, "the usual");
    for (int seconds : new int[] {5, 60}) {
      world
          .database
          .jdbc()
          .sql(
              """
              INSERT INTO customer_measures (customer_id, service_level, version)
              VALUES (?, ?, 1)
              ON CONFLICT (customer_id) DO UPDATE
              SET service_level = EXCLUDED.service_level
              """)
          .params(scene.customer.value(), seconds)
          .update();
      check(scene, "%d s".formatted(seconds));
    }
  }

  @Test
  @DisplayName("What stands still isn't read again, until it is summed up anew")
  void readOnce() {
    Scene scene = new Scene(world, "Read once", 81);
    scene.addCalls(200);
    world.sumUp();
    VisitCounts before = look(scene).visits();
    // As nothing in the product does: without a mark.
    world
        .database
        .jdbc()
        .sql("DELETE FROM queue_visit WHERE customer_id = ?")
        .param(scene.customer.value())
        .update();
    assertThat(before.offered()).isPositive();
    assertThat(look(scene).visits()).isEqualTo(before);
    scene.touchAll();
    assertThat(look(scene).visits()).isEqualTo(VisitCounts.none());
  }

  @Test
  @DisplayName("Tomorrow counts from nothing")
  void nextDay() {
    Scene scene = new Scene(world, "Tomorrow", 91);
    scene.addCalls(200);
    world.sumUp();
    assertThat(look(scene).visits().offered()).isPositive();
    Instant midnight = look(scene).today().to();
    world.database.moveClock(midnight.minusNanos(1_000));
    assertThat(look(scene).visits().offered()).isPositive();
    world.database.moveClock(midnight);
    assertThat(look(scene).visits()).isEqualTo(VisitCounts.none());
  }
}
