package dev.tenure.collection;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.UUID;

/** Identifies one phone system connection; a UUIDv7, so ids sort by creation. */
public record SourceId(UUID value) {

  /**
   * Reads an id as it stands in an address.
   *
   * @throws Refused as not found, since an address that is no id leads nowhere
   */
  public static SourceId parse(String text) {
    try {
      return new SourceId(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      throw unknown();
    }
  }

  public static Refused unknown() {
    return new Refused(new Refusal.NotFound("phone system"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
