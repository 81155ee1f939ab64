package dev.tenure.billing.verify;

import dev.tenure.billing.draft.Stretch;
import dev.tenure.billing.draft.Tally;
import dev.tenure.billing.facts.Tallies;
import dev.tenure.billing.facts.TallyStore;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.verify.LawCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * D15: what is kept of a reseller's licences for tiers by volume is what counting all of its
 * customers gives.
 */
@Component
class TallyLaw implements LawCheck {

  private final TallyStore store;
  private final Tallies tallies;

  TallyLaw(TallyStore store, Tallies tallies) {
    this.store = store;
    this.tallies = tallies;
  }

  @Override
  public String rule() {
    return "D15";
  }

  @Override
  public String sentence() {
    return "licences counted for tiers by volume as they are held";
  }

  @Override
  public Outcome run() {
    long checked = 0;
    List<String> violations = new ArrayList<>();
    for (ResellerId reseller : store.kept()) {
      checked += tallies.next(reseller).map(next -> check(reseller, next, violations)).orElse(0L);
    }
    return new Outcome(checked, violations);
  }

  private long check(ResellerId reseller, Tallies.Next next, List<String> violations) {
    Tally kept = store.find(reseller, next.period()).orElseGet(Tally::new);
    Tally counted = tallies.count(next.history(), next.period());
    kept.minus(counted).counts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(Stretch::toString)))
        .forEach(wrong ->
            violations.add(
                "reseller %s, invoice for %s: of part %s, %s of %d days, %+d are kept beside what its customers hold"
                    .formatted(
                        reseller,
                        next.period(),
                        wrong.getKey().part(),
                        words(wrong.getKey().when()),
                        wrong.getKey().days(),
                        wrong.getValue())));
    return counted.counts().values().stream().mapToLong(Long::longValue).sum();
  }

  private static String words(Stretch.When when) {
    return switch (when) {
      case OWED_BEFORE -> "stretches owed for the month before";
      case PAID_BEFORE -> "stretches charged for the month before";
      case OWED -> "stretches owed for the month";
    };
  }
}
