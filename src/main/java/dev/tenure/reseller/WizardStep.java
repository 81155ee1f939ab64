package dev.tenure.reseller;

import dev.tenure.platform.web.Typed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The steps of creating a customer; each keeps what the others' fields hold, in hidden ones. */
public enum WizardStep {
  DETAILS(Stream.concat(DetailsForm.FIELDS.stream(), Stream.of("trialProposed")).toList()),
  CONNECTION(
      Stream.concat(Stream.of("sourceKind", "sourceName"), ConnectionForm.FIELDS.stream())
          .toList()),
  ADMINISTRATOR(List.of("adminName", "adminEmail"));

  private final List<String> fields;

  WizardStep(List<String> fields) {
    this.fields = fields;
  }

  static WizardStep of(String text) {
    return Arrays.stream(values())
        .filter(step -> step.name().equals(text))
        .findFirst()
        .orElse(DETAILS);
  }

  /** The step on which the field is, or this one for a field of none. */
  WizardStep holding(Set<String> wrong) {
    return Arrays.stream(values())
        .filter(step -> step.fields.stream().anyMatch(wrong::contains))
        .findFirst()
        .orElse(this);
  }

  WizardStep next() {
    return switch (this) {
      case DETAILS -> CONNECTION;
      case CONNECTION, ADMINISTRATOR -> ADMINISTRATOR;
    };
  }

  WizardStep previous() {
    return switch (this) {
      case DETAILS, CONNECTION -> DETAILS;
      case ADMINISTRATOR -> CONNECTION;
    };
  }

  /** The fields of the other steps as they were typed. */
  public Map<String, String> kept(Typed typed) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (WizardStep step : values()) {
      if (step != this) {
        kept.putAll(typed.only(step.fields.toArray(String[]::new)));
      }
    }
    return kept;
  }
}
