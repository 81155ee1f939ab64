package dev.tenure.identity.web;

import dev.tenure.identity.AccessGate;
import dev.tenure.identity.Standing;
import dev.tenure.identity.guess.Turns;
import dev.tenure.identity.sessions.OpenSessions;
import dev.tenure.identity.sessions.Token;
import dev.tenure.identity.signin.SignIn;
import dev.tenure.identity.signin.SignInResult;
import dev.tenure.identity.trail.IdentityTrail;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Pages;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The one way in for everybody, and the way out. */
@Controller
class SignInController {

  private final SignIn signIn;
  private final SignInAnswer answer;
  private final AccessGate gate;
  private final OpenSessions sessions;
  private final SessionCookie cookie;
  private final KnownCookie known;
  private final IdentityTrail trail;
  private final Pages pages;

  SignInController(
      SignIn signIn,
      SignInAnswer answer,
      AccessGate gate,
      OpenSessions sessions,
      SessionCookie cookie,
      KnownCookie known,
      IdentityTrail trail,
      Pages pages) {
    this.signIn = signIn;
    this.answer = answer;
    this.gate = gate;
    this.sessions = sessions;
    this.cookie = cookie;
    this.known = known;
    this.trail = trail;
    this.pages = pages;
  }

  /** The start page: one's own portal, or the sign-in page. */
  @GetMapping("/")
  String start(HttpServletRequest request) {
    return switch (standing(request)) {
      case Standing.Admitted(var who) -> "redirect:" + Home.of(who.level());
      // There they are told so.
      case Standing.Stopped(var who, var contact) -> "redirect:" + Home.of(who.level());
      case Standing.NoSession none -> "redirect:/signin";
    };
  }

  @GetMapping("/signin")
  ModelAndView form(HttpServletRequest request, Typed typed) {
    if (standing(request) instanceof Standing.Admitted(var who)) {
      return new ModelAndView("redirect:" + Home.next(who.level(), typed.shown().get("next")));
    }
    return form(request, typed, "", HttpStatus.OK);
  }

  private ModelAndView form(
      HttpServletRequest request, Typed typed, String problem, HttpStatus status) {
    Page page = pages.bare(request).titled("identity.signin.title");
    ModelAndView view =
        page.view("identity/signin")
            .addObject("email", typed.get("email"))
            .addObject("next", typed.shown().get("next"))
            .addObject("problem", problem);
    view.setStatus(status);
    return view;
  }

  @PostMapping("/signin")
  @Nullable ModelAndView signIn(
      HttpServletRequest request, HttpServletResponse response, Typed typed) throws IOException {
    Page page = pages.bare(request);
    SignInResult result;
    try {
      result =
          signIn.withPassword(
              typed.get("email"), typed.verbatim("password"), known.browser(request));
    } catch (Turns.Busy busy) {
      response.setHeader("Retry-After", "5");
      return form(
          request, typed, page.text("identity.signin.busy"), HttpStatus.SERVICE_UNAVAILABLE);
    }
    return switch (result) {
      case SignInResult.Wrong wrong ->
          form(request, typed, page.text("identity.signin.wrong"), HttpStatus.UNAUTHORIZED);
      case SignInResult.Later(var until) ->
          form(
              request,
              typed,
              answer.later(page, response, "identity.signin.later", until),
              HttpStatus.TOO_MANY_REQUESTS);
      case SignInResult.Welcome welcome -> {
        endFormer(request);
        yield answer.welcome(request, response, welcome, typed.shown().get("next"));
      }
      case SignInResult.Stopped stopped -> answer.stopped(request, response, stopped);
    };
  }

  /** A browser has one session at a time: the one it came with is over. */
  private void endFormer(HttpServletRequest request) {
    if (standing(request) instanceof Standing.Admitted(var who)) {
      sessions.end(who.person(), who.session());
    }
  }

  @PostMapping("/signout")
  String signOut(HttpServletRequest request, HttpServletResponse response) {
    if (standing(request) instanceof Standing.Admitted(var who)) {
      sessions.end(who.person(), who.session());
      trail.own("person.sign-out", "done", who.toActor(request.getRemoteAddr()), who.email(), "");
    }
    cookie.clear(request, response);
    return "redirect:/signin";
  }

  private Standing standing(HttpServletRequest request) {
    Optional<Token> token = cookie.read(request);
    return token.map(t -> gate.admit(t.text())).orElseGet(Standing.NoSession::new);
  }
}
