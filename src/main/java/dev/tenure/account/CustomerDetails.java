package dev.tenure.account;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a reseller keeps about a customer and may edit.
 *
 * @param reference the reseller's own number for it, may be empty
 * @param country ISO 3166 alpha-2, upper case
 * @param zone in which the customer's people see times and dates of termination are picked (A8)
 * @param trialUntil last local day of the trial, inclusive; null without one (A1: never a status)
 */
public record CustomerDetails(
    String name,
    String reference,
    ProductType product,
    String country,
    ZoneId zone,
    String notes,
    @Nullable LocalDate trialUntil) {

  /**
   * Takes the words without the white space around them.
   *
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  public CustomerDetails {
    name = Words.required("name", "customer’s name", name, 100);
    reference = Words.optional("reference", "reference", reference, 60);
    country = Words.country("country", country);
    notes = Words.optional("notes", "notes", notes, 2000);
  }
}
