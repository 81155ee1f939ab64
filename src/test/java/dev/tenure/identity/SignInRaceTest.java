package dev.tenure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.identity.sessions.Member;
import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.identity.sessions.OpenSessions;
import dev.tenure.platform.CustomerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class SignInRaceTest {

  private static final int ROUNDS = 20;

  @Test
  @DisplayName(
      "B2: no session is born after a Disable has committed, however many sign in meanwhile")
  void bornTooLate() throws Exception {
    try (IdentityWorld world = new IdentityWorld(12, false);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CustomerId acme = world.customer("Acme");
      List<Member> members = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        world.person(new Organisation.Customer(acme), "kim" + i);
        members.add(world.the(MemberStore.class).byEmail("kim" + i + "@example.com").orElseThrow());
      }
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger opened = new AtomicInteger();
      List<Future<?>> running = new ArrayList<>();
      for (Member member : members) {
        running.add(
            threads.submit(() -> {
              while (!over.get()) {
                opened.addAndGet(open(world, member));
              }
            }));
      }
      try {
        for (int round = 0; round < ROUNDS; round++) {
          int before = opened.get();
          while (opened.get() < before + 5) {
            Thread.onSpinWait();
          }
          world.disable(acme);
          // Whoever was let in holds a row from before the stop; there is no later one.
          assertThat(world.sessionLaw().run().violations()).isEmpty();
          assertThat(world.the(Presence.class).signedIn(acme)).isZero();
          world.reenable(acme);
        }
      } finally {
        over.set(true);
      }
      for (Future<?> each : running) {
        each.get();
      }
      assertThat(opened.get()).isGreaterThan(ROUNDS);
    }
  }

  private static int open(IdentityWorld world, Member member) {
    OpenSessions sessions = world.the(OpenSessions.class);
    String hash = Objects.requireNonNull(member.passwordHash());
    return world
        .the(TransactionTemplate.class)
        .execute(status -> sessions.open(member, hash, world.browser()).isPresent() ? 1 : 0);
  }
}
