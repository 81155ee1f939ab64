package dev.tenure.identity.web;

import dev.tenure.identity.AccessGate;
import dev.tenure.identity.Cost;
import dev.tenure.identity.Door;
import dev.tenure.identity.Principal;
import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteTable;
import dev.tenure.identity.Standing;
import dev.tenure.identity.sessions.AccessRefusals;
import dev.tenure.platform.database.Tenant;
import dev.tenure.platform.database.Use;
import dev.tenure.platform.database.Use.Work;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the gate in front of every route that isn't open to all: no session, no entry; and whoever's
 * account has been stopped is told so instead of anything else, whatever they asked for (B1, B2).
 */
final class GateFilter extends OncePerRequestFilter {

  private final RouteTable routes;
  private final AccessGate gate;
  private final SessionCookie cookie;
  private final AccessRefusals refusals;
  private final Refuser refuser;

  GateFilter(
      RouteTable routes,
      AccessGate gate,
      SessionCookie cookie,
      AccessRefusals refusals,
      Refuser refuser) {
    this.routes = routes;
    this.gate = gate;
    this.cookie = cookie;
    this.refusals = refusals;
    this.refuser = refuser;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      // It was judged before; what is still to be said reads as the one who asked.
      during(use(Visit.principal(request), Work.PAGES), request, response, chain);
      return;
    }
    Optional<RouteRule> rule = Visit.rule(routes, request);
    if (rule.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    switch (rule.get().door()) {
      case Door.Asset open -> chain.doFilter(request, response);
      case Door.OwnKeys open -> chain.doFilter(request, response);
      case Door.Open open -> during(Use.GATE, request, response, chain);
      case Door.SignedIn guarded -> guard(rule.get(), request, response, chain);
      case Door.Of guarded -> guard(rule.get(), request, response, chain);
      case Door.For guarded -> guard(rule.get(), request, response, chain);
    }
  }

  private void guard(
      RouteRule rule, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Standing standing =
        cookie
            .read(request)
            .map(token -> gate.admit(token.text()))
            .orElseGet(Standing.NoSession::new);
    switch (standing) {
      case Standing.Admitted(Principal principal) -> {
        Visit.admit(request, principal);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedInToken(principal));
        SecurityContextHolder.setContext(context);
        // One's own password and sessions are the gate's, not one's organisation's.
        Use use =
            rule.door() instanceof Door.SignedIn
                ? Use.GATE
                : use(Optional.of(principal), work(rule));
        during(use, request, response, chain);
      }
      case Standing.Stopped stopped -> {
        Use.GATE.run(() ->
            refusals.record(
                stopped.principal(),
                "access-stopped",
                Visit.words(request),
                request.getRemoteAddr()));
        refuser.stopped(request, response, stopped.principal().organisation(), stopped.contact());
      }
      case Standing.NoSession none -> refuser.notSignedIn(request, response);
    }
  }

  private static Work work(RouteRule rule) {
    return rule.vital() ? Work.VITAL : rule.cost() == Cost.HEAVY ? Work.HEAVY : Work.PAGES;
  }

  private static Use use(Optional<Principal> who, Work work) {
    return who.map(principal -> new Use(work, tenant(principal))).orElse(Use.GATE);
  }

  private static @Nullable Tenant tenant(Principal principal) {
    return switch (principal.level()) {
      case RESELLER -> new Tenant.OfReseller(principal.ownReseller());
      case CUSTOMER -> new Tenant.OfCustomer(principal.ownCustomer());
      case SUPPORT, SYSTEM -> null;
    };
  }

  /** From here on the request's thread reads and writes as that, until it has answered. */
  private static void during(
      Use use, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      use.<@Nullable Object, Exception>call(() -> {
        chain.doFilter(request, response);
        return null;
      });
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }
}
