package dev.tenure.billing;

import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Parts that a reseller's users hold and that a plan has no price for. */
@Component
class Unpriced {

  private final ChargingStore store;
  private final TermsStore terms;

  Unpriced(ChargingStore store, TermsStore terms) {
    this.store = store;
    this.terms = terms;
  }

  /**
   * A part as users hold it.
   *
   * @param from first day of it that the next invoice could still charge
   * @param users how many hold it
   */
  record Lacking(PartNumber part, String name, LocalDate from, int users) {}

  /** Those that the terms' plan doesn't price on a day that is still to be charged. */
  List<Lacking> of(Terms on) {
    LocalDate open = terms.nextPeriod(on).minusMonths(1).atDay(1);
    LocalDate first = open.isAfter(on.from()) ? open : on.from();
    return store.held(on.reseller(), first).stream()
        .filter(held -> on.plan().price(held.part(), held.from()).isEmpty())
        .toList();
  }

  /** "Analytics (TEN-SUP-2) on 2026-12-01, held by 3 users". */
  static String names(List<Lacking> parts) {
    return parts.stream()
        .map(held ->
            "%s (%s) on %s, held by %s"
                .formatted(
                    held.name(),
                    held.part(),
                    held.from(),
                    held.users() == 1 ? "1 user" : held.users() + " users"))
        .collect(Collectors.joining("; "));
  }

  /** Does the work; where a price is missing, the refusal names all parts that lack one. */
  <T> T naming(Terms on, Supplier<T> work) {
    try {
      return work.get();
    } catch (Refused refused) {
      List<Lacking> parts = refused.refusal().code().equals("no-price") ? of(on) : List.of();
      if (parts.isEmpty()) {
        throw refused;
      }
      throw new Refused(
          new Refusal.WrongState(
              "no-price",
              "The price plan %s has no price for %s. Support must add it to the plan."
                  .formatted(on.plan().name(), names(parts))));
    }
  }
}
