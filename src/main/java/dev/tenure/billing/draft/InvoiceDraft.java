package dev.tenure.billing.draft;

import dev.tenure.billing.Terms;
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
   * @param customers all of the reseller's
   * @throws dev.tenure.platform.Refused {@code no-price} when the plan lacks a price for a day
   */
  public static Draft of(YearMonth period, Terms terms, List<CustomerFacts> customers) {
    return of(period, terms, customers, List.of());
  }

  /**
   * The lines of some of the reseller's customers.
   *
   * @param others all others of the reseller, who count where prices have tiers by volume; where
   *     none has, they may be left out
   * @throws dev.tenure.platform.Refused {@code no-price} when the plan lacks a price for a day
   */
  public static Draft of(
      YearMonth period, Terms terms, List<CustomerFacts> customers, List<Crowd> others) {
    List<YearMonth> months = List.of(period.minusMonths(1), period);
    Dues rules = new Dues(terms, months);
    Rating rating = new Rating(terms, period, months);
    List<CustomerFacts> ordered =
        customers.stream()
            .sorted(
                Comparator.comparing(CustomerFacts::name)
                    .thenComparing(facts -> facts.id().value()))
            .toList();
    List<List<Due>> dues = new ArrayList<>(ordered.size());
    for (CustomerFacts customer : ordered) {
      List<Due> owed = rules.of(customer);
      rating.count(owed, 1);
      dues.add(owed);
    }
    for (Crowd crowd : others) {
      crowd.users().forEach(users -> rating.count(rules.of(users, crowd), users.count()));
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
    rating.close(lines);
    return new Draft(period, terms.currency(), lines, shares);
  }

  private static Draft.Share share(CustomerFacts customer, List<DraftLine> lines, int first) {
    long net = lines.subList(first, lines.size()).stream().mapToLong(DraftLine::amount).sum();
    return new Draft.Share(
        customer.id(), customer.name(), customer.reference(), first, lines.size() - first, net);
  }
}
