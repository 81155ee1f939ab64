package dev.tenure.billing.draft;

import dev.tenure.billing.CreditRule;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.Terms;
import dev.tenure.billing.TermsHistory;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Which version of a price holds on which of the days that are owed or charged, each by the terms
 * it is made under (D11). What a tier makes of it is decided later, so this looks at nobody else.
 */
final class Pricing {

  private final TermsHistory terms;
  private final Days daysBefore;
  private final Days daysOfPeriod;
  private final Rates rates = new Rates();

  Pricing(TermsHistory terms, YearMonth period) {
    this.terms = terms;
    this.daysBefore = Dues.month(period.minusMonths(1));
    this.daysOfPeriod = Dues.month(period);
  }

  /** Days at one version of a price. */
  record Piece(Rates.Version rate, Days days) {}

  /** Days of a month by price, and those that have none. */
  record Priced(List<Piece> pieces, Days unpriced) {}

  static boolean paid(CustomerFacts.Charge charge) {
    return charge.kind() == LineKind.ADVANCE || charge.kind() == LineKind.ARREARS;
  }

  /** What of the charge lies in the month before the period. */
  Days charged(CustomerFacts.Charge charge) {
    return Days.of(charge.from(), charge.until()).and(daysBefore);
  }

  /** The versions of the part's price in the terms that the month before was invoiced under. */
  List<Rates.Version> before(Due due) {
    return rates.of(terms.before(), due.part());
  }

  /** D5, D11: days that were charged and aren't owed, credited as the plan had it when charged. */
  Days givenBack(Due due) {
    Days given = Days.none();
    if (due.unused().isEmpty()) {
      return given;
    }
    for (Rates.Version version : before(due)) {
      if (version.price().credit() == CreditRule.DAILY) {
        given = given.or(due.unused().and(version.days()));
      }
    }
    return given;
  }

  /**
   * D11: days of the month before are charged by the terms that held when the licence was assigned,
   * at the earliest when that month was invoiced; where those have no price, by the present ones.
   */
  Priced arrears(Due due) {
    Days left = due.owed().and(daysBefore);
    List<Piece> pieces = new ArrayList<>(1);
    if (left.isEmpty()) {
      return new Priced(pieces, left);
    }
    Days unpriced = Days.none();
    for (Agreed agreed : due.agreed()) {
      unpriced = unpriced.or(price(agreed.terms(), due, left.and(agreed.days()), pieces));
      left = left.without(agreed.days());
    }
    unpriced = unpriced.or(price(terms.before(), due, left, pieces));
    return new Priced(pieces, price(terms.nowBefore(), due, unpriced, pieces));
  }

  /** Days of the period, by the terms of now. */
  Priced advance(Due due) {
    List<Piece> pieces = new ArrayList<>(1);
    return new Priced(pieces, price(terms.now(), due, due.owed().and(daysOfPeriod), pieces));
  }

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
}
