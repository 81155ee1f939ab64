package dev.tenure.identity.web;

import dev.tenure.identity.guess.KnownBrowsers;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Token;
import dev.tenure.platform.web.OurCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The cookie by which a browser is known to those who signed in with it (B9). It opens nothing, and
 * outlives sign-outs.
 */
@Component
class KnownCookie {

  private static final String NAME = "tenure-browser";
  private static final int LONGEST = 100;

  /** Who asks, with the token that the browser sent. */
  Browser browser(HttpServletRequest request) {
    return new Browser(
        request.getRemoteAddr(),
        Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""),
        token(request));
  }

  private static @Nullable Token token(HttpServletRequest request) {
    return OurCookie.read(request, NAME)
        .filter(value -> value.length() <= LONGEST)
        .map(Token::new)
        .orElse(null);
  }

  void write(HttpServletRequest request, HttpServletResponse response, Token token) {
    OurCookie.write(request, response, NAME, token.text(), KnownBrowsers.LIFE, "Lax");
  }
}
