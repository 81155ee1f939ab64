package dev.tenure.billing.facts;

import dev.tenure.billing.Terms;
import dev.tenure.billing.draft.Crowd;
import dev.tenure.billing.draft.CustomerFacts;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.InvoiceDraft;
import dev.tenure.platform.CustomerId;
import java.time.YearMonth;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Reads facts and drafts from them; the one way from the database to lines (D9). */
@Component
public class Drafting {

  private final FactsStore facts;

  Drafting(FactsStore facts) {
    this.facts = facts;
  }

  /** The reseller's invoice for the period, as facts are now. */
  public Draft of(Terms terms, YearMonth period) {
    return InvoiceDraft.of(period, terms, facts.ofReseller(terms, period));
  }

  /** One customer's part of an invoice now, and as it would be after a change. */
  public record Pair(Draft before, Draft after) {}

  /**
   * One customer's lines before and after a change. Where prices have tiers by volume, what others
   * hold counts too; else nobody else is read.
   */
  public Pair compare(
      Terms terms, YearMonth period, CustomerId customer, UnaryOperator<CustomerFacts> change) {
    List<CustomerFacts> now = facts.ofCustomer(terms, period, customer);
    List<Crowd> others =
        terms.plan().byVolume() ? facts.besides(terms, period, customer) : List.of();
    List<CustomerFacts> then = now.stream().map(change).toList();
    return new Pair(
        InvoiceDraft.of(period, terms, now, others), InvoiceDraft.of(period, terms, then, others));
  }

  /** One customer's lines of the next invoice. */
  public Draft of(Terms terms, YearMonth period, CustomerId customer) {
    return compare(terms, period, customer, facts -> facts).before();
  }
}
