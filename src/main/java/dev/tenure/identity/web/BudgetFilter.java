package dev.tenure.identity.web;

import dev.tenure.identity.Cost;
import dev.tenure.identity.Principal;
import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteTable;
import dev.tenure.platform.web.EarlyRefusal;
import dev.tenure.platform.web.Texts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets each tenant have its share at the same time, by the cost in the route's line. */
final class BudgetFilter extends OncePerRequestFilter {

  private final RouteTable routes;
  private final TenantBudget budget;
  private final Texts texts;

  BudgetFilter(RouteTable routes, TenantBudget budget, Texts texts) {
    this.routes = routes;
    this.budget = budget;
    this.texts = texts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Cost cost = Visit.rule(routes, request).map(RouteRule::cost).orElse(Cost.VITAL);
    Optional<Principal> principal = Visit.principal(request);
    if (principal.isEmpty() || cost == Cost.VITAL) {
      chain.doFilter(request, response);
      return;
    }
    try {
      Optional<TenantBudget.Place> place = budget.take(cost, principal.get());
      if (place.isEmpty()) {
        refuse(request, response, cost, budget.isOwn(cost, principal.get()));
        return;
      }
      TenantBudget.Place taken = place.get();
      try (taken) {
        chain.doFilter(request, response);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, Cost cost, boolean own)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, "10");
    String key = own ? cost == Cost.HEAVY ? "heavy" : "ordinary" : "all";
    EarlyRefusal.refuse(
        request,
        response,
        own ? 429 : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        own ? "slow-down" : "busy",
        texts.of("identity.budget." + key));
  }
}
