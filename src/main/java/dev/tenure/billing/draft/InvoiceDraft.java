package dev.tenure.billing.draft;

import dev.tenure.billing.TermsHistory;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An invoice held in memory as a whole. An invoice charges its period in advance and what of the
 * month before no invoice has charged (D2); earlier months are closed.
 */
public final class InvoiceDraft {

  private InvoiceDraft() {}

  /**
   * The lines of the reseller's invoice for the period.
   *
   * @param customers all of the reseller's
   * @throws dev.tenure.platform.Refused as {@link Drafter#lines}
   */
  public static Draft of(YearMonth period, TermsHistory terms, List<CustomerFacts> customers) {
    Tallying tallying = new Tallying(period, terms);
    Tally all = new Tally();
    customers.forEach(customer -> all.add(tallying.of(customer)));
    return of(period, terms, customers, all.volumes(period));
  }

  /**
   * The same of some of its customers; discount and tax are those of their lines.
   *
   * @param volumes of all of the reseller's customers (D15)
   */
  public static Draft of(
      YearMonth period, TermsHistory terms, List<CustomerFacts> customers, Volumes volumes) {
    Drafter drafter = new Drafter(period, terms, volumes);
    List<DraftLine> lines = new ArrayList<>();
    List<Draft.Share> shares = new ArrayList<>();
    customers.stream()
        .sorted(
            Comparator.comparing(CustomerFacts::name).thenComparing(facts -> facts.id().value()))
        .forEach(customer -> {
          List<DraftLine> own = drafter.lines(customer);
          if (!own.isEmpty()) {
            shares.add(Draft.Share.of(customer, own, lines.size()));
            lines.addAll(own);
          }
        });
    lines.addAll(drafter.closing());
    return new Draft(period, drafter.currency(), lines, shares);
  }
}
