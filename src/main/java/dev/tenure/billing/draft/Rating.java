package dev.tenure.billing.draft;

import dev.tenure.billing.CreditRule;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.Money;
import dev.tenure.billing.Price;
import dev.tenure.billing.Terms;
import dev.tenure.billing.TermsHistory;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.YearMonth;
import java.util.ArrayList;
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
  private final Rates rates = new Rates();
  private final Volumes volumes = new Volumes();

  Rating(TermsHistory terms, YearMonth period) {
    this.terms = terms;
    this.before = period.minusMonths(1);
    this.period = period;
    this.daysBefore = Dues.month(before);
    this.daysOfPeriod = Dues.month(period);
  }

  /** D15: counts the days that each part is charged for in each month; trials' are not. */
  void count(List<Due> dues) {
    if (!terms.byVolume()) {
      return;
    }
    for (Due due : dues) {
      volumes.add(due.part(), before, due.owed().and(daysBefore));
      for (CustomerFacts.Charge charge : due.charged()) {
        if (paid(charge)) {
          Days days = Days.of(charge.from(), charge.until()).and(daysBefore);
          volumes.add(due.part(), before, days.without(givenBack(due)));
        }
      }
      volumes.add(due.part(), period, due.owed().and(daysOfPeriod));
    }
  }

  private static boolean paid(CustomerFacts.Charge charge) {
    return charge.kind() == LineKind.ADVANCE || charge.kind() == LineKind.ARREARS;
  }

  /** The lines of one user's part. */
  void rate(Due due, List<DraftLine> lines) {
    Days back = givenBack(due);
    for (CustomerFacts.Charge charge : due.charged()) {
      if (paid(charge)) {
        Days days = Days.of(charge.from(), charge.until()).and(daysBefore);
        credit(due, charge, days.and(back), lines);
      }
    }
    for (CustomerFacts.Charge charge : due.charged()) {
      if (paid(charge)) {
        Days days = Days.of(charge.from(), charge.until()).and(daysBefore);
        adjust(due, charge, days.without(back), lines);
      }
    }
    trial(due, due.trial().and(daysBefore), before, lines);
    arrears(due, due.owed().and(daysBefore), lines);
    trial(due, due.trial().and(daysOfPeriod), period, lines);
    List<Piece> pieces = new ArrayList<>(1);
    demand(price(terms.now(), due, due.owed().and(daysOfPeriod), pieces), due);
    charge(LineKind.ADVANCE, due, pieces, period, lines);
  }

  /** D5, D11: days that were charged and aren't owed, credited as the plan had it when charged. */
  private Days givenBack(Due due) {
    Days given = Days.none();
    if (due.unused().isEmpty()) {
      return given;
    }
    for (Rates.Version version : rates.of(terms.before(), due.part())) {
      if (version.price().credit() == CreditRule.DAILY) {
        given = given.or(due.unused().and(version.days()));
      }
    }
    return given;
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
    for (Rates.Version version : rates.of(terms.before(), due.part())) {
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

  /**
   * D11: days of the month before are charged by the terms that held when the licence was assigned,
   * at the earliest when that month was invoiced; where those have no price, by the present ones.
   */
  private void arrears(Due due, Days days, List<DraftLine> lines) {
    if (days.isEmpty()) {
      return;
    }
    List<Piece> pieces = new ArrayList<>(1);
    Days unpriced = Days.none();
    Days left = days;
    for (Agreed agreed : due.agreed()) {
      unpriced = unpriced.or(price(agreed.terms(), due, left.and(agreed.days()), pieces));
      left = left.without(agreed.days());
    }
    unpriced = unpriced.or(price(terms.before(), due, left, pieces));
    demand(price(terms.nowBefore(), due, unpriced, pieces), due);
    charge(LineKind.ARREARS, due, pieces, before, lines);
  }

  /** Days at one price. */
  private record Piece(Rates.Version rate, Days days) {}

  /** Adds the days at their prices; answers those that the terms have no price for. */
  private Days price(Terms under, Due due, Days days, List<Piece> pieces) {
    Days unpriced = days;
    for (Rates.Version rate : rates.of(under, due.part())) {
      Days within = unpriced.and(rate.days());
      if (!within.isEmpty()) {
        add(new Piece(rate, within), pieces);
        unpriced = unpriced.without(within);
      }
    }
    return unpriced;
  }

  /** D3: intervals that adjoin are charged as one where they cost the same. */
  private static void add(Piece piece, List<Piece> pieces) {
    for (int i = 0; i < pieces.size(); i++) {
      Piece other = pieces.get(i);
      if (Rates.alike(other.rate(), piece.rate())) {
        pieces.set(i, new Piece(other.rate(), other.days().or(piece.days())));
        return;
      }
    }
    pieces.add(piece);
  }

  private void demand(Days unpriced, Due due) {
    if (!unpriced.isEmpty()) {
      throw new Refused(
          new Refusal.WrongState(
              "no-price",
              "Part %s has no price in the plan %s on %s. Add a version of its price from that day."
                  .formatted(due.part(), terms.now().plan().name(), unpriced.first())));
    }
  }

  /** D2, D3: each interval of a month pro rata by day, at the price of its days. */
  private void charge(
      LineKind kind, Due due, List<Piece> pieces, YearMonth month, List<DraftLine> lines) {
    int first = lines.size();
    for (Piece piece : pieces) {
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
    if (amount != 0 && !under.currency().equals(terms.now().currency())) {
      throw new Refused(
          new Refusal.WrongState(
              "currency-differs",
              "Days of %s were charged in %s and can’t be settled on an invoice in %s. Settle them by an ad hoc invoice first, or choose a plan in %s."
                  .formatted(
                      before,
                      under.currency().getCurrencyCode(),
                      terms.now().currency().getCurrencyCode(),
                      under.currency().getCurrencyCode())));
    }
    return new DraftLine(kind, usage, "", 0, base, amount, under);
  }
}
