package dev.tenure.billing.draft;

import dev.tenure.billing.LineKind;
import dev.tenure.billing.Money;
import dev.tenure.billing.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Discount and tax: each sum by the percentages that its lines were made under (D3, D11). */
final class Closing {

  private final List<Group> groups = new ArrayList<>(1);

  /** The terms of now come first. */
  Closing(Terms now) {
    groups.add(new Group(now));
  }

  /** What shares discount and tax. */
  private static final class Group {
    private final Terms terms;
    private long sum;

    Group(Terms terms) {
      this.terms = terms;
    }

    void add(long amount) {
      sum = Money.sum(LongStream.of(sum, amount));
    }
  }

  void add(List<DraftLine> lines) {
    for (DraftLine line : lines) {
      of(line.terms()).add(line.amount());
    }
  }

  /** The discount of each group of the lines so far, followed by its tax. */
  List<DraftLine> lines() {
    List<DraftLine> lines = new ArrayList<>(2);
    for (Group group : groups) {
      Terms terms = group.terms;
      percent(LineKind.DISCOUNT, terms.discountName(), -terms.discount(), group, lines);
      percent(LineKind.TAX, terms.taxName(), terms.tax(), group, lines);
    }
    return lines;
  }

  private Group of(Terms terms) {
    for (Group group : groups) {
      if (group.terms.same(terms) || Rates.sameShares(group.terms, terms)) {
        return group;
      }
    }
    groups.add(new Group(terms));
    return groups.getLast();
  }

  private static void percent(
      LineKind kind, String name, int basisPoints, Group group, List<DraftLine> lines) {
    if (basisPoints == 0 || group.sum == 0) {
      return;
    }
    long base = group.sum;
    long amount = new Money(base, group.terms.currency()).portion(basisPoints).minor();
    lines.add(new DraftLine(kind, null, name, Math.abs(basisPoints), base, amount, group.terms));
    group.add(amount);
  }
}
