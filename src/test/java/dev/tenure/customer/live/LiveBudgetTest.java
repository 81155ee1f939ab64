package dev.tenure.customer.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LiveBudgetTest {

  private static final CustomerId ACME = new CustomerId(new UUID(0, 1));
  private static final CustomerId OTHER = new CustomerId(new UUID(0, 2));

  private final LiveBudget budget = new LiveBudget(2, 3, 5);

  private LiveBudget.Entry enter(int person, CustomerId customer) {
    return budget.enter(new PersonId(new UUID(1, person)), customer);
  }

  @Test
  @DisplayName("Live boards are bounded for each person, for each customer, and in all")
  void bounded() {
    LiveBudget.Entry entered = new LiveBudget.Entered();
    assertThat(enter(1, ACME)).isEqualTo(entered);
    assertThat(enter(1, ACME)).isEqualTo(entered);
    assertThat(enter(1, ACME)).as("person").isEqualTo(new LiveBudget.Refused(true));
    assertThat(enter(2, ACME)).isEqualTo(entered);
    assertThat(enter(3, ACME)).as("customer").isEqualTo(new LiveBudget.Refused(true));
    assertThat(enter(4, OTHER)).isEqualTo(entered);
    assertThat(enter(4, OTHER)).isEqualTo(entered);
    assertThat(enter(5, OTHER)).as("in all").isEqualTo(new LiveBudget.Refused(false));
    budget.leave(new PersonId(new UUID(1, 1)), ACME);
    assertThat(enter(5, OTHER)).isEqualTo(entered);
    assertThat(enter(3, ACME)).as("in all again").isEqualTo(new LiveBudget.Refused(false));
  }
}
