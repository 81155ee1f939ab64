package dev.tenure.identity.web;

import dev.tenure.identity.AccessGate;
import dev.tenure.identity.Door;
import dev.tenure.identity.RouteTable;
import dev.tenure.identity.sessions.AccessRefusals;
import dev.tenure.platform.web.Texts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Two chains of filters, chosen by the route table: with people behind it, and without. */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

  private static final String CONTENT =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  /** Nobody watches each filter by itself, and all of them together cost as much as a command. */
  @Bean
  SecurityObservationSettings unobserved() {
    return SecurityObservationSettings.noObservations();
  }

  /** Assets, and callers that bring keys of their own: no cookies, no CSRF token. */
  @Bean
  @Order(1)
  SecurityFilterChain withoutPeople(HttpSecurity http, RouteTable routes) {
    return bare(http)
        .securityMatcher(request -> withoutPeople(routes, request))
        .csrf(AbstractHttpConfigurer::disable)
        .headers(headers -> strict(headers).cacheControl(cache -> cache.disable()))
        .authorizeHttpRequests(all -> all.anyRequest().access(new RouteAuthorization(routes)))
        .build();
  }

  private static boolean withoutPeople(RouteTable routes, HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.REQUEST
        && Visit.rule(routes, request)
            .map(rule -> rule.door() instanceof Door.Asset || rule.door() instanceof Door.OwnKeys)
            .orElse(false);
  }

  /** Everything else: the gate first, then the CSRF token, the permission and the budget. */
  @Bean
  @Order(2)
  SecurityFilterChain withPeople(
      HttpSecurity http,
      RouteTable routes,
      AccessGate gate,
      SessionCookie cookie,
      AccessRefusals refusals,
      Refuser refuser,
      TenantBudget budget,
      Texts texts) {
    return bare(http)
        .csrf(csrf ->
            csrf.csrfTokenRepository(new CsrfCookies())
                .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                // Every request would count as a sign-in, and void the forms of all open pages.
                .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
        .headers(SecurityChains::strict)
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refuser).accessDeniedHandler(refuser))
        .addFilterBefore(new GateFilter(routes, gate, cookie, refusals, refuser), CsrfFilter.class)
        .addFilterBefore(new NoContainerSession(), GateFilter.class)
        .addFilterAfter(new BudgetFilter(routes, budget, texts), AuthorizationFilter.class)
        .authorizeHttpRequests(all ->
            // The request that they belong to was judged before.
            all.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .anyRequest()
                .access(new RouteAuthorization(routes)))
        .build();
  }

  private static HttpSecurity bare(HttpSecurity http) {
    return http.sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable);
  }

  private static HeadersConfigurer<HttpSecurity> strict(HeadersConfigurer<HttpSecurity> headers) {
    // HSTS is written by default, over https only; so are nosniff and no-store.
    return headers
        .contentSecurityPolicy(content -> content.policyDirectives(CONTENT))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
  }
}
