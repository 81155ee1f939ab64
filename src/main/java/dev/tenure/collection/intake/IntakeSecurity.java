package dev.tenure.collection.intake;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The intake knows its callers by their keys: no session, no cookie, hence no forgery to fear. */
@Configuration
class IntakeSecurity {

  @Bean
  @Order(10)
  SecurityFilterChain intakeChain(HttpSecurity http) {
    return http.securityMatcher("/intake/**")
        .csrf(csrf -> csrf.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .authorizeHttpRequests(routes -> routes.anyRequest().permitAll())
        .build();
  }
}
