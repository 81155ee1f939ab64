package dev.tenure.account;

import java.time.ZoneId;

/**
 * What Support keeps about a reseller.
 *
 * @param country ISO 3166 alpha-2
 * @param zone of its pages and of its billing days (D1)
 * @param currency ISO 4217
 * @param contactName whom the people of a stopped customer are told to contact (B4)
 * @param trialDaysMax longest trial in days that it may give; 0 for none (D7)
 */
public record ResellerDetails(
    String name,
    String country,
    ZoneId zone,
    String currency,
    String contactName,
    String contactEmail,
    String contactPhone,
    int trialDaysMax) {

  private static final int LONGEST_TRIAL = 366;

  /**
   * Takes the words without the white space around them.
   *
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  public ResellerDetails {
    name = Words.required("name", "reseller’s name", name, 100);
    country = Words.country("country", country);
    currency = Words.currency("currency", currency);
    contactName = Words.required("contactName", "contact’s name", contactName, 100);
    contactEmail = Words.required("contactEmail", "contact’s e-mail address", contactEmail, 200);
    if (!contactEmail.matches("[^@\\s]+@[^@\\s]+")) {
      throw Words.invalid(
          "contactEmail",
          "email-invalid",
          "Enter an e-mail address, for example help@example.com.");
    }
    contactPhone = Words.optional("contactPhone", "contact’s telephone number", contactPhone, 40);
    if (trialDaysMax < 0 || trialDaysMax > LONGEST_TRIAL) {
      throw Words.invalid("trialDaysMax", "trial-out-of-range", "Enter 0 (no trials) to 366 days.");
    }
  }
}
