package dev.tenure.account;

import dev.tenure.account.LawStore.Folded;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.verify.LawCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** C1, F3: the service periods that the database holds facts to are those that the intents tell. */
@Component
class PeriodLaw implements LawCheck {

  private static final int MOST_TOLD = 20;

  private final LawStore store;

  PeriodLaw(LawStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "C1";
  }

  @Override
  public String sentence() {
    return "service periods equal those that the intents tell";
  }

  @Override
  public Outcome run() {
    long checked = 0;
    List<String> violations = new ArrayList<>();
    UUID after = null;
    List<Folded> rows;
    do {
      rows = store.folded(after);
      List<UUID> customers = rows.stream().filter(Folded::customer).map(Folded::account).toList();
      Map<CustomerId, List<Period>> periods = store.periods(customers);
      for (Folded row : rows) {
        if (row.customer() && !row.intents().isEmpty()) {
          List<Period> is = periods.getOrDefault(new CustomerId(row.account()), List.of());
          List<Period> told = Timeline.of(row.intents()).periods();
          checked += is.size();
          if (!is.equals(told)) {
            violations.add(
                "%s: periods are %s, its intents say %s".formatted(row.what(), is, told));
          }
        }
      }
      after = rows.isEmpty() ? after : rows.getLast().account();
    } while (!rows.isEmpty() && violations.size() < MOST_TOLD);
    return new Outcome(checked, violations);
  }
}
