package dev.tenure.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Every route that there is and whom it lets in. What isn't in the table is denied to everybody.
 */
@Component
public class RouteTable {

  private record Line(HttpMethod method, PathPattern pattern, RouteRule rule) {}

  private final List<Line> lines;

  RouteTable(List<RouteRules> contributions) {
    PathPatternParser parser = new PathPatternParser();
    Set<String> known = new HashSet<>();
    List<Line> read = new ArrayList<>();
    for (RouteRule rule : RouteRules.all(contributions)) {
      if (!known.add(rule.method() + " " + rule.pattern())) {
        throw new IllegalStateException("Two rules for one route: " + rule);
      }
      read.add(new Line(rule.method(), parser.parse(rule.pattern()), rule));
    }
    // The most particular pattern decides, as it does when Spring chooses the controller.
    read.sort(Comparator.comparing(Line::pattern));
    this.lines = List.copyOf(read);
  }

  /** The rule for a request, or empty for one that nobody may send. */
  public Optional<RouteRule> find(HttpMethod method, PathContainer path) {
    HttpMethod asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    return lines.stream()
        .filter(line -> line.method().equals(asked) && line.pattern().matches(path))
        .findFirst()
        .map(Line::rule);
  }

  /** All rules, the most particular patterns first. */
  public List<RouteRule> rules() {
    return lines.stream().map(Line::rule).toList();
  }
}
