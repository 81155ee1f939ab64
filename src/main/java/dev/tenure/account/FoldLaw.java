package dev.tenure.account;

import dev.tenure.account.LawStore.Folded;
import dev.tenure.platform.verify.LawCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * F3: what the rows of customers and resellers say for quick queries is the fold of their intents,
 * and the service periods that the database holds facts to (C1) are those that the intents tell.
 */
@Component
class FoldLaw implements LawCheck {

  private static final int MOST_TOLD = 20;

  private final LawStore store;

  FoldLaw(LawStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "A3";
  }

  @Override
  public String sentence() {
    return "fold columns and service periods equal those that the intents tell";
  }

  @Override
  public Outcome run() {
    long checked = 0;
    List<String> violations = new ArrayList<>();
    UUID after = null;
    List<Folded> rows;
    do {
      rows = store.folded(after);
      Map<UUID, List<Period>> periods =
          store.periods(rows.stream().filter(Folded::customer).map(Folded::account).toList());
      for (Folded row : rows) {
        List<Period> is = periods.getOrDefault(row.account(), List.of());
        compare(row, is, violations);
        checked += 1 + is.size();
      }
      after = rows.isEmpty() ? after : rows.getLast().account();
    } while (!rows.isEmpty() && violations.size() < MOST_TOLD);
    violations.addAll(store.misplacedHolds());
    violations.addAll(store.misplacedHistory());
    store
        .homelessIntent()
        .ifPresent(id -> violations.add("account " + id + " has intents and no row"));
    return new Outcome(checked, violations);
  }

  private static void compare(Folded row, List<Period> periods, List<String> violations) {
    if (row.intents().isEmpty()) {
      violations.add(row.what() + " has no intents");
      return;
    }
    Timeline life = Timeline.of(row.intents());
    Fold told = life.fold();
    if (row.intents().getLast().version() > row.version()) {
      differs(row, "version", row.version(), row.intents().getLast().version(), violations);
    }
    differs(row, "access_from", row.fold().accessFrom(), told.accessFrom(), violations);
    differs(
        row, "access_stopped_at", row.fold().accessStoppedAt(), told.accessStoppedAt(), violations);
    differs(row, "hold_count", row.fold().holdCount(), told.holdCount(), violations);
    if (row.customer()) {
      differs(row, "service_from", row.fold().serviceFrom(), told.serviceFrom(), violations);
      differs(row, "terminates_at", row.fold().terminatesAt(), told.terminatesAt(), violations);
      differs(row, "service_period", periods, life.periods(), violations);
    }
  }

  private static void differs(
      Folded row,
      String column,
      @Nullable Object is,
      @Nullable Object told,
      List<String> violations) {
    if (!Objects.equals(is, told)) {
      violations.add("%s: %s is %s, its intents say %s".formatted(row.what(), column, is, told));
    }
  }
}
