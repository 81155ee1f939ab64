package dev.tenure.platform;

import java.util.UUID;

/** Identifies one customer; a UUIDv7, so ids sort by creation. */
public record CustomerId(UUID value) {

  /**
   * Reads an id as it stands in an address.
   *
   * @throws Refused as not found, since an address that is no id leads nowhere
   */
  public static CustomerId parse(String text) {
    return new CustomerId(Refusal.NotFound.uuid(text, "customer"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
