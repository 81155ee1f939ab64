package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RaceTest {

  private static final int CONNECTIONS = 16;
  private static final int ROUNDS = 60;

  @Test
  @DisplayName(
      "A10: of sixteen commands given at once on what all had seen, one wins and the others are"
          + " told")
  void oneWins() throws Exception {
    try (AccountWorld world = new AccountWorld(CONNECTIONS + 2, false);
        ExecutorService people = Executors.newFixedThreadPool(CONNECTIONS)) {
      var reseller = world.reseller("North");
      Actor[] actors = {AccountWorld.dana(reseller), AccountWorld.support()};
      for (int round = 0; round < ROUNDS; round++) {
        CustomerId customer = world.customer(reseller, "Acme " + round);
        if (round % 2 == 1) {
          world.disable(customer, actors[0]);
        }
        long seen = world.account(customer).version();
        Map<String, Long> answers = answers(world, people, customer, seen, actors, round);
        assertThat(answers)
            .as("round %d", round)
            .containsKey("account-changed")
            .containsEntry("done", 1L);
        Account after = world.account(customer);
        assertThat(after.timeline().intents()).as("round %d", round).hasSize((int) seen + 1);
        assertThat(after.version()).isEqualTo(seen + 1);
      }
      assertThat(chainIsWhole(world.database)).isTrue();
    }
  }

  private static Map<String, Long> answers(
      AccountWorld world,
      ExecutorService people,
      CustomerId customer,
      long seen,
      Actor[] actors,
      int round)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<String>> futures = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Actor actor = actors[i % actors.length];
      Order order = new Order(customer, seen, null, Reason.none(), actor);
      int which = i;
      Callable<String> command =
          () -> {
            start.await();
            try {
              Outcome outcome =
                  switch ((which / 2 + round) % 3) {
                    case 0 -> world.the(TerminateCustomer.class).terminate(order, "Acme " + round);
                    case 1 -> world.the(DisableCustomer.class).disable(order);
                    default -> world.the(ReenableCustomer.class).reenable(order);
                  };
              return outcome instanceof Outcome.Done ? "done" : "so already";
            } catch (Refused refused) {
              return refused.refusal().code();
            }
          };
      futures.add(people.submit(command));
    }
    start.countDown();
    List<String> answers = new ArrayList<>();
    for (Future<String> future : futures) {
      answers.add(future.get());
    }
    return answers.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** F2: sixteen writers at once leave no hole in any chain. */
  private static boolean chainIsWhole(TestDatabase database) {
    return database
        .jdbc()
        .sql(
            """
            SELECT bool_and(c.seq = e.entries)
            FROM audit_chain c
            JOIN (SELECT chain_id, count(*) AS entries FROM audit_entry GROUP BY chain_id) e
              USING (chain_id)
            """)
        .query(Boolean.class)
        .single();
  }
}
