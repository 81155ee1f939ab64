package dev.tenure.billing;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.UUID;

/** Identifies one user of a customer as a holder of licences. */
public record HolderId(UUID value) {

  /**
   * Reads an id as it stands in an address.
   *
   * @throws Refused as not found
   */
  public static HolderId parse(String text) {
    try {
      return new HolderId(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      throw new Refused(new Refusal.NotFound("user"));
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
