package dev.tenure.platform;

import java.util.UUID;

/** Identifies one reseller; a UUIDv7, so ids sort by creation. */
public record ResellerId(UUID value) {

  /**
   * Reads an id as it stands in an address.
   *
   * @throws Refused as not found, since an address that is no id leads nowhere
   */
  public static ResellerId parse(String text) {
    return new ResellerId(Refusal.NotFound.uuid(text, "reseller"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
