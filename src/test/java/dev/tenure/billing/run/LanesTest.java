package dev.tenure.billing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.platform.ResellerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final List<ResellerId> RESELLERS =
      IntStream.range(0, 200).mapToObj(i -> new ResellerId(new UUID(0, i))).toList();

  @Test
  @DisplayName("D8: whoever is done first waits for those before, so all come in their order")
  void order() {
    for (int seed = 0; seed < 20; seed++) {
      List<ResellerId> came = Collections.synchronizedList(new ArrayList<>());
      Random random = new Random(seed);
      boolean whole =
          Lanes.each(
              RESELLERS,
              () -> true,
              (reseller, turn) -> {
                spend(random.nextInt(2000));
                turn.await();
                came.add(reseller);
              });
      assertThat(whole).isTrue();
      assertThat(came).isEqualTo(RESELLERS);
    }
  }

  private static void spend(int rounds) {
    for (int i = 0; i < rounds; i++) {
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("D8: told to stop, what was taken up is finished, and nothing is left out between")
  void stopped() {
    AtomicInteger left = new AtomicInteger(70);
    List<ResellerId> came = Collections.synchronizedList(new ArrayList<>());
    boolean whole =
        Lanes.each(
            RESELLERS,
            () -> left.getAndDecrement() > 0,
            (reseller, turn) -> {
              turn.await();
              came.add(reseller);
            });
    assertThat(whole).isFalse();
    assertThat(came).isEqualTo(RESELLERS.subList(0, 70));
  }

  @Test
  @DisplayName("A lane that breaks off keeps nobody waiting, and is told")
  void broken() {
    List<ResellerId> came = Collections.synchronizedList(new ArrayList<>());
    assertThatThrownBy(() ->
            Lanes.each(
                RESELLERS,
                () -> true,
                (reseller, turn) -> {
                  if (reseller.equals(RESELLERS.get(5))) {
                    throw new IllegalStateException("broken");
                  }
                  turn.await();
                  came.add(reseller);
                }))
        .hasMessageContaining("broke off")
        .hasRootCauseMessage("broken");
    assertThat(came).hasSize(RESELLERS.size() - 1).doesNotContain(RESELLERS.get(5));
  }

  @Test
  @DisplayName("Nobody to invoice is the end of them")
  void nobody() {
    assertThat(Lanes.each(List.of(), () -> false, (reseller, turn) -> {})).isTrue();
  }
}
