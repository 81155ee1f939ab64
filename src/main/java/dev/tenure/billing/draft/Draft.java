package dev.tenure.billing.draft;

import dev.tenure.billing.Money;
import dev.tenure.platform.CustomerId;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What an invoice would say.
 *
 * @param lines in calculation order: customer by customer, then discount, then tax
 * @param shares each customer's part of the lines, in their order
 */
public record Draft(
    YearMonth period, Currency currency, List<DraftLine> lines, List<Share> shares) {

  /**
   * One customer's consecutive lines.
   *
   * @param first index of its first line
   * @param net sum of its lines, before discount and tax
   */
  public record Share(
      CustomerId customer, String name, String reference, int first, int count, long net) {

    /** The customer's share of an invoice on which so many lines come before its own. */
    public static Share of(CustomerFacts customer, List<DraftLine> own, int before) {
      return new Share(
          customer.id(),
          customer.name(),
          customer.reference(),
          before,
          own.size(),
          Money.sum(own.stream().mapToLong(DraftLine::amount)));
    }
  }

  /** D3: the total is the sum of the lines. */
  public Money total() {
    return new Money(Money.sum(lines.stream().mapToLong(DraftLine::amount)), currency);
  }

  public Optional<Share> share(CustomerId customer) {
    return shares.stream().filter(share -> share.customer().equals(customer)).findFirst();
  }

  /** The sum of all customers, before discount and tax. */
  public Money net() {
    return new Money(Money.sum(shares.stream().mapToLong(Share::net)), currency);
  }

  /** A customer's sum, before discount and tax. */
  public Money net(CustomerId customer) {
    return new Money(share(customer).map(Share::net).orElse(0L), currency);
  }

  public List<DraftLine> lines(CustomerId customer) {
    return share(customer)
        .map(share -> lines.subList(share.first(), share.first() + share.count()))
        .orElse(List.of());
  }
}
