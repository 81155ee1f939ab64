package dev.tenure.billing.draft;

import dev.tenure.account.Period;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.Part;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Price;
import dev.tenure.billing.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From licences and lives to the days that are owed, step by step. */
final class Dues {

  private final Terms terms;
  private final List<Days> months;
  private final Days window;
  private final Map<PartNumber, Part> parts = new HashMap<>();
  private final Set<PartNumber> lasting = new HashSet<>();

  /**
   * @param months those that an invoice can still charge, oldest first
   */
  Dues(Terms terms, List<YearMonth> months) {
    this.terms = terms;
    this.months = months.stream().map(Dues::month).toList();
    this.window =
        Days.of(months.getFirst().atDay(1), months.getLast().plusMonths(1).atDay(1))
            .and(Days.of(terms.from(), null));
    terms.plan().parts().forEach(part -> parts.put(part.number(), part));
    terms.plan().prices().stream()
        .filter(price -> price.minimumDays() > 0)
        .forEach(price -> lasting.add(price.part()));
  }

  private record Key(HolderId holder, PartNumber part) {}

  /** One user's licences of one part, and its charges. */
  private static final class Owed {
    private final String name;
    private final List<CustomerFacts.Charge> charged = new ArrayList<>(2);
    private Days held = Days.none();

    Owed(String name) {
      this.name = name;
    }
  }

  /** What a customer owes, by user and part. */
  List<Due> of(CustomerFacts customer) {
    List<Due> dues =
        owed(
            served(customer.lives(), terms.zone()),
            trial(customer.trialUntil()),
            customer.holdings(),
            customer.charged());
    dues.sort(
        Comparator.comparing(Due::name)
            .thenComparing(due -> due.holder().value())
            .thenComparing(Due::part));
    return dues;
  }

  /** What one of users that are alike owes; the crowd is theirs. */
  List<Due> of(Crowd.Alike users, Crowd crowd) {
    return owed(
        served(crowd.lives(), terms.zone()),
        trial(crowd.trialUntil()),
        users.holdings(),
        List.of());
  }

  private List<Due> owed(
      Days served,
      Days trialDays,
      List<CustomerFacts.Holding> holdings,
      List<CustomerFacts.Charge> charged) {
    Map<Key, Owed> records = new LinkedHashMap<>();
    for (CustomerFacts.Holding licence : holdings) {
      Owed of =
          records.computeIfAbsent(
              new Key(licence.holder(), licence.part()), key -> new Owed(licence.name()));
      of.held = of.held.or(Days.of(licence.from(), licence.until()));
    }
    for (CustomerFacts.Charge charge : charged) {
      records
          .computeIfAbsent(new Key(charge.holder(), charge.part()), k -> new Owed(charge.name()))
          .charged
          .add(charge);
    }
    records.forEach((key, of) -> of.held = withMinimum(key.part(), of.held).and(served));
    List<Due> dues = new ArrayList<>(records.size());
    records.forEach((key, of) -> {
      Days owed = worthCharging(withoutIncluded(key, of.held, records).and(window));
      Days trial = owed.and(trialDays);
      dues.add(new Due(key.holder(), of.name, key.part(), owed.without(trial), trial, of.charged));
    });
    return dues;
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

  /** D5: each licence lasts at least the part's minimum term; only the account's end is sooner. */
  private Days withMinimum(PartNumber part, Days held) {
    if (!lasting.contains(part)) {
      return held;
    }
    Days longer = Days.none();
    for (Days.Span span : held.spans()) {
      int minimum = terms.plan().price(part, span.from()).map(Price::minimumDays).orElse(0);
      longer = longer.or(Days.of(span.from(), openEnd(span.until())).atLeast(minimum));
    }
    return longer;
  }

  private static @Nullable LocalDate openEnd(LocalDate until) {
    return until.equals(Days.FOREVER) ? null : until;
  }

  /** A higher level includes the lower: while it is held, the lower one isn't charged. */
  private Days withoutIncluded(Key key, Days held, Map<Key, Owed> records) {
    Part part = parts.get(key.part());
    if (part == null || part.ladder().isEmpty()) {
      return held;
    }
    Days left = held;
    for (Part other : terms.plan().parts()) {
      Owed higher =
          other.includes(part) ? records.get(new Key(key.holder(), other.number())) : null;
      if (higher != null) {
        left = left.without(higher.held);
      }
    }
    return left;
  }

  /** D4: a month in which it was held on one single day is not charged. */
  private Days worthCharging(Days owed) {
    Days left = owed;
    for (Days month : months) {
      Days within = owed.and(month);
      if (within.count() == 1) {
        left = left.without(within);
      }
    }
    return left;
  }

  /** D7: a trial lasts to the end of its last day. */
  private static Days trial(@Nullable LocalDate last) {
    return last == null ? Days.none() : Days.of(LocalDate.EPOCH, last.plusDays(1));
  }

  static Days month(YearMonth month) {
    return Days.of(month.atDay(1), month.plusMonths(1).atDay(1));
  }
}
