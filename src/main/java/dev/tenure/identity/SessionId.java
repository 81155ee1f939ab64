package dev.tenure.identity;

import java.util.UUID;

/** Identifies one session; it is no secret and opens nothing, unlike the session's token. */
public record SessionId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
