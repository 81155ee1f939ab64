package dev.tenure.identity.web;

import dev.tenure.identity.Door;
import dev.tenure.identity.Principal;
import dev.tenure.identity.RouteTable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Spring Security's decision about a request is the route table's, and no without a line there. */
final class RouteAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

  private final RouteTable routes;

  RouteAuthorization(RouteTable routes) {
    this.routes = routes;
  }

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> ignored, RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    Optional<Principal> principal = Visit.principal(request);
    boolean granted =
        Visit.rule(routes, request).filter(rule -> lets(rule.door(), principal)).isPresent();
    return new AuthorizationDecision(granted);
  }

  private static boolean lets(Door door, Optional<Principal> principal) {
    return switch (door) {
      case Door.Asset open -> true;
      case Door.OwnKeys open -> true;
      case Door.Open open -> true;
      case Door.SignedIn any -> principal.isPresent();
      case Door.Of(var level) -> principal.filter(who -> who.level() == level).isPresent();
      case Door.For(var act) -> principal.filter(who -> who.may(act)).isPresent();
    };
  }
}
