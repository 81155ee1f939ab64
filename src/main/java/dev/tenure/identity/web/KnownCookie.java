package dev.tenure.identity.web;

import dev.tenure.identity.guess.KnownBrowsers;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Token;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The cookie by which a browser is known to those who signed in with it (B9). It opens nothing, and
 * outlives sign-outs.
 */
@Component
class KnownCookie {

  private static final String PLAIN = "tenure-browser";
  private static final String SECURE = "__Host-tenure-browser";
  private static final int LONGEST = 100;

  private final SessionCookie cookies;

  KnownCookie(SessionCookie cookies) {
    this.cookies = cookies;
  }

  /** Who asks, with the token that the browser sent. */
  Browser browser(HttpServletRequest request) {
    return new Browser(
        request.getRemoteAddr(),
        Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""),
        token(request));
  }

  private @Nullable Token token(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, name(request)))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST)
        .map(Token::new)
        .orElse(null);
  }

  void write(HttpServletRequest request, HttpServletResponse response, Token token) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(name(request), token.text())
            .path("/")
            .httpOnly(true)
            .secure(cookies.secure(request))
            .sameSite("Lax")
            .maxAge(KnownBrowsers.LIFE)
            .build()
            .toString());
  }

  private String name(HttpServletRequest request) {
    return cookies.secure(request) ? SECURE : PLAIN;
  }
}
