package dev.tenure.account;

import java.util.Map;

/** A reseller's details as named parameters of its SQL. */
final class DetailParams {

  private DetailParams() {}

  static Map<String, Object> of(ResellerDetails d) {
    return Map.of(
        "name", d.name(),
        "country", d.country(),
        "zone", d.zone().getId(),
        "currency", d.currency(),
        "contactName", d.contactName(),
        "contactEmail", d.contactEmail(),
        "contactPhone", d.contactPhone(),
        "trialDaysMax", d.trialDaysMax());
  }
}
