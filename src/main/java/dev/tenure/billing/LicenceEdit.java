package dev.tenure.billing;

import dev.tenure.account.Words;
import java.util.List;
import java.util.Optional;

/** The steps that carry out a change, given what the holder holds. */
final class LicenceEdit {

  private LicenceEdit() {}

  /**
   * The step that the change takes.
   *
   * @throws dev.tenure.platform.Refused as invalid in {@code part}: {@code already-held}, {@code
   *     not-held}
   */
  static LicenceStep of(Holder holder, LicenceChange change) {
    Optional<Holder.Held> reaching = reaching(holder, change);
    if (change.give()) {
      reaching.ifPresent(held -> {
        throw Words.invalid(
            "part",
            "already-held",
            "%s holds it from %s already. Choose another part or user."
                .formatted(holder.name(), held.from()));
      });
      return new LicenceStep.Begin(
          change.holder(), holder.name(), change.part(), change.on(), null, null);
    }
    Holder.Held ended =
        reaching
            .or(() -> putOff(holder, change))
            .orElseThrow(() ->
                Words.invalid(
                    "part", "not-held", "%s doesn’t hold it then.".formatted(holder.name())));
    return new LicenceStep.End(
        change.holder(), holder.name(), change.part(), ended.from(), change.on());
  }

  /**
   * D14: a licence ends with one user and begins with another on the same day, with the end that it
   * had.
   *
   * @throws dev.tenure.platform.Refused as invalid in {@code part} or {@code to}: {@code not-held},
   *     {@code already-held}, {@code same-user}
   */
  static List<LicenceStep> move(Holder holder, Holder to, LicenceChange change) {
    if (holder.id().equals(to.id())) {
      throw Words.invalid("to", "same-user", "Choose another user.");
    }
    Holder.Held held =
        reaching(holder, change)
            .filter(each -> !each.from().isAfter(change.on()))
            .orElseThrow(() ->
                Words.invalid(
                    "part",
                    "not-held",
                    "%s doesn’t hold it on %s. Choose another licence or day."
                        .formatted(holder.name(), change.on())));
    reaching(to, new LicenceChange(change.customer(), to.id(), change.part(), true, change.on()))
        .ifPresent(other -> {
          throw Words.invalid(
              "to",
              "already-held",
              "%s holds it from %s already. Choose another user."
                  .formatted(to.name(), other.from()));
        });
    return List.of(
        new LicenceStep.End(holder.id(), holder.name(), held.part(), held.from(), change.on()),
        new LicenceStep.Begin(
            to.id(),
            to.name(),
            held.part(),
            change.on(),
            held.until(),
            holder.id(),
            held.trialUntil()));
  }

  private static Optional<Holder.Held> reaching(Holder holder, LicenceChange change) {
    return holder.licences().stream()
        .filter(held -> held.part().equals(change.part()))
        .filter(held -> held.reaches(change.on()))
        .findFirst();
  }

  /** A licence whose end is set already and is now put off. */
  private static Optional<Holder.Held> putOff(Holder holder, LicenceChange change) {
    return holder.licences().stream()
        .filter(held -> held.part().equals(change.part()) && held.until() != null)
        .filter(held -> held.from().isBefore(change.on()))
        .reduce((earlier, later) -> later);
  }
}
