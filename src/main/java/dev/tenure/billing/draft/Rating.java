package dev.tenure.billing.draft;

import dev.tenure.billing.CreditRule;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.Money;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Price;
import dev.tenure.billing.Terms;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From days owed and days charged to lines with amounts. */
final class Rating {

  private static final LocalDate CENTURIES_AHEAD = LocalDate.of(9999, 1, 1);

  private final Terms terms;
  private final YearMonth period;
  private final List<Month> months;
  private final Map<PartNumber, List<Priced>> priced = new HashMap<>();
  private final Map<Volume, Integer> volumes = new HashMap<>();

  private record Month(YearMonth month, Days days) {}

  /** The days of one version of a part's price. */
  private record Priced(Price price, Days days) {}

  private record Volume(PartNumber part, YearMonth month) {}

  Rating(Terms terms, YearMonth period, List<YearMonth> months) {
    this.terms = terms;
    this.period = period;
    this.months = months.stream().map(month -> new Month(month, Dues.month(month))).toList();
  }

  /** Tiers: counts the licences of each part that so many users pay for in each month. */
  void count(List<Due> dues, int users) {
    if (!terms.plan().byVolume()) {
      return;
    }
    for (Due due : dues) {
      for (Month month : months) {
        if (!due.paid().and(month.days()).isEmpty()) {
          volumes.merge(new Volume(due.part(), month.month()), users, Integer::sum);
        }
      }
    }
  }

  /** The lines of one user's part. */
  void rate(Due due, List<DraftLine> lines) {
    Days paidBefore = charged(due, false);
    Days trialBefore = charged(due, true);
    Days paid = due.paid().without(paidBefore);
    Days trial = due.trial().without(trialBefore).without(paidBefore);
    Days credited = paidBefore.without(due.paid());
    for (Month month : months) {
      credit(due, credited.and(month.days()), month.month(), lines);
      trial(due, trial.and(month.days()), month.month(), lines);
      charge(due, paid.and(month.days()), month.month(), lines);
    }
  }

  private static Days charged(Due due, boolean inTrial) {
    Days days = Days.none();
    for (CustomerFacts.Charge charge : due.charged()) {
      if ((charge.kind() == LineKind.TRIAL) == inTrial && charge.kind() != LineKind.CREDIT) {
        days = days.or(Days.of(charge.from(), charge.until()));
      }
    }
    return days;
  }

  /** D2, D3: each interval of a month pro rata by day, at the price of its days. */
  private void charge(Due due, Days days, YearMonth month, List<DraftLine> lines) {
    if (days.isEmpty()) {
      return;
    }
    Days unpriced = days;
    for (Priced version : versions(due.part())) {
      Days within = days.and(version.days());
      if (within.isEmpty()) {
        continue;
      }
      unpriced = unpriced.without(version.days());
      int volume = volumes.getOrDefault(new Volume(due.part(), month), 1);
      for (Days.Span span : within.spans()) {
        lines.add(
            line(
                month.equals(period) ? LineKind.ADVANCE : LineKind.ARREARS,
                due,
                span,
                month,
                version.price().perMonth(volume),
                1));
      }
    }
    if (!unpriced.isEmpty()) {
      throw new Refused(
          new Refusal.WrongState(
              "no-price",
              "Part %s has no price in the plan %s on %s. Add a version of its price from that day."
                  .formatted(due.part(), terms.plan().name(), unpriced.first())));
    }
  }

  /** D7: zero-rated. */
  private void trial(Due due, Days days, YearMonth month, List<DraftLine> lines) {
    for (Days.Span span : days.spans()) {
      lines.add(line(LineKind.TRIAL, due, span, month, 0, 1));
    }
  }

  /** D5: what was charged and is not owed, as the plan has it; a trial's days are never paid. */
  private void credit(Due due, Days days, YearMonth month, List<DraftLine> lines) {
    if (days.isEmpty()) {
      return;
    }
    for (CustomerFacts.Charge charge : due.charged()) {
      if (charge.kind() != LineKind.ADVANCE && charge.kind() != LineKind.ARREARS) {
        continue;
      }
      Days unused = days.and(Days.of(charge.from(), charge.until()));
      Days given = unused.and(due.trial()).or(creditedByPlan(due.part(), unused));
      for (Days.Span span : given.spans()) {
        lines.add(line(LineKind.CREDIT, due, span, month, charge.perMonth(), -1));
      }
    }
  }

  private Days creditedByPlan(PartNumber part, Days unused) {
    Days given = Days.none();
    for (Priced version : versions(part)) {
      if (version.price().credit() == CreditRule.DAILY) {
        given = given.or(unused.and(version.days()));
      }
    }
    return given;
  }

  private List<Priced> versions(PartNumber part) {
    return priced.computeIfAbsent(
        part,
        number -> {
          List<Price> prices = terms.plan().prices(number);
          List<Priced> versions = new ArrayList<>();
          for (int i = 0; i < prices.size(); i++) {
            LocalDate end = i + 1 < prices.size() ? prices.get(i + 1).from() : CENTURIES_AHEAD;
            versions.add(new Priced(prices.get(i), Days.of(prices.get(i).from(), end)));
          }
          return versions;
        });
  }

  private DraftLine line(
      LineKind kind, Due due, Days.Span span, YearMonth month, long perMonth, int sign) {
    long amount =
        new Money(perMonth, terms.currency()).share(span.length(), month.lengthOfMonth()).minor();
    return new DraftLine(
        kind,
        new DraftLine.Usage(
            due.holder(),
            due.name(),
            due.part(),
            span.from(),
            span.until(),
            month.lengthOfMonth(),
            perMonth),
        "",
        0,
        sign * amount);
  }

  /** Discount and tax, each computed from the sum of what stands above it. */
  void close(List<DraftLine> lines) {
    percent(LineKind.DISCOUNT, terms.discountName(), -terms.discount(), lines);
    percent(LineKind.TAX, terms.taxName(), terms.tax(), lines);
  }

  private void percent(LineKind kind, String name, int basisPoints, List<DraftLine> lines) {
    long sum = 0;
    for (DraftLine line : lines) {
      sum += line.amount();
    }
    if (basisPoints != 0 && sum != 0) {
      long amount = new Money(sum, terms.currency()).portion(basisPoints).minor();
      lines.add(new DraftLine(kind, null, name, Math.abs(basisPoints), amount));
    }
  }
}
