package dev.tenure.identity.web;

import dev.tenure.identity.signin.SignInResult;
import dev.tenure.identity.signin.SpanWords;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** How a browser learns what came of proving who one is, by password or by link. */
@Component
class SignInAnswer {

  private final SessionCookie cookie;
  private final KnownCookie known;
  private final Refuser refuser;
  private final PlatformClock clock;

  SignInAnswer(SessionCookie cookie, KnownCookie known, Refuser refuser, PlatformClock clock) {
    this.cookie = cookie;
    this.known = known;
    this.refuser = refuser;
    this.clock = clock;
  }

  /** Hands the cookies over and leads to the portal. */
  ModelAndView welcome(
      HttpServletRequest request,
      HttpServletResponse response,
      SignInResult.Welcome welcome,
      String next) {
    cookie.write(request, response, welcome.session().token());
    known.write(request, response, welcome.browser());
    return new ModelAndView("redirect:" + Home.next(welcome.level(), next));
  }

  /** Writes the refusal page; null as a view says that there is nothing left to render (B4). */
  @Nullable ModelAndView stopped(
      HttpServletRequest request, HttpServletResponse response, SignInResult.Stopped stopped)
      throws IOException {
    refuser.stopped(request, response, stopped.organisation(), stopped.contact());
    return null;
  }

  /** The sentence of the key, which says when to try again. */
  String later(Page page, HttpServletResponse response, String key, Instant until) {
    Instant now = clock.now();
    response.setHeader("Retry-After", Long.toString(SpanWords.seconds(until, now)));
    return page.text(key, SpanWords.until(until, now));
  }
}
