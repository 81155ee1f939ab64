package dev.tenure.billing;

import java.util.UUID;

/** Identifies one price plan. */
public record PlanId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
