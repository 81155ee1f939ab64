package dev.tenure.identity.web;

import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteTable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the controller of a request by its line in the route table, which the gate has looked up
 * already, instead of trying all patterns a second time. Whatever has no line of its own is found
 * as usual.
 */
final class RoutedMapping extends RequestMappingHandlerMapping {

  private record Handler(RequestMappingInfo info, HandlerMethod method) {}

  private final RouteTable routes;
  private volatile @Nullable Map<String, List<Handler>> byPattern;

  RoutedMapping(RouteTable routes) {
    this.routes = routes;
  }

  @Override
  protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
      throws Exception {
    List<Handler> candidates =
        Visit.rule(routes, request)
            .map(RouteRule::pattern)
            .map(pattern -> byPattern().getOrDefault(pattern, List.of()))
            .orElseGet(List::of);
    for (Handler handler : candidates) {
      RequestMappingInfo match = getMatchingMapping(handler.info(), request);
      if (match != null) {
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, handler.method());
        handleMatch(match, path, request);
        return handler.method();
      }
    }
    return super.lookupHandlerMethod(path, request);
  }

  private Map<String, List<Handler>> byPattern() {
    Map<String, List<Handler>> known = byPattern;
    if (known == null) {
      known = new HashMap<>();
      for (Map.Entry<RequestMappingInfo, HandlerMethod> mapping : getHandlerMethods().entrySet()) {
        for (String pattern : mapping.getKey().getPatternValues()) {
          known
              .computeIfAbsent(pattern, p -> new ArrayList<>())
              .add(new Handler(mapping.getKey(), mapping.getValue()));
        }
      }
      byPattern = known;
    }
    return known;
  }
}
