package dev.tenure.collection;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.UUID;

/** Identifies one agent of one phone system; a UUIDv7. */
public record AgentId(UUID value) {

  /**
   * Reads an id as it stands in an address.
   *
   * @throws Refused as not found, since an address that is no id leads nowhere
   */
  public static AgentId parse(String text) {
    try {
      return new AgentId(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      throw unknown();
    }
  }

  static Refused unknown() {
    return new Refused(new Refusal.NotFound("agent"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
