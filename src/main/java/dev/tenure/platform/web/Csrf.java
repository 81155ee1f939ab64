package dev.tenure.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * The hidden field that proves a form came from one of our pages.
 *
 * @param parameter its name; empty where the request needs no proof
 */
public record Csrf(String parameter, String token) {

  /** Reads the token, which also makes sure that the browser holds its other half. */
  static Csrf of(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? new Csrf(token.getParameterName(), token.getToken())
        : new Csrf("", "");
  }

  /** The field's name alone, without the trouble of making a token for it. */
  static Optional<String> parameter(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? Optional.of(token.getParameterName())
        : Optional.empty();
  }

  public boolean present() {
    return !parameter.isEmpty();
  }
}
