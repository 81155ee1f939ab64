package dev.tenure.identity.web;

import dev.tenure.identity.sessions.Token;
import dev.tenure.platform.web.OurCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The cookie with the session's token. */
@Component
class SessionCookie {

  private static final String NAME = "tenure";
  private static final String SAME_SITE = "Lax";

  Optional<Token> read(HttpServletRequest request) {
    return OurCookie.read(request, NAME).filter(value -> value.length() <= 100).map(Token::new);
  }

  /** Hands the token over until the browser is closed; how long it is good for, the row knows. */
  void write(HttpServletRequest request, HttpServletResponse response, Token token) {
    OurCookie.write(request, response, NAME, token.text(), OurCookie.WHILE_OPEN, SAME_SITE);
  }

  void clear(HttpServletRequest request, HttpServletResponse response) {
    OurCookie.forget(request, response, NAME, SAME_SITE);
  }
}
