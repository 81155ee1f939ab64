package dev.tenure.identity.web;

import dev.tenure.identity.Cost;
import dev.tenure.identity.Principal;
import dev.tenure.platform.limits.FairSlots;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What each tenant may have answered at the same time. A tenant is a customer, a reseller, or
 * Support. Heavy requests are few in all as well: half of the connections to the database stay for
 * everything else.
 */
@Component
class TenantBudget {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 64;

  private final FairSlots heavy;
  private final FairSlots ordinary;

  /** Who is served at the same time without limit. */
  private static final Place NONE = () -> {};

  /** A place among those that are answered. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Budgets from the settings; those that are 0 follow from the connections to the database.
   *
   * @param heavyInAll half of the connections unless it is set
   * @param heavyPerTenant 3, and one less than all have, unless it is set
   * @param pagesPerTenant half of the connections unless it is set
   */
  TenantBudget(
      @Value("${tenure.database.pool-size:16}") int connections,
      @Value("${tenure.web.heavy:0}") int heavyInAll,
      @Value("${tenure.web.heavy-per-tenant:0}") int heavyPerTenant,
      @Value("${tenure.web.pages-per-tenant:0}") int pagesPerTenant) {
    int half = Math.max(1, connections / 2);
    int all = heavyInAll > 0 ? heavyInAll : half;
    int usual = Math.clamp(all - 1L, 1, 3);
    heavy = new FairSlots(all, heavyPerTenant > 0 ? heavyPerTenant : usual, MOST_WAITING);
    ordinary =
        new FairSlots(Integer.MAX_VALUE, pagesPerTenant > 0 ? pagesPerTenant : half, MOST_WAITING);
  }

  /** A place for a request of that cost; empty if none came free in time. */
  Optional<Place> take(Cost cost, Principal principal) throws InterruptedException {
    return switch (cost) {
      case VITAL -> Optional.of(NONE);
      case ORDINARY -> ordinary.take(tenant(principal), PATIENCE).map(slot -> slot::close);
      case HEAVY -> heavy.take(tenant(principal), PATIENCE).map(slot -> slot::close);
    };
  }

  /** Whether the tenant itself has as many as it may. */
  boolean isOwn(Cost cost, Principal principal) {
    return (cost == Cost.HEAVY ? heavy : ordinary).isFull(tenant(principal));
  }

  private static Object tenant(Principal principal) {
    if (principal.customer() != null) {
      return principal.customer();
    }
    return principal.reseller() != null ? principal.reseller() : principal.level();
  }
}
