package dev.tenure.reseller;

import dev.tenure.billing.Holder;
import dev.tenure.billing.Licences;
import dev.tenure.billing.PartNumber;
import dev.tenure.platform.web.Page;
import java.time.LocalDate;
import java.util.stream.Collectors;

/** What a user holds, in words. */
final class HolderWords {

  private HolderWords() {}

  static String held(Page page, Licences.Overview overview, Holder holder) {
    return holder.licences().isEmpty()
        ? "–"
        : holder.licences().stream()
            .map(held -> held(page, overview, held))
            .collect(Collectors.joining(", "));
  }

  private static String held(Page page, Licences.Overview overview, Holder.Held held) {
    LocalDate trial = held.trialUntil();
    String name =
        trial == null || trial.isBefore(overview.today())
            ? part(overview, held.part())
            : page.text(
                "reseller.licences.trial", part(overview, held.part()), page.formats().date(trial));
    var until = held.until();
    return held.from().isAfter(overview.today())
        ? page.text("reseller.licences.from", name, page.formats().date(held.from()))
        : until == null
            ? name
            : page.text("reseller.licences.until", name, page.formats().date(until.minusDays(1)));
  }

  /** The part's name, or its number where it can no longer be assigned. */
  static String part(Licences.Overview overview, PartNumber number) {
    return overview.parts().stream()
        .filter(part -> part.number().equals(number))
        .findFirst()
        .map(part -> part.name())
        .orElse(number.value());
  }
}
