package dev.tenure.identity.web;

import dev.tenure.identity.Cost;
import dev.tenure.identity.Principal;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.database.DatabaseProperties;
import dev.tenure.platform.database.Tenant;
import dev.tenure.platform.database.Use;
import dev.tenure.platform.limits.FairSlots;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What each tenant may have answered at the same time. A tenant is a customer, a reseller, or
 * Support. Those of a level share its connections to the database, and no tenant gets them all:
 * customers' reports have nothing to do with resellers' downloads.
 */
@Component
class TenantBudget {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 64;
  private static final UUID ANY = new UUID(0, 0);

  /** Whose connections there are for each level. */
  private static final Map<Level, Optional<Tenant>> LEVELS =
      Map.of(
          Level.CUSTOMER, Optional.of(new Tenant.OfCustomer(new CustomerId(ANY))),
          Level.RESELLER, Optional.of(new Tenant.OfReseller(new ResellerId(ANY))),
          Level.SUPPORT, Optional.empty(),
          Level.SYSTEM, Optional.empty());

  private final Map<Level, FairSlots> heavy = new EnumMap<>(Level.class);
  private final Map<Level, FairSlots> ordinary = new EnumMap<>(Level.class);

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
   * @param heavyInAll as many as the level has connections for it unless it is set
   * @param heavyPerTenant half of that unless it is set
   * @param pagesPerTenant half of the level's connections for pages unless it is set
   */
  TenantBudget(
      DatabaseProperties database,
      @Value("${tenure.web.heavy:0}") int heavyInAll,
      @Value("${tenure.web.heavy-per-tenant:0}") int heavyPerTenant,
      @Value("${tenure.web.pages-per-tenant:0}") int pagesPerTenant) {
    LEVELS.forEach((level, tenant) -> {
      int all = orElse(heavyInAll, Use.heavy(tenant.orElse(null)).connections(database.poolSize()));
      int pages = Use.pages(tenant.orElse(null)).connections(database.poolSize());
      heavy.put(level, new FairSlots(all, orElse(heavyPerTenant, half(all)), MOST_WAITING));
      ordinary.put(
          level,
          new FairSlots(Integer.MAX_VALUE, orElse(pagesPerTenant, half(pages)), MOST_WAITING));
    });
  }

  private static int orElse(int set, int otherwise) {
    return set > 0 ? set : otherwise;
  }

  private static int half(int of) {
    return Math.max(1, of / 2);
  }

  /** A place for a request of that cost; empty if none came free in time. */
  Optional<Place> take(Cost cost, Principal principal) throws InterruptedException {
    return cost == Cost.VITAL
        ? Optional.of(NONE)
        : slots(cost, principal).take(tenant(principal), PATIENCE).map(slot -> slot::close);
  }

  /** Whether the tenant itself has as many as it may. */
  boolean isOwn(Cost cost, Principal principal) {
    return slots(cost, principal).isFull(tenant(principal));
  }

  private FairSlots slots(Cost cost, Principal principal) {
    return Objects.requireNonNull((cost == Cost.HEAVY ? heavy : ordinary).get(principal.level()));
  }

  private static Object tenant(Principal principal) {
    if (principal.customer() != null) {
      return principal.customer();
    }
    return principal.reseller() != null ? principal.reseller() : principal.level();
  }
}
