package dev.tenure.identity.web;

import dev.tenure.identity.Principal;
import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteTable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.ServletRequestPathUtils;

/** What identity knows about a request while it lasts. */
final class Visit {

  private static final String PRINCIPAL = Visit.class.getName() + ".principal";

  private static final String RULED = Visit.class.getName() + ".ruled";

  private record Ruled(String asked, Optional<RouteRule> rule) {}

  private Visit() {}

  static void admit(HttpServletRequest request, Principal principal) {
    request.setAttribute(PRINCIPAL, principal);
  }

  /** The person whom the gate admitted at the beginning of the request. */
  static Optional<Principal> principal(HttpServletRequest request) {
    return Optional.ofNullable((Principal) request.getAttribute(PRINCIPAL));
  }

  /** The rule for the request, looked up once: choice of chain, gate and authorization all ask. */
  static Optional<RouteRule> rule(RouteTable table, HttpServletRequest request) {
    String asked = request.getMethod() + " " + request.getRequestURI();
    if (request.getAttribute(RULED) instanceof Ruled(String before, Optional<RouteRule> rule)
        && before.equals(asked)) {
      return rule;
    }
    Optional<RouteRule> rule =
        table.find(
            HttpMethod.valueOf(request.getMethod()),
            ServletRequestPathUtils.parse(request).pathWithinApplication());
    request.setAttribute(RULED, new Ruled(asked, rule));
    return rule;
  }

  /** Whether a person looks at the answer, and not a script or a program. */
  static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("text/html") && !isPart(request);
  }

  /** Whether a script asked for a part of the page that it is on. */
  static boolean isPart(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }

  /** Method and path, for the trail. */
  static String words(HttpServletRequest request) {
    return request.getMethod() + " " + request.getRequestURI();
  }
}
