package dev.tenure.billing.draft;

import dev.tenure.billing.Money;
import dev.tenure.billing.TermsHistory;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * D9: the one function from facts to lines, for preview, run and tests alike. An invoice charges
 * its period in advance and what of the month before no invoice has charged (D2); earlier months
 * are closed.
 */
public final class InvoiceDraft {

  private InvoiceDraft() {}

  /**
   * The lines of the reseller's invoice for the period.
   *
   * @param customers all of the reseller's; where no price has tiers by volume, one may be drafted
   *     alone
   * @throws dev.tenure.platform.Refused {@code no-price} when the plan lacks a price for a day;
   *     {@code amount-too-large} when an amount can't be kept; {@code currency-differs} when days
   *     that were charged in another currency are to be given back
   */
  public static Draft of(YearMonth period, TermsHistory terms, List<CustomerFacts> customers) {
    Dues rules = new Dues(terms, period);
    Rating rating = new Rating(terms, period);
    List<CustomerFacts> ordered =
        customers.stream()
            .sorted(
                Comparator.comparing(CustomerFacts::name)
                    .thenComparing(facts -> facts.id().value()))
            .toList();
    List<List<Due>> dues = new ArrayList<>(ordered.size());
    for (CustomerFacts customer : ordered) {
      List<Due> owed = rules.of(customer);
      rating.count(owed);
      dues.add(owed);
    }
    List<DraftLine> lines = new ArrayList<>();
    List<Draft.Share> shares = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      int first = lines.size();
      dues.get(i).forEach(due -> rating.rate(due, lines));
      if (lines.size() > first) {
        shares.add(share(ordered.get(i), lines, first));
      }
    }
    Closing.add(lines, terms.now());
    return new Draft(period, terms.now().currency(), lines, shares);
  }

  private static Draft.Share share(CustomerFacts customer, List<DraftLine> lines, int first) {
    List<DraftLine> own = lines.subList(first, lines.size());
    return new Draft.Share(
        customer.id(),
        customer.name(),
        customer.reference(),
        first,
        own.size(),
        Money.sum(own.stream().mapToLong(DraftLine::amount)));
  }
}
