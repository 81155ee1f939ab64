package dev.tenure.reseller;

import dev.tenure.account.CustomerDetails;
import dev.tenure.account.ProductType;
import dev.tenure.account.Reseller;
import dev.tenure.account.Words;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Places;
import dev.tenure.platform.web.Typed;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A customer's details as fields of a form, and back. */
@Component
class DetailsForm {

  /** In the order in which a form shows them. */
  static final List<String> FIELDS =
      List.of("name", "product", "reference", "country", "zone", "trial", "trialUntil", "notes");

  private static final int LONGEST = 40;

  private final Places places;

  DetailsForm(Places places) {
    this.places = places;
  }

  static Typed of(CustomerDetails details) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", details.name());
    values.put("product", details.product().name());
    values.put("reference", details.reference());
    values.put("country", details.country());
    values.put("zone", details.zone().getId());
    LocalDate trial = details.trialUntil();
    if (trial != null) {
      values.put("trial", "on");
      values.put("trialUntil", trial.toString());
    }
    values.put("notes", details.notes());
    return new Typed(values);
  }

  /**
   * Reads the fields; no zone means the country's usual one.
   *
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  CustomerDetails read(Typed typed) {
    String country = typed.get("country");
    CustomerDetails read =
        new CustomerDetails(
            typed.get("name"),
            typed.get("reference"),
            typed.choice("product", ProductType.values()).orElse(ProductType.REPORTS),
            country,
            zone(typed),
            typed.lines("notes"),
            trial(typed));
    return read.typed();
  }

  private ZoneId zone(Typed typed) {
    String zone = typed.get("zone");
    return Words.zone(
        "zone", zone.isEmpty() ? places.usualZone(typed.get("country")).orElse("") : zone);
  }

  /** The zone of the form, or the reseller's while the form has no valid one. */
  ZoneId zone(Typed typed, Reseller reseller) {
    try {
      return zone(typed);
    } catch (Refused none) {
      return reseller.details().zone();
    }
  }

  private static @Nullable LocalDate trial(Typed typed) {
    return typed.has("trial") ? date(typed, "trialUntil") : null;
  }

  /** A date as a date field sends it. */
  static LocalDate date(Typed typed, String field) {
    String text = typed.get(field);
    return typed
        .day(field)
        .orElseThrow(() ->
            Words.invalid(
                field,
                "date-unknown",
                text.isBlank()
                    ? "Pick a date."
                    : "%s is not a date from 1970 to 2199. Enter it as year-month-day, for example 2026-11-30."
                        .formatted(text.substring(0, Math.min(text.length(), LONGEST)))));
  }
}
