package dev.tenure.collection.intake;

import dev.tenure.identity.Door;
import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The intake knows its callers by their keys: no session, no cookie, hence no forgery to fear. */
@Configuration
class IntakeRoutes {

  @Bean
  RouteRules intakeRules() {
    return RouteRules.of(new RouteRule(HttpMethod.POST, "/intake/v1/events", new Door.OwnKeys()));
  }
}
