package dev.tenure.billing;

import dev.tenure.account.Words;
import dev.tenure.billing.draft.CustomerFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change does to its holder's licences.
 *
 * @param ends first day of the licence that ends, null when one is given
 * @param holder the holder's name
 */
record LicenceEdit(@Nullable LocalDate ends, String holder) {

  /**
   * Finds it.
   *
   * @throws dev.tenure.platform.Refused as invalid in {@code part}: {@code already-held}, {@code
   *     not-held}
   */
  static LicenceEdit of(Holder holder, LicenceChange change) {
    Optional<Holder.Held> reaching =
        holder.licences().stream()
            .filter(held -> held.part().equals(change.part()))
            .filter(held -> held.until() == null || held.until().isAfter(change.on()))
            .findFirst();
    if (change.give()) {
      reaching.ifPresent(held -> {
        throw Words.invalid(
            "part",
            "already-held",
            "%s holds it from %s already. Choose another part or user."
                .formatted(holder.name(), held.from()));
      });
      return new LicenceEdit(null, holder.name());
    }
    Holder.Held ended =
        reaching
            .or(() -> putOff(holder, change))
            .orElseThrow(() ->
                Words.invalid(
                    "part", "not-held", "%s doesn’t hold it then.".formatted(holder.name())));
    return new LicenceEdit(ended.from(), holder.name());
  }

  /** A licence whose end is set already and is now put off. */
  private static Optional<Holder.Held> putOff(Holder holder, LicenceChange change) {
    return holder.licences().stream()
        .filter(held -> held.part().equals(change.part()) && held.until() != null)
        .filter(held -> held.from().isBefore(change.on()))
        .reduce((earlier, later) -> later);
  }

  /** The customer's licences as they would be; one that is given is given now. */
  List<CustomerFacts.Holding> applied(List<CustomerFacts.Holding> now, LicenceChange change) {
    List<CustomerFacts.Holding> then = new ArrayList<>();
    for (CustomerFacts.Holding held : now) {
      boolean ending =
          held.holder().equals(change.holder())
              && held.part().equals(change.part())
              && held.from().equals(ends);
      if (!ending) {
        then.add(held);
      } else if (change.on().isAfter(held.from())) {
        then.add(held.ending(change.on()));
      }
    }
    if (change.give()) {
      then.add(
          new CustomerFacts.Holding(
              change.holder(), holder, change.part(), change.on(), null, null, Instant.MAX));
    }
    return then;
  }
}
