package dev.tenure.reporting;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.UUID;

/** Identifies one saved view; a UUIDv7. */
public record ViewId(UUID value) {

  /**
   * Reads an id as it stands in an address.
   *
   * @throws Refused as not found, since an address that is no id leads nowhere
   */
  public static ViewId parse(String text) {
    try {
      return new ViewId(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      throw unknown();
    }
  }

  static Refused unknown() {
    return new Refused(new Refusal.NotFound("saved report"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
