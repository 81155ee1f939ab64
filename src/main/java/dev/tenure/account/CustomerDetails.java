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

  private static final int NAME = 100;
  private static final int REFERENCE = 60;
  private static final int NOTES = 2000;

  /**
   * Takes the words without the white space around them, typed now or stored under older rules.
   *
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  public CustomerDetails {
    name = Words.keptFilled("name", "customer’s name", name, NAME);
    reference = Words.kept("reference", "reference", reference, REFERENCE);
    country = Words.country("country", country);
    notes = Words.kept("notes", "notes", notes, NOTES);
  }

  /**
   * The same, checked as newly typed: its texts are visible and can be typed again.
   *
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  public CustomerDetails typed() {
    return new CustomerDetails(
        Words.required("name", "customer’s name", name, NAME),
        Words.optional("reference", "reference", reference, REFERENCE),
        product,
        country,
        zone,
        Words.lines("notes", "notes", notes, NOTES),
        trialUntil);
  }

  /** The same with another last day of the trial. */
  CustomerDetails withTrial(@Nullable LocalDate until) {
    return new CustomerDetails(name, reference, product, country, zone, notes, until);
  }
}
