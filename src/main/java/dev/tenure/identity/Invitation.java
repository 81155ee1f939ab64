package dev.tenure.identity;

import java.util.Set;

/** Somebody who shall get a sign-in. */
public record Invitation(
    Organisation organisation, String name, String email, Set<Permission> permissions) {

  public Invitation {
    name = name.strip();
    email = email.strip();
    permissions = Set.copyOf(permissions);
  }
}
