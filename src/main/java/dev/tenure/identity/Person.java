package dev.tenure.identity;

import dev.tenure.platform.PersonId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One person as administrators see them.
 *
 * @param activatedAt when they chose their first password, null until then
 * @param lastSignInAt null until the first time
 * @param signedIn whether they have a session that the gate admits now
 */
public record Person(
    PersonId id,
    String name,
    String email,
    Set<Permission> permissions,
    boolean active,
    Instant createdAt,
    @Nullable Instant activatedAt,
    @Nullable Instant lastSignInAt,
    boolean signedIn,
    long version) {

  public Person {
    permissions = Set.copyOf(permissions);
  }

  /** {@code deactivated}, {@code invited} or {@code active}. */
  public String state() {
    return !active ? "deactivated" : activatedAt == null ? "invited" : "active";
  }
}
