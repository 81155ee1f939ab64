package dev.tenure.billing.draft;

import dev.tenure.billing.TermsHistory;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * D9: the one function from facts to lines, customer by customer, so that an invoice of any size
 * needs no more memory than one customer's lines. What the others decide is given: the volumes.
 */
public final class Drafter {

  private final YearMonth period;
  private final TermsHistory terms;
  private final Dues rules;
  private final Rating rating;
  private final Closing closing;
  private final Tallying tallying;
  private final Tally counted = new Tally();

  /**
   * For one invoice.
   *
   * @param volumes of all of the reseller's customers (D15)
   */
  public Drafter(YearMonth period, TermsHistory terms, Volumes volumes) {
    this.period = period;
    this.terms = terms;
    this.rules = new Dues(terms, period);
    this.rating = new Rating(terms, period, volumes);
    this.closing = new Closing(terms.now());
    this.tallying = new Tallying(period, terms, rules);
  }

  public YearMonth period() {
    return period;
  }

  public Currency currency() {
    return terms.now().currency();
  }

  /**
   * The next customer's lines, in calculation order.
   *
   * @throws dev.tenure.platform.Refused {@code no-price} when the plan lacks a price for a day;
   *     {@code amount-too-large} when an amount can't be kept; {@code currency-differs} when days
   *     that were charged in another currency are to be given back
   */
  public List<DraftLine> lines(CustomerFacts customer) {
    List<DraftLine> lines = new ArrayList<>();
    List<Due> dues = rules.of(customer);
    tallying.add(dues, counted);
    dues.forEach(due -> rating.rate(due, lines));
    closing.add(lines);
    return lines;
  }

  /** The customers so far, counted: of all of them, what the volumes have to follow from. */
  public Tally counted() {
    return counted;
  }

  /** Discount and tax of all lines before. */
  public List<DraftLine> closing() {
    return closing.lines();
  }
}
