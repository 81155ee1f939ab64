package dev.tenure.billing.draft;

import dev.tenure.billing.HolderId;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.TermsHistory;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last day that a customer pays for, from what was charged and from the draft that is shown
 * with it (D6, D9).
 *
 * @param charged the last day of service that is charged and not credited; empty for none
 * @param beyond whether days after its service stay charged
 */
public record LastDay(Optional<LocalDate> charged, boolean beyond) {

  private record Licence(HolderId holder, PartNumber part) {}

  /** By the invoice for the period, whose month before may be charged already. */
  public static LastDay of(YearMonth period, TermsHistory terms, CustomerFacts customer) {
    Map<Licence, Days> paid = new HashMap<>();
    for (CustomerFacts.Charge charge : customer.charged()) {
      if (isPaid(charge.kind())) {
        Days days = Days.of(charge.from(), charge.until());
        paid.merge(new Licence(charge.holder(), charge.part()), days, Days::or);
      }
    }
    for (DraftLine line : new Drafter(period, terms, Volumes.none()).lines(customer)) {
      DraftLine.Usage used = line.used();
      Licence licence = new Licence(used.holder(), used.part());
      Days days = Days.of(used.from(), used.until());
      if (isPaid(line.kind())) {
        paid.merge(licence, days, Days::or);
      } else if (line.kind() == LineKind.CREDIT) {
        paid.computeIfPresent(licence, (of, before) -> before.without(days));
      }
    }
    Days served = Dues.served(customer.lives(), terms.now().zone());
    Days all = paid.values().stream().reduce(Days.none(), Days::or);
    Days within = all.and(served);
    return new LastDay(
        within.isEmpty() ? Optional.empty() : Optional.of(within.last()),
        !all.without(served).isEmpty());
  }

  private static boolean isPaid(LineKind kind) {
    return kind == LineKind.ADVANCE || kind == LineKind.ARREARS;
  }
}
