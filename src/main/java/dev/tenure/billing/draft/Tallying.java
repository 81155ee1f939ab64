package dev.tenure.billing.draft;

import dev.tenure.billing.PartNumber;
import dev.tenure.billing.TermsHistory;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;

/** D15: what of one customer decides, or is decided by, the tiers of its reseller's invoice. */
public final class Tallying {

  private final Dues rules;
  private final Pricing pricing;
  private final Set<PartNumber> parts;

  /** For the invoice of a period. */
  public Tallying(YearMonth period, TermsHistory terms) {
    this(period, terms, new Dues(terms, period));
  }

  Tallying(YearMonth period, TermsHistory terms, Dues rules) {
    this.rules = rules;
    this.pricing = new Pricing(terms, period);
    this.parts = terms.partsByVolume();
  }

  /** A customer's lines, counted; of parts whose price has tiers. It never fails. */
  public Tally of(CustomerFacts customer) {
    Tally tally = new Tally();
    if (!parts.isEmpty()) {
      add(rules.of(customer), tally);
    }
    return tally;
  }

  /** Counts what a customer owes. */
  void add(List<Due> dues, Tally tally) {
    for (Due due : dues) {
      if (parts.contains(due.part())) {
        add(due, tally);
      }
    }
  }

  private void add(Due due, Tally tally) {
    Days back = pricing.givenBack(due);
    for (CustomerFacts.Charge charge : due.charged()) {
      if (Pricing.paid(charge)) {
        paid(due, charge, pricing.charged(charge).without(back), tally);
      }
    }
    owed(due, Stretch.When.OWED_BEFORE, pricing.arrears(due), tally);
    owed(due, Stretch.When.OWED, pricing.advance(due), tally);
  }

  private void paid(Due due, CustomerFacts.Charge charge, Days stay, Tally tally) {
    Days left = stay;
    for (Rates.Version version : pricing.before(due)) {
      Days days = left.and(version.days());
      left = left.without(days);
      if (version.price().byVolume() && version.price().hasTier(charge.perMonth())) {
        add(due, Stretch.When.PAID_BEFORE, version, days, charge.perMonth(), tally);
      } else {
        days(due, Stretch.When.PAID_BEFORE, days, tally);
      }
    }
    days(due, Stretch.When.PAID_BEFORE, left, tally);
  }

  private static void owed(Due due, Stretch.When when, Pricing.Priced priced, Tally tally) {
    for (Pricing.Piece piece : priced.pieces()) {
      if (piece.rate().price().byVolume()) {
        add(due, when, piece.rate(), piece.days(), 0, tally);
      } else {
        days(due, when, piece.days(), tally);
      }
    }
    days(due, when, priced.unpriced(), tally);
  }

  private static void add(
      Due due, Stretch.When when, Rates.Version rate, Days days, long charged, Tally tally) {
    String currency = rate.terms().currency().getCurrencyCode();
    for (Days.Span span : days.spans()) {
      tally.add(
          new Stretch(due.part(), when, span.length(), rate.price().tiers(), charged, currency), 1);
    }
  }

  /** Days that count although no tier decides what they cost. */
  private static void days(Due due, Stretch.When when, Days days, Tally tally) {
    if (!days.isEmpty()) {
      tally.add(Stretch.day(due.part(), when), days.count());
    }
  }
}
