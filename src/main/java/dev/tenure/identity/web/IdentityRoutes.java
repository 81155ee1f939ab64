package dev.tenure.identity.web;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.tenure.identity.Act;
import dev.tenure.identity.Cost;
import dev.tenure.identity.Door;
import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteRules;
import dev.tenure.identity.RouteTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Identity's lines of the route table. */
@Configuration
class IdentityRoutes {

  private static final Door OPEN = new Door.Open();
  private static final Door SIGNED_IN = new Door.SignedIn();

  @Bean
  static WebMvcRegistrations routedMapping(ObjectProvider<RouteTable> routes) {
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RoutedMapping(routes.getObject());
      }
    };
  }

  @Bean
  RouteRules identityRules() {
    return RouteRules.of(
        new RouteRule(GET, "/assets/**", new Door.Asset()),
        new RouteRule(GET, "/health/live", new Door.OwnKeys()),
        new RouteRule(GET, "/health/ready", new Door.OwnKeys()),
        new RouteRule(GET, "/", OPEN),
        new RouteRule(GET, "/signin", OPEN),
        new RouteRule(POST, "/signin", OPEN),
        new RouteRule(POST, "/signout", OPEN),
        new RouteRule(GET, "/forgot", OPEN),
        new RouteRule(POST, "/forgot", OPEN),
        new RouteRule(GET, "/activate/{token}", OPEN),
        new RouteRule(POST, "/activate/{token}", OPEN),
        new RouteRule(GET, "/reset/{token}", OPEN),
        new RouteRule(POST, "/reset/{token}", OPEN),
        new RouteRule(GET, "/first/{token}", OPEN),
        new RouteRule(POST, "/first/{token}", OPEN),
        new RouteRule(GET, "/profile", SIGNED_IN),
        new RouteRule(POST, "/profile/password", SIGNED_IN),
        new RouteRule(POST, "/profile/sessions/{session}/end", SIGNED_IN),
        new RouteRule(POST, "/profile/browsers/{browser}/forget", SIGNED_IN),
        new RouteRule(POST, "/profile/sign-out-everywhere", SIGNED_IN));
  }

  @Bean
  RouteRules peopleRules() {
    return new RouteRules(
        Stream.of(
                people("/reseller/users", Act.KEEP_RESELLER_PEOPLE),
                people("/portal/users", Act.KEEP_CUSTOMER_PEOPLE),
                people("/support/users", Act.KEEP_SUPPORT_PEOPLE))
            .flatMap(List::stream)
            .map(rule -> proved(rule) ? rule.withProof() : rule)
            .toList());
  }

  /** B8: whoever makes people of Support, or gives them permissions, has proved who they are. */
  private static boolean proved(RouteRule rule) {
    return rule.method().equals(POST)
        && Set.of("/support/users/new", "/support/users/{person}").contains(rule.pattern());
  }

  private static List<RouteRule> people(String path, Act act) {
    return Stream.of(
            route(GET, path, act),
            route(GET, path + ".csv", act),
            route(GET, path + "/new", act),
            route(POST, path + "/new", act),
            route(GET, path + "/{person}", act),
            route(POST, path + "/{person}", act),
            route(POST, path + "/{person}/deactivate", act).costing(Cost.VITAL),
            route(POST, path + "/{person}/reactivate", act).costing(Cost.VITAL),
            route(POST, path + "/{person}/sign-out", act).costing(Cost.VITAL),
            route(POST, path + "/{person}/link", act).costing(Cost.VITAL))
        .toList();
  }

  private static RouteRule route(HttpMethod method, String pattern, Act act) {
    return new RouteRule(method, pattern, new Door.For(act));
  }
}
