package dev.tenure.billing.draft;

import dev.tenure.billing.HolderId;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * One user's licences of one part while what it owes is worked out, and what was charged for them.
 */
final class Held {

  private final HolderId holder;
  private final String name;
  private final PartNumber part;
  private final List<CustomerFacts.Charge> charged = new ArrayList<>(2);
  private final List<CustomerFacts.Holding> licences = new ArrayList<>(1);
  private final List<Agreed> agreed = new ArrayList<>(1);
  private final Days[] within;
  private final Days[] worth;
  private final Days[] trial;
  private Days days = Days.none();
  private Seat seat;

  /**
   * @param months how many months can still be charged
   */
  Held(HolderId holder, String name, PartNumber part, int months) {
    this.holder = holder;
    this.name = name;
    this.part = part;
    this.within = new Days[months];
    this.worth = new Days[months];
    this.trial = new Days[months];
    Arrays.fill(trial, Days.none());
    this.seat = new Seat(this);
  }

  HolderId holder() {
    return holder;
  }

  PartNumber part() {
    return part;
  }

  Seat seat() {
    return seat;
  }

  void sit(Seat otherwise) {
    seat = otherwise;
  }

  /** All days that it is held, or has to be paid for as if it were. */
  Days days() {
    return days;
  }

  List<CustomerFacts.Holding> licences() {
    return licences;
  }

  /**
   * @param terms by which its days are charged after their month
   */
  void add(CustomerFacts.Holding licence, Terms terms) {
    licences.add(licence);
    add(Days.of(licence.from(), licence.until()), terms);
  }

  void add(Days more, Terms terms) {
    days = days.or(more);
    for (int i = 0; i < agreed.size(); i++) {
      if (agreed.get(i).terms().same(terms)) {
        agreed.set(i, new Agreed(terms, agreed.get(i).days().or(more)));
        return;
      }
    }
    agreed.add(new Agreed(terms, more));
  }

  void add(CustomerFacts.Charge charge) {
    charged.add(charge);
  }

  /** The days that it is held while its account is served, in one of the months. */
  Days within(int month) {
    return within[month];
  }

  void within(int month, Days served) {
    within[month] = days.and(served);
    worth[month] = within[month];
  }

  /** Those of them that are charged if no higher level includes them. */
  Days worth(int month) {
    return worth[month];
  }

  void free(int month) {
    worth[month] = Days.none();
  }

  /** D13: the days of a trial that one of its licences was given with. */
  Days trial(int month) {
    return trial[month];
  }

  void tryOut(int month, Days more) {
    trial[month] = trial[month].or(more);
  }

  /** Days that the invoice before charged at the price. */
  Days paid() {
    return charged(kind -> kind == LineKind.ADVANCE || kind == LineKind.ARREARS);
  }

  /** Days that the invoice before showed at zero. */
  Days tried() {
    return charged(kind -> kind == LineKind.TRIAL);
  }

  private Days charged(Predicate<LineKind> kinds) {
    Days all = Days.none();
    for (CustomerFacts.Charge charge : charged) {
      if (kinds.test(charge.kind())) {
        all = all.or(Days.of(charge.from(), charge.until()));
      }
    }
    return all;
  }

  Due due(Days owed, Days trial, Days unused) {
    return new Due(holder, name, part, owed, trial, unused, charged, agreed);
  }
}
