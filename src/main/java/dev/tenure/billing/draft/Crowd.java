package dev.tenure.billing.draft;

import dev.tenure.account.Period;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer that an invoice isn't drafted for, as far as it decides tiers by volume: how many of
 * its users hold the same licences.
 *
 * @param lives its service periods
 * @param trialUntil last day of its trial, null without one (D7)
 */
public record Crowd(List<Period> lives, @Nullable LocalDate trialUntil, List<Alike> users) {

  /**
   * Users that hold the same parts over the same days.
   *
   * @param count how many they are
   * @param holdings those of one of them
   */
  public record Alike(int count, List<CustomerFacts.Holding> holdings) {}
}
