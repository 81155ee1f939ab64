package dev.tenure.billing.facts;

import dev.tenure.billing.LineKind;
import dev.tenure.billing.Money;
import dev.tenure.billing.Terms;
import dev.tenure.billing.TermsHistory;
import dev.tenure.billing.draft.Comparison;
import dev.tenure.billing.draft.CustomerFacts;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.DraftLine;
import dev.tenure.billing.draft.Drafter;
import dev.tenure.billing.draft.InvoiceDraft;
import dev.tenure.billing.draft.LastDay;
import dev.tenure.billing.draft.Tally;
import dev.tenure.platform.CustomerId;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Reads facts and drafts from them; the one way from the database to lines (D9). */
@Component
public class Drafting {

  private final FactsStore facts;
  private final TermsStore terms;
  private final Tallies tallies;

  Drafting(FactsStore facts, TermsStore terms, Tallies tallies) {
    this.facts = facts;
    this.terms = terms;
    this.tallies = tallies;
  }

  /** Takes an invoice as it is drafted. */
  public interface Sink {

    /** The next customer by name that the invoice charges, with its lines. */
    void customer(Draft.Share share, List<DraftLine> lines);
  }

  /**
   * An invoice without its customers' lines.
   *
   * @param net the sum of all customers, before discount and tax
   * @param closing discount and tax
   * @param lines how many it has
   * @param agrees whether its customers are those that its volumes were kept of
   */
  public record Whole(
      YearMonth period,
      Currency currency,
      int customers,
      Money net,
      List<DraftLine> closing,
      int lines,
      boolean agrees) {

    /** The sum of its discounts, or of its taxes. */
    public Money sum(LineKind kind) {
      return new Money(
          Money.sum(
              closing.stream().filter(line -> line.kind() == kind).mapToLong(DraftLine::amount)),
          currency);
    }

    /** D3: the total is the sum of the lines. */
    public Money total() {
      return net.plus(
          new Money(Money.sum(closing.stream().mapToLong(DraftLine::amount)), currency));
    }
  }

  /**
   * The reseller's invoice for the period, as facts are now: customer by customer, of whom only
   * some are held at a time.
   *
   * @throws dev.tenure.platform.Refused as {@link Drafter#lines}
   */
  public Whole each(Terms on, YearMonth period, Sink sink) {
    TermsHistory history = terms.history(on, period);
    return each(history, period, tallies.of(history, period), sink);
  }

  /** The same by volumes that are counted now, whatever is kept of them. */
  public Whole counting(Terms on, YearMonth period, Sink sink) {
    TermsHistory history = terms.history(on, period);
    return each(history, period, tallies.count(history, period), sink);
  }

  private Whole each(TermsHistory history, YearMonth period, Tally all, Sink sink) {
    Drafter drafter = new Drafter(period, history, all.volumes(period));
    Money[] net = {Money.zero(drafter.currency())};
    int[] count = new int[2];
    facts.each(
        history,
        period,
        customer -> {
          List<DraftLine> lines = drafter.lines(customer);
          if (!lines.isEmpty()) {
            Draft.Share share = Draft.Share.of(customer, lines, count[1]);
            net[0] = net[0].plus(new Money(share.net(), drafter.currency()));
            count[0]++;
            count[1] = Math.addExact(count[1], lines.size());
            sink.customer(share, lines);
          }
        });
    List<DraftLine> closing = List.copyOf(drafter.closing());
    return new Whole(
        period,
        drafter.currency(),
        count[0],
        net[0],
        closing,
        Math.addExact(count[1], closing.size()),
        drafter.counted().equals(all));
  }

  /** What is read of one customer, and counted of all, for an invoice of its reseller's. */
  public static final class Alone {
    private final YearMonth period;
    private final TermsHistory history;
    private final CustomerFacts now;
    private final Supplier<Tally> all;

    private Alone(YearMonth period, TermsHistory history, CustomerFacts now, Supplier<Tally> all) {
      this.period = period;
      this.history = history;
      this.now = now;
      this.all = all;
    }

    /** The reseller's invoice before and after a change of the customer. */
    public Comparison compare(UnaryOperator<CustomerFacts> change) {
      return Comparison.of(period, history, all.get(), now, change.apply(now));
    }

    /** The last day that the customer pays for by that invoice, after a change. */
    public LastDay lastDay(UnaryOperator<CustomerFacts> change) {
      return LastDay.of(period, history, change.apply(now));
    }
  }

  /** One customer for the invoice of a period; others aren't read. */
  public Alone alone(Terms on, YearMonth period, CustomerId customer) {
    TermsHistory history = terms.history(on, period);
    CustomerFacts now =
        facts.ofCustomer(history, period, customer).stream()
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(customer + " isn't a customer of " + on.reseller()));
    return new Alone(period, history, now, () -> tallies.atOnce(history, period));
  }

  /** A draft in which one customer's lines are those of the reseller's invoice. */
  public Draft of(Terms on, YearMonth period, CustomerId customer) {
    TermsHistory history = terms.history(on, period);
    return InvoiceDraft.of(
        period,
        history,
        facts.ofCustomer(history, period, customer),
        tallies.atOnce(history, period).volumes(period));
  }

  /** Lines of the reseller's invoice: those of some of its customers. */
  public void each(
      Terms on, YearMonth period, List<CustomerId> customers, Consumer<DraftLine> sink) {
    TermsHistory history = terms.history(on, period);
    Drafter drafter = new Drafter(period, history, tallies.of(history, period).volumes(period));
    facts.each(history, period, customers, customer -> drafter.lines(customer).forEach(sink));
  }
}
