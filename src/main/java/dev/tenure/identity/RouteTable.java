package dev.tenure.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

  private record Line(PathPattern pattern, RouteRule rule) {}

  /** What a path and the patterns that may match it have in common. */
  private record Shape(HttpMethod method, int segments, String first) {}

  private final List<Line> lines = new ArrayList<>();
  private final Map<Shape, List<Line>> byShape = new HashMap<>();

  /** Patterns for paths of any length, or of any beginning. */
  private final List<Line> shapeless = new ArrayList<>();

  RouteTable(List<RouteRules> contributions) {
    PathPatternParser parser = new PathPatternParser();
    Set<String> known = new HashSet<>();
    for (RouteRule rule : RouteRules.all(contributions)) {
      if (!known.add(rule.method() + " " + rule.pattern())) {
        throw new IllegalStateException("Two rules for one route: " + rule);
      }
      lines.add(new Line(parser.parse(rule.pattern()), rule));
    }
    // The most particular pattern decides, as it does when Spring chooses the controller.
    lines.sort(Comparator.comparing(Line::pattern));
    for (Line line : lines) {
      String pattern = line.rule().pattern();
      Shape shape = shape(line.rule().method(), PathContainer.parsePath(pattern));
      boolean any = pattern.contains("*") || shape.first().contains("{");
      (any ? shapeless : byShape.computeIfAbsent(shape, s -> new ArrayList<>())).add(line);
    }
  }

  private static Shape shape(HttpMethod method, PathContainer path) {
    int segments = 0;
    String first = "";
    for (PathContainer.Element element : path.elements()) {
      if (element instanceof PathContainer.PathSegment segment && segments++ == 0) {
        first = segment.valueToMatch();
      }
    }
    return new Shape(method, segments, first);
  }

  /** The rule for a request, or empty for one that nobody may send. */
  public Optional<RouteRule> find(HttpMethod method, PathContainer path) {
    HttpMethod asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    Line shaped = first(byShape.getOrDefault(shape(asked, path), List.of()), asked, path);
    Line other = first(shapeless, asked, path);
    boolean shapeDecides =
        other == null || (shaped != null && shaped.pattern().compareTo(other.pattern()) <= 0);
    return Optional.ofNullable(shapeDecides ? shaped : other).map(Line::rule);
  }

  private static @Nullable Line first(
      List<Line> candidates, HttpMethod method, PathContainer path) {
    for (Line line : candidates) {
      if (line.rule().method().equals(method) && line.pattern().matches(path)) {
        return line;
      }
    }
    return null;
  }

  /** All rules, the most particular patterns first. */
  public List<RouteRule> rules() {
    return lines.stream().map(Line::rule).toList();
  }
}
