package dev.tenure.identity;

import java.util.Collection;
import java.util.List;

/**
 * The routes that one module contributes to the {@link RouteTable}; it provides them as a bean
 * beside its controllers. A handler without a rule can't be reached, and fails a test.
 */
public record RouteRules(List<RouteRule> rules) {

  public RouteRules {
    rules = List.copyOf(rules);
  }

  public static RouteRules of(RouteRule... rules) {
    return new RouteRules(List.of(rules));
  }

  static List<RouteRule> all(Collection<RouteRules> contributions) {
    return contributions.stream().flatMap(some -> some.rules().stream()).toList();
  }
}
