package dev.tenure.identity.sessions;

import dev.tenure.identity.Contact;
import dev.tenure.identity.Permission;
import dev.tenure.identity.Principal;
import dev.tenure.identity.SessionId;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person and the account they belong to, as one query read them.
 *
 * @param reseller for a customer's person the customer's
 * @param passwordHash null until activated
 * @param accessOn whether the account lets its people in (B1)
 * @param parent the reseller of a customer's person; null on other levels
 */
public record Member(
    PersonId id,
    String name,
    String email,
    Level level,
    @Nullable ResellerId reseller,
    @Nullable CustomerId customer,
    String organisation,
    ZoneId zone,
    Set<Permission> permissions,
    @Nullable String passwordHash,
    boolean active,
    boolean accessOn,
    @Nullable Contact parent) {

  /** The customer or reseller they belong to, empty for Support. */
  public Optional<UUID> account() {
    return customer != null
        ? Optional.of(customer.value())
        : Optional.ofNullable(reseller).map(ResellerId::value);
  }

  /** Whom they turn to when access was stopped. */
  public Contact contact(Contact support) {
    return parent == null ? support : parent;
  }

  /** What others know of the person, and guess first when they look for a password. */
  public List<String> ownWords() {
    return List.of(name, email, organisation);
  }

  public Actor actor(String address) {
    return new Actor(id, name, level, reseller, customer, address);
  }

  Principal principal(SessionId session) {
    return new Principal(
        id, session, name, email, level, reseller, customer, organisation, zone, permissions);
  }
}
