package dev.tenure.billing;

import dev.tenure.account.Words;
import dev.tenure.platform.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * D13: a trial that Support gives with a licence. It begins with the licence, whoever held it
 * first, its length counts from there, and it is changed only while it runs.
 *
 * @param begin first day of the licence
 * @param longest in days, as the reseller may give
 * @param holders those who have held it
 */
record LicenceTrial(LocalDate begin, int longest, Set<HolderId> holders) {

  LicenceTrial {
    holders = Set.copyOf(holders);
  }

  /** Of a licence that may have been moved (D14). */
  static LicenceTrial of(List<Holder> all, Holder holder, Holder.Held held, int longest) {
    Set<HolderId> holders = new HashSet<>(Set.of(holder.id()));
    Holder.Held first = held;
    for (Optional<Before> before = before(all, first);
        before.isPresent();
        before = before(all, first)) {
      first = before.get().held();
      holders.add(before.get().holder());
    }
    return new LicenceTrial(first.from(), longest, holders);
  }

  private record Before(HolderId holder, Holder.Held held) {}

  private static Optional<Before> before(List<Holder> all, Holder.Held later) {
    List<Before> found = new ArrayList<>();
    for (Holder holder : all) {
      if (holder.id().equals(later.movedFrom())) {
        for (Holder.Held held : holder.licences()) {
          if (held.part().equals(later.part())
              && held.from().isBefore(later.from())
              && later.from().equals(held.until())) {
            found.add(new Before(holder.id(), held));
          }
        }
      }
    }
    return found.stream().findFirst();
  }

  private LocalDate latest() {
    return begin.plusDays(longest);
  }

  /**
   * The last free day as it may be kept: a running trial that is ended has ended with yesterday,
   * for the days that were free stay so.
   *
   * @param last as it is, null without a trial
   * @param wanted null to end it
   * @param today in the customer's zone
   * @param invoiced whether any invoice shows the licence
   * @throws Refused as invalid in {@code until}: {@code trial-ended}, {@code trial-too-late},
   *     {@code trial-not-allowed}, {@code trial-out-of-range}
   */
  @Nullable LocalDate change(
      @Nullable LocalDate last,
      @Nullable LocalDate wanted,
      LocalDate today,
      BooleanSupplier invoiced) {
    if (Objects.equals(last, wanted)) {
      return wanted;
    }
    if (last != null && today.isAfter(last)) {
      throw refusal(
          "trial-ended", "The trial ended with %s and can’t be changed any more.".formatted(last));
    }
    if (last == null && invoiced.getAsBoolean()) {
      throw refusal(
          "trial-too-late",
          "A trial begins with the licence, and this licence has been invoiced already.");
    }
    if (wanted == null) {
      return today.isAfter(begin) ? today.minusDays(1) : null;
    }
    boolean shorter = last != null && wanted.isBefore(last) && !wanted.isBefore(first(today));
    if (!shorter) {
      demand(wanted, today);
    }
    return wanted;
  }

  private LocalDate first(LocalDate today) {
    return begin.isAfter(today) ? begin : today;
  }

  private void demand(LocalDate wanted, LocalDate today) {
    if (longest == 0) {
      throw refusal("trial-not-allowed", "Trials are not enabled for this reseller.");
    }
    if (latest().isBefore(today)) {
      throw refusal(
          "trial-too-late",
          "A trial begins with the licence; its %d days were over with %s."
              .formatted(longest, latest()));
    }
    if (wanted.isBefore(first(today)) || wanted.isAfter(latest())) {
      throw refusal(
          "trial-out-of-range",
          "Enter a day from %s to %s (%d days at most, from the licence’s first day)."
              .formatted(first(today), latest(), longest));
    }
  }

  private static Refused refusal(String code, String sentence) {
    return Words.invalid("until", code, sentence);
  }
}
