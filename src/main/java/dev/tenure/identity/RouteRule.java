package dev.tenure.identity;

import dev.tenure.platform.Level;
import org.springframework.http.HttpMethod;

/**
 * One line of the {@link RouteTable}.
 *
 * @param method one method; a rule for GET holds for HEAD too
 * @param pattern as in a controller's mapping: {@code /reseller/customers/{id}} or {@code /x/**}
 * @param cost which budget of the tenant answering comes from
 * @param proved whether the act needs a password typed lately (B8)
 */
public record RouteRule(HttpMethod method, String pattern, Door door, Cost cost, boolean proved) {

  /** Without proof, at the usual cost: files are heavy, doors for all are vital. */
  public RouteRule(HttpMethod method, String pattern, Door door) {
    this(method, pattern, door, Cost.usual(method, pattern, door), false);
  }

  /** The same, of another cost. */
  public RouteRule costing(Cost other) {
    return new RouteRule(method, pattern, door, other, proved);
  }

  /** The same for an act that needs a password typed at most ten minutes ago (B8). */
  public RouteRule withProof() {
    return new RouteRule(method, pattern, door, cost, true);
  }

  /**
   * Whether it takes the connections that are kept for what must never wait for pages: a command,
   * while the page that warns of it shows figures which may take longer.
   */
  public boolean vital() {
    return cost == Cost.VITAL && !method.equals(HttpMethod.GET);
  }

  /** GET of a page or a stream, for those who may do the act. */
  public static RouteRule get(String pattern, Act act) {
    return new RouteRule(HttpMethod.GET, pattern, new Door.For(act));
  }

  /** POST of a form, for those who may do the act. */
  public static RouteRule post(String pattern, Act act) {
    return new RouteRule(HttpMethod.POST, pattern, new Door.For(act));
  }

  /** GET, for everybody of the level. */
  public static RouteRule get(String pattern, Level level) {
    return new RouteRule(HttpMethod.GET, pattern, new Door.Of(level));
  }

  /** POST, for everybody of the level. */
  public static RouteRule post(String pattern, Level level) {
    return new RouteRule(HttpMethod.POST, pattern, new Door.Of(level));
  }
}
