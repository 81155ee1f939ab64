package dev.tenure.billing.draft;

import dev.tenure.billing.Money;
import dev.tenure.billing.TermsHistory;
import java.time.YearMonth;
import java.util.List;

/**
 * A reseller's next invoice before and after a change of one customer, without the others (D9,
 * D15).
 *
 * @param before that customer's lines as things are; discount and tax are those of its lines alone
 * @param after the same after the change
 * @param others what the reseller's other customers pay more because of it, with a minus for less
 */
public record Comparison(Draft before, Draft after, Money others) {

  /**
   * Compares.
   *
   * @param all of the reseller's customers as things are, counted
   * @throws dev.tenure.platform.Refused as {@link Drafter#lines} and {@link Tally#dearer}
   */
  public static Comparison of(
      YearMonth period, TermsHistory terms, Tally all, CustomerFacts now, CustomerFacts then) {
    Tallying tallying = new Tallying(period, terms);
    Tally others = all.minus(tallying.of(now));
    Volumes before = all.volumes(period);
    Volumes after = others.plus(tallying.of(then)).volumes(period);
    return new Comparison(
        InvoiceDraft.of(period, terms, List.of(now), before),
        InvoiceDraft.of(period, terms, List.of(then), after),
        others.dearer(before, after, period, terms.now().currency()));
  }
}
