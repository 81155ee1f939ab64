package dev.tenure.platform;

import java.util.UUID;

/** Identifies one person; a UUIDv7, so ids sort by creation. */
public record PersonId(UUID value) {

  /**
   * Reads an id as it stands in an address.
   *
   * @throws Refused as not found, since an address that is no id leads nowhere
   */
  public static PersonId parse(String text) {
    return new PersonId(Refusal.NotFound.uuid(text, "person"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
