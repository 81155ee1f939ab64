package dev.tenure.billing.draft;

import dev.tenure.billing.LineKind;
import dev.tenure.billing.Money;
import dev.tenure.billing.Price;
import dev.tenure.billing.Terms;
import dev.tenure.billing.TermsHistory;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;

/**
 * From days owed and days charged to lines with amounts, each at the terms it is made under (D11).
 */
final class Rating {

  private final TermsHistory terms;
  private final YearMonth before;
  private final YearMonth period;
  private final Days daysBefore;
  private final Days daysOfPeriod;
  private final Pricing pricing;
  private final Volumes volumes;

  /**
   * @param volumes of all of the reseller's customers (D15)
   */
  Rating(TermsHistory terms, YearMonth period, Volumes volumes) {
    this.terms = terms;
    this.before = period.minusMonths(1);
    this.period = period;
    this.daysBefore = Dues.month(before);
    this.daysOfPeriod = Dues.month(period);
    this.pricing = new Pricing(terms, period);
    this.volumes = volumes;
  }

  /** The lines of one user's part. */
  void rate(Due due, List<DraftLine> lines) {
    Days back = pricing.givenBack(due);
    for (CustomerFacts.Charge charge : due.charged()) {
      if (Pricing.paid(charge)) {
        credit(due, charge, pricing.charged(charge).and(back), lines);
      }
    }
    for (CustomerFacts.Charge charge : due.charged()) {
      if (Pricing.paid(charge)) {
        adjust(due, charge, pricing.charged(charge).without(back), lines);
      }
    }
    trial(due, due.trial().and(daysBefore), before, lines);
    charge(LineKind.ARREARS, due, demand(pricing.arrears(due), due), before, lines);
    trial(due, due.trial().and(daysOfPeriod), period, lines);
    charge(LineKind.ADVANCE, due, demand(pricing.advance(due), due), period, lines);
  }

  private void credit(Due due, CustomerFacts.Charge charge, Days days, List<DraftLine> lines) {
    for (Days.Span span : days.spans()) {
      long amount = share(charge.perMonth(), span, before);
      DraftLine.Usage usage = usage(due, span, before, charge.perMonth(), 0, charge.seq());
      lines.add(line(LineKind.CREDIT, usage, 0, -amount, terms.before()));
    }
  }

  /**
   * D15: days that were charged at another tier's price than their month came to, at the tiers that
   * they were charged by (D11).
   */
  private void adjust(Due due, CustomerFacts.Charge charge, Days days, List<DraftLine> lines) {
    if (days.isEmpty()) {
      return;
    }
    for (Rates.Version version : pricing.before(due)) {
      Price price = version.price();
      Price.Tier tier = price.tier(volumes.of(due.part(), before));
      if (tier.perMonth() == charge.perMonth() || !price.hasTier(charge.perMonth())) {
        continue;
      }
      for (Days.Span span : days.and(version.days()).spans()) {
        long amount = share(tier.perMonth(), span, before) - share(charge.perMonth(), span, before);
        DraftLine.Usage usage =
            usage(due, span, before, tier.perMonth(), tier.from(), charge.seq());
        lines.add(line(LineKind.VOLUME, usage, charge.perMonth(), amount, terms.before()));
      }
    }
  }

  /** D7: zero-rated. */
  private void trial(Due due, Days days, YearMonth month, List<DraftLine> lines) {
    Terms under = month.equals(period) ? terms.now() : terms.before();
    for (Days.Span span : days.spans()) {
      lines.add(line(LineKind.TRIAL, usage(due, span, month, 0, 0, 0), 0, 0, under));
    }
  }

  private List<Pricing.Piece> demand(Pricing.Priced priced, Due due) {
    if (!priced.unpriced().isEmpty()) {
      throw new Refused(
          new Refusal.WrongState(
              "no-price",
              "Part %s has no price in the plan %s on %s. Add a version of its price from that day."
                  .formatted(due.part(), terms.now().plan().name(), priced.unpriced().first())));
    }
    return priced.pieces();
  }

  /** D2, D3: each interval of a month pro rata by day, at the price of its days. */
  private void charge(
      LineKind kind, Due due, List<Pricing.Piece> pieces, YearMonth month, List<DraftLine> lines) {
    int first = lines.size();
    for (Pricing.Piece piece : pieces) {
      Price.Tier tier = piece.rate().price().tier(volumes.of(due.part(), month));
      for (Days.Span span : piece.days().spans()) {
        DraftLine.Usage usage = usage(due, span, month, tier.perMonth(), tier.from(), 0);
        long amount = share(tier.perMonth(), span, month);
        lines.add(line(kind, usage, 0, amount, piece.rate().terms()));
      }
    }
    if (pieces.size() > 1) {
      lines.subList(first, lines.size()).sort(Comparator.comparing(line -> line.used().from()));
    }
  }

  private long share(long perMonth, Days.Span span, YearMonth month) {
    return new Money(perMonth, terms.now().currency())
        .share(span.length(), month.lengthOfMonth())
        .minor();
  }

  private static DraftLine.Usage usage(
      Due due, Days.Span span, YearMonth month, long perMonth, int tier, int corrects) {
    return new DraftLine.Usage(
        due.holder(),
        due.name(),
        due.part(),
        span.from(),
        span.until(),
        month.lengthOfMonth(),
        perMonth,
        tier,
        corrects);
  }

  /** One currency on one invoice. */
  private DraftLine line(
      LineKind kind, DraftLine.Usage usage, long base, long amount, Terms under) {
    if (amount != 0) {
      OneCurrency.demand(under.currency().getCurrencyCode(), before, terms.now().currency());
    }
    return new DraftLine(kind, usage, "", 0, base, amount, under);
  }
}
