package dev.tenure.identity.web;

import dev.tenure.identity.Principal;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** How Spring Security knows the person that the gate has admitted. */
final class SignedInToken extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Principal principal;

  SignedInToken(Principal principal) {
    super(List.of());
    this.principal = principal;
    setAuthenticated(true);
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public Principal getPrincipal() {
    return principal;
  }

  @Override
  public String getName() {
    return principal.person().toString();
  }
}
