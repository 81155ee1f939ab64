package dev.tenure.billing;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.UUID;

/** Identifies one issued invoice. */
public record InvoiceId(UUID value) {

  /**
   * Reads an id as it stands in an address.
   *
   * @throws Refused as not found
   */
  public static InvoiceId parse(String text) {
    try {
      return new InvoiceId(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      throw new Refused(new Refusal.NotFound("invoice"));
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
