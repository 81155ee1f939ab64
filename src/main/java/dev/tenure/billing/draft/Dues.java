package dev.tenure.billing.draft;

import dev.tenure.account.Period;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.Part;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Price;
import dev.tenure.billing.TermsHistory;
import dev.tenure.billing.TrialDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From licences and lives to the days that are owed, step by step. */
final class Dues {

  /** The month before the period, and the period. */
  private static final int MONTHS = 2;

  private final TermsHistory terms;
  private final Days[] months;
  private final ZoneId[] zones;
  private final Days charged;
  private final Set<PartNumber> lasting = new HashSet<>();
  private final Levels levels;

  Dues(TermsHistory terms, YearMonth period) {
    this.terms = terms;
    this.months = new Days[] {month(period.minusMonths(1)), month(period)};
    // D11: a month's days are counted in the zone that it was invoiced in.
    this.zones = new ZoneId[] {terms.before().zone(), terms.now().zone()};
    this.charged = Days.of(terms.now().from(), null);
    Map<PartNumber, Part> parts = new HashMap<>();
    for (TermsHistory.Known known : terms.known()) {
      known.terms().plan().parts().forEach(part -> parts.put(part.number(), part));
      known.terms().plan().prices().stream()
          .filter(price -> price.minimumDays() > 0)
          .forEach(price -> lasting.add(price.part()));
    }
    this.levels = new Levels(parts.values());
  }

  /** A user's licences of one part. */
  record Key(HolderId holder, PartNumber part) {}

  /** What a customer owes, by user and part. */
  List<Due> of(CustomerFacts customer) {
    Map<Key, Held> all = held(customer);
    Set<Seat> seats = new LinkedHashSet<>();
    all.values().forEach(held -> seats.add(held.seat()));
    seats.forEach(this::last);
    for (int month = 0; month < MONTHS; month++) {
      Days served = served(customer.lives(), zones[month]).and(months[month]);
      for (Held held : all.values()) {
        held.within(month, served);
      }
      new SingleDays(month, levels, all).free();
    }
    List<Due> dues = new ArrayList<>(all.size());
    for (Seat seat : seats) {
      settle(seat, all, trial(customer), dues);
    }
    dues.sort(
        Comparator.comparing(Due::name)
            .thenComparing(due -> due.holder().value())
            .thenComparing(Due::part));
    return dues;
  }

  private Map<Key, Held> held(CustomerFacts customer) {
    Map<Key, Held> all = new LinkedHashMap<>();
    for (CustomerFacts.Holding licence : customer.holdings()) {
      Held held = of(all, licence.holder(), licence.name(), licence.part());
      held.add(licence, terms.arrears(given(licence, customer.holdings())));
      for (int month = 0; month < MONTHS; month++) {
        held.tryOut(
            month,
            trial(licence.trialUntil(), customer.zone(), month)
                .and(Days.of(licence.from(), licence.until())));
      }
    }
    for (CustomerFacts.Charge charge : customer.charged()) {
      of(all, charge.holder(), charge.name(), charge.part()).add(charge);
    }
    for (CustomerFacts.Holding licence : customer.holdings()) {
      HolderId before = licence.movedFrom();
      Held from = before == null ? null : all.get(new Key(before, licence.part()));
      if (from != null) {
        from.seat().join(of(all, licence.holder(), licence.name(), licence.part()).seat());
      }
    }
    return all;
  }

  /** D14: one that was moved was given when it was given to the first who held it. */
  private static Instant given(
      CustomerFacts.Holding licence, List<CustomerFacts.Holding> licences) {
    CustomerFacts.Holding first = licence;
    while (first.movedFrom() != null) {
      CustomerFacts.Holding later = first;
      Optional<CustomerFacts.Holding> before =
          licences.stream().filter(each -> each.precedes(later)).findFirst();
      if (before.isEmpty()) {
        break;
      }
      first = before.get();
    }
    return first.given();
  }

  private static Held of(Map<Key, Held> all, HolderId holder, String name, PartNumber part) {
    return all.computeIfAbsent(new Key(holder, part), key -> new Held(holder, name, part, MONTHS));
  }

  /**
   * D5: each licence lasts at least the minimum term that it was given with; only the account's end
   * is sooner. One that was held on one single day was never worth a term (D14).
   */
  private void last(Seat seat) {
    PartNumber part = seat.users().getFirst().part();
    if (!lasting.contains(part)) {
      return;
    }
    Days days = seat.days();
    for (Days.Span span : days.spans()) {
      if (span.until().equals(Days.FOREVER) || span.length() == 1) {
        continue;
      }
      CustomerFacts.Holding first = seat.begun(span.from()).orElseThrow();
      int minimum =
          terms
              .given(first.given())
              .plan()
              .price(part, span.from())
              .map(Price::minimumDays)
              .orElse(0);
      Days longer = Days.of(span.from(), span.until()).atLeast(minimum).without(days);
      if (!longer.isEmpty()) {
        seat.on(span.last()).orElseThrow().add(longer, terms.arrears(first.given()));
      }
    }
  }

  /** What of the days that are owed no invoice has charged, and what was charged and isn't owed. */
  private void settle(Seat seat, Map<Key, Held> all, Days[] trial, List<Due> dues) {
    List<Settling> settlings = new ArrayList<>(seat.users().size());
    for (Held held : seat.users()) {
      Settling settling = new Settling(held);
      for (int month = 0; month < MONTHS; month++) {
        Days left = levels.withoutIncluded(held, month, all).and(charged);
        Days free = left.and(trial[month].or(held.trial(month)));
        settling.owe(left.without(free), free);
      }
      settling.settle(months[0]);
      settlings.add(settling);
    }
    if (settlings.size() > 1) {
      settlings.forEach(from -> settlings.forEach(from::cover));
    }
    settlings.forEach(settling -> dues.add(settling.due()));
  }

  /**
   * D6, D10: the days with any instant inside a service period. The last one charged is the last
   * local day that has any instant before T; a gap between two periods is none.
   */
  static Days served(List<Period> lives, ZoneId zone) {
    Days served = Days.none();
    for (Period life : lives) {
      served =
          served.or(Days.of(life.from().atZone(zone).toLocalDate(), dayAfter(life.until(), zone)));
    }
    return served;
  }

  private static @Nullable LocalDate dayAfter(@Nullable Instant end, ZoneId zone) {
    return end == null ? null : end.minusNanos(1000).atZone(zone).toLocalDate().plusDays(1);
  }

  /**
   * D7, D13: a trial lasts to the end of its last day in the customer's zone; a day that has any
   * instant of it is a day of it.
   */
  private Days[] trial(CustomerFacts customer) {
    Days[] trial = new Days[MONTHS];
    for (int month = 0; month < MONTHS; month++) {
      trial[month] = trial(customer.trialUntil(), customer.zone(), month);
    }
    return trial;
  }

  private Days trial(@Nullable LocalDate last, ZoneId customer, int month) {
    return last == null
        ? Days.none()
        : Days.of(LocalDate.EPOCH, TrialDays.lastFree(last, customer, zones[month]).plusDays(1))
            .and(months[month]);
  }

  static Days month(YearMonth month) {
    return Days.of(month.atDay(1), month.plusMonths(1).atDay(1));
  }
}
