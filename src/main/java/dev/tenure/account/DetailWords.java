package dev.tenure.account;

/** Details in the trail's before and after fields. */
final class DetailWords {

  private DetailWords() {}

  static String of(CustomerDetails d) {
    return "name: %s; reference: %s; product: %s; country: %s; zone: %s; trial until: %s; notes: %s"
        .formatted(
            d.name(),
            d.reference(),
            d.product(),
            d.country(),
            d.zone(),
            d.trialUntil() == null ? "-" : d.trialUntil(),
            d.notes());
  }

  static String of(ResellerDetails d) {
    return "name: %s; country: %s; zone: %s; currency: %s; contact: %s, %s, %s; longest trial: %d days"
        .formatted(
            d.name(),
            d.country(),
            d.zone(),
            d.currency(),
            d.contactName(),
            d.contactEmail(),
            d.contactPhone(),
            d.trialDaysMax());
  }
}
