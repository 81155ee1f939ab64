package dev.tenure.support;

import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Words;
import dev.tenure.platform.web.Places;
import dev.tenure.platform.web.Typed;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** A reseller's details as fields of a form, and back. */
@Component
public class ResellerForm {

  /** In the order in which the form shows them. */
  static final Set<String> FIELDS =
      new java.util.LinkedHashSet<>(
          java.util.List.of(
              "name",
              "country",
              "zone",
              "currency",
              "contactName",
              "contactEmail",
              "contactPhone",
              "trialDaysMax"));

  private final Places places;

  ResellerForm(Places places) {
    this.places = places;
  }

  /** Countries, zones and currencies to choose from; codes with the names that people read. */
  public record Choices(
      Map<String, String> countries, Map<String, String> zones, Map<String, String> currencies) {}

  Choices choices() {
    Map<String, String> currencies = new TreeMap<>();
    for (Currency currency : Currency.getAvailableCurrencies()) {
      if (currency.getDefaultFractionDigits() >= 0 && currency.getNumericCode() < 960) {
        String code = currency.getCurrencyCode();
        currencies.put(code, code + " · " + currency.getDisplayName(Locale.UK));
      }
    }
    return new Choices(places.countries(), places.zones(), currencies);
  }

  static Typed empty() {
    return new Typed(
        Map.of("country", "GB", "zone", "Europe/London", "currency", "GBP", "trialDaysMax", "30"));
  }

  static Typed of(ResellerDetails details) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", details.name());
    values.put("country", details.country());
    values.put("zone", details.zone().getId());
    values.put("currency", details.currency());
    values.put("contactName", details.contactName());
    values.put("contactEmail", details.contactEmail());
    values.put("contactPhone", details.contactPhone());
    values.put("trialDaysMax", String.valueOf(details.trialDaysMax()));
    return new Typed(values);
  }

  /**
   * Reads the fields.
   *
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  static ResellerDetails read(Typed typed) {
    return new ResellerDetails(
            typed.get("name"),
            typed.get("country"),
            Words.zone("zone", typed.get("zone")),
            typed.get("currency"),
            typed.get("contactName"),
            typed.get("contactEmail"),
            typed.get("contactPhone"),
            Math.clamp(typed.number("trialDaysMax", -1), -1, 1_000_000))
        .typed();
  }
}
