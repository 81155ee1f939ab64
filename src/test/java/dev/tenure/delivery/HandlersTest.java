package dev.tenure.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.EffectQueue;
import dev.tenure.account.ReenableCustomer;
import dev.tenure.account.ReinstateCustomer;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.account.WithdrawTermination;
import dev.tenure.identity.Sessions;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HandlersTest {

  /** Two people of every account are signed in, always. */
  private static final class TwoEach implements Sessions {
    final List<UUID> asked = new ArrayList<>();

    @Override
    public Map<UUID, Integer> closeStopped(Collection<UUID> accounts) {
      asked.addAll(accounts);
      return accounts.stream().collect(Collectors.toMap(a -> a, a -> 2));
    }

    @Override
    public void endAll(PersonId person) {
      throw new IllegalStateException("Nobody asks for " + person);
    }
  }

  private final TwoEach people = new TwoEach();
  private DeliveryWorld world;
  private ResellerId north;
  private Actor dana;
  private CustomerId acme;

  @BeforeEach
  void begin() {
    world = new DeliveryWorld(people);
    north = world.reseller("North");
    dana = DeliveryWorld.dana(north);
    acme = world.customer(north, "Acme {0} 'Ltd'");
  }

  @AfterEach
  void end() {
    world.close();
  }

  private void drain() {
    world.worker(world.the(CloseSessions.class), world.the(NotifyReseller.class)).drain();
  }

  private List<String> outcomes() {
    return world.effects(acme).stream()
        .filter(line -> line.doneAt() != null)
        .map(EffectQueue.Line::outcome)
        .toList();
  }

  private List<String> subjects() {
    return world.the(Mails.class).newest(null, 50).stream()
        .map(posted -> posted.letter().subject())
        .toList();
  }

  @Test
  @DisplayName("B1: a stopped account's people are signed out, and the timeline says how many")
  void signOut() {
    world.disable(acme, dana);
    drain();
    assertThat(people.asked).containsExactly(acme.value());
    assertThat(outcomes()).containsExactly("2 people signed out");
  }

  @Test
  @DisplayName("A12: who is re-enabled before the effect runs keeps their new session")
  void recheck() {
    world.disable(acme, dana);
    world.the(ReenableCustomer.class).reenable(world.order(acme, dana));
    drain();
    assertThat(people.asked).isEmpty();
    assertThat(outcomes()).containsExactly("no longer needed");
  }

  @Test
  @DisplayName("A14: a held reseller's own people are signed out, its customers' are not")
  void resellerHeld() {
    var resellers = world.the(dev.tenure.account.Resellers.class);
    resellers.hold(
        north,
        resellers.require(north).version(),
        dev.tenure.account.Reason.none(),
        DeliveryWorld.support());
    drain();
    assertThat(people.asked).containsExactly(north.value());
  }

  @Test
  @DisplayName("The reseller's contact is told of a scheduled termination, and at T that it came")
  void scheduledThenTerminated() {
    world.terminateOn(acme, "2026-11-30", dana);
    drain();
    assertThat(subjects()).containsExactly("Acme {0} 'Ltd' will be terminated on 30 Nov 2026");
    Letter letter = world.the(Mails.class).newest(null, 1).getFirst().letter();
    assertThat(letter.to()).isEqualTo("help@example.com");
    assertThat(letter.body())
        .contains("Hello Help Desk")
        .contains("Mon 30 Nov 2026, 00:00 (Europe/London) = 2026-11-30 00:00 UTC")
        .contains("Dana Meyer", "Sun 29 Nov 2026");

    world.goTo("2026-11-30T00:00:00Z");
    drain();
    assertThat(subjects()).hasSize(2).first().isEqualTo("Acme {0} 'Ltd' has been terminated");
    assertThat(outcomes()).contains("mail to help@example.com", "2 people signed out");
  }

  @Test
  @DisplayName("A12: what was moved or withdrawn before the letter was written isn't told any more")
  void overtaken() {
    world.terminateOn(acme, "2026-11-30", dana);
    world.terminateOn(acme, "2026-12-31", dana);
    world.the(WithdrawTermination.class).withdraw(world.order(acme, dana));
    drain();
    assertThat(subjects()).containsExactly("Acme {0} 'Ltd' will not be terminated");
    assertThat(outcomes()).contains("no longer needed", "superseded");

    world.goTo("2027-01-01T00:00:00Z");
    drain();
    assertThat(subjects()).hasSize(1);
  }

  @Test
  @DisplayName("E3: a reinstatement is told")
  void reinstated() {
    String name = world.account(acme).name();
    world.the(TerminateCustomer.class).terminate(world.order(acme, dana), name);
    drain();
    world.the(ReinstateCustomer.class).reinstate(world.order(acme, DeliveryWorld.support()), name);
    drain();
    assertThat(subjects())
        .containsExactlyInAnyOrder(
            "Acme {0} 'Ltd' has been terminated", "Acme {0} 'Ltd' has been reinstated");
  }

  @Test
  @DisplayName("What falls due together for one reseller is one letter")
  void oneLetter() {
    world.customer(north, "Beta");
    CustomerId gamma = world.customer(world.reseller("South"), "Gamma");
    CustomerId beta = world.customer(north, "Beta 2");
    for (CustomerId customer : List.of(acme, beta)) {
      world.terminateOn(customer, "2026-11-30", dana);
    }
    world.terminateOn(gamma, "2026-11-30", DeliveryWorld.support());
    drain();
    assertThat(subjects())
        .containsExactlyInAnyOrder(
            "News of 2 of your customers", "Gamma will be terminated on 30 Nov 2026");
  }
}
