package dev.tenure.identity.web;

import dev.tenure.identity.signin.SignInResult;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** How a browser learns what came of proving who one is, by password or by link. */
@Component
class SignInAnswer {

  private final SessionCookie cookie;
  private final Refuser refuser;
  private final PlatformClock clock;

  SignInAnswer(SessionCookie cookie, Refuser refuser, PlatformClock clock) {
    this.cookie = cookie;
    this.refuser = refuser;
    this.clock = clock;
  }

  /** Hands the cookie over and leads to the portal. */
  ModelAndView welcome(
      HttpServletRequest request,
      HttpServletResponse response,
      SignInResult.Welcome welcome,
      String next) {
    cookie.write(request, response, welcome.session().token());
    return new ModelAndView("redirect:" + Home.next(welcome.level(), next));
  }

  /** Writes the refusal page; null as a view says that there is nothing left to render (B4). */
  @Nullable ModelAndView stopped(
      HttpServletRequest request, HttpServletResponse response, SignInResult.Stopped stopped)
      throws IOException {
    refuser.stopped(request, response, stopped.organisation(), stopped.contact());
    return null;
  }

  /** The sentence that says when to try again. */
  String later(Page page, HttpServletResponse response, Instant until) {
    long seconds = Math.max(1, Duration.between(clock.now(), until).toSeconds());
    response.setHeader("Retry-After", Long.toString(seconds));
    return page.text(
        "identity.signin.later", page.formats().span(Duration.ofMinutes(seconds / 60 + 1)));
  }
}
