package dev.tenure.identity.web;

import dev.tenure.identity.IdentitySettings;
import dev.tenure.identity.sessions.Token;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The cookie with the session's token. Over https its name makes browsers refuse it from anybody
 * but this very host; a request over https believes no other name.
 */
@Component
class SessionCookie {

  private static final String PLAIN = "tenure";
  private static final String SECURE = "__Host-tenure";

  private final boolean alwaysSecure;

  SessionCookie(IdentitySettings settings) {
    this.alwaysSecure = settings.session().secure();
  }

  boolean secure(HttpServletRequest request) {
    return alwaysSecure || request.isSecure();
  }

  Optional<Token> read(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, name(request)))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= 100)
        .map(Token::new);
  }

  /** Hands the token over until the browser is closed; how long it is good for, the row knows. */
  void write(HttpServletRequest request, HttpServletResponse response, Token token) {
    response.addHeader(
        HttpHeaders.SET_COOKIE, cookie(request, token.text(), Duration.ofSeconds(-1)));
  }

  void clear(HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO));
  }

  private String name(HttpServletRequest request) {
    return secure(request) ? SECURE : PLAIN;
  }

  private String cookie(HttpServletRequest request, String value, Duration life) {
    return ResponseCookie.from(name(request), value)
        .path("/")
        .httpOnly(true)
        .secure(secure(request))
        .sameSite("Lax")
        .maxAge(life)
        .build()
        .toString();
  }
}
