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
  private static final int NAME = 100;
  private static final int EMAIL = 200;
  private static final int PHONE = 40;

  /**
   * Takes the words without the white space around them, typed now or stored under older rules.
   *
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  public ResellerDetails {
    name = Words.keptFilled("name", "reseller’s name", name, NAME);
    country = Words.country("country", country);
    currency = Words.currency("currency", currency);
    contactName = Words.keptFilled("contactName", "contact’s name", contactName, NAME);
    contactEmail =
        Words.keptFilled("contactEmail", "contact’s e-mail address", contactEmail, EMAIL);
    if (!contactEmail.matches("[^@\\s]+@[^@\\s]+")) {
      throw Words.invalid(
          "contactEmail",
          "email-invalid",
          "Enter an e-mail address, for example help@example.com.");
    }
    contactPhone = Words.kept("contactPhone", "contact’s telephone number", contactPhone, PHONE);
    if (trialDaysMax < 0 || trialDaysMax > LONGEST_TRIAL) {
      throw Words.invalid("trialDaysMax", "trial-out-of-range", "Enter 0 (no trials) to 366 days.");
    }
  }

  /**
   * The same, checked as newly typed: its texts are visible and can be typed again.
   *
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  public ResellerDetails typed() {
    return new ResellerDetails(
        Words.required("name", "reseller’s name", name, NAME),
        country,
        zone,
        currency,
        Words.required("contactName", "contact’s name", contactName, NAME),
        Words.required("contactEmail", "contact’s e-mail address", contactEmail, EMAIL),
        Words.optional("contactPhone", "contact’s telephone number", contactPhone, PHONE),
        trialDaysMax);
  }
}
