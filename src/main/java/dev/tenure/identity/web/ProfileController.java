package dev.tenure.identity.web;

import dev.tenure.identity.Permission;
import dev.tenure.identity.Principal;
import dev.tenure.identity.SessionId;
import dev.tenure.identity.guess.KnownBrowsers;
import dev.tenure.identity.guess.WrongPasswords;
import dev.tenure.identity.sessions.OpenSessions;
import dev.tenure.identity.signin.ChangePassword;
import dev.tenure.identity.signin.SignInResult;
import dev.tenure.identity.trail.IdentityTrail;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** One's own data, password and sessions. */
@Controller
class ProfileController {

  private final OpenSessions sessions;
  private final ChangePassword password;
  private final SignInAnswer answer;
  private final SessionCookie cookie;
  private final KnownCookie known;
  private final KnownBrowsers browsers;
  private final WrongPasswords wrong;
  private final IdentityTrail trail;

  ProfileController(
      OpenSessions sessions,
      ChangePassword password,
      SignInAnswer answer,
      SessionCookie cookie,
      KnownCookie known,
      KnownBrowsers browsers,
      WrongPasswords wrong,
      IdentityTrail trail) {
    this.sessions = sessions;
    this.password = password;
    this.answer = answer;
    this.cookie = cookie;
    this.known = known;
    this.browsers = browsers;
    this.wrong = wrong;
    this.trail = trail;
  }

  @GetMapping("/profile")
  ModelAndView profile(Page page, Principal who, HttpServletRequest request) {
    return profile(page, who, Problems.none(), request);
  }

  private ModelAndView profile(
      Page page, Principal who, Problems problems, HttpServletRequest request) {
    List<String> permissions =
        Permission.of(who.level()).stream()
            .filter(who.permissions()::contains)
            .map(permission -> page.text("identity.permission." + permission.name()))
            .toList();
    ModelAndView view =
        page.titled("identity.profile.title")
            .view("identity/profile")
            .addObject("who", who)
            .addObject("permissions", permissions)
            .addObject("sessions", sessions.of(who.person()))
            .addObject("browsers", browsers.of(who.person(), known.browser(request)))
            .addObject("wrong", wrong.of(who.person()))
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }

  @PostMapping("/profile/password")
  @Nullable ModelAndView password(
      Page page,
      Principal who,
      Typed typed,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    SignInResult result;
    try {
      result =
          password.change(
              who, typed.verbatim("current"), typed.verbatim("password"), known.browser(request));
    } catch (Refused refused) {
      return profile(page, who, Problems.of(refused), request);
    }
    return switch (result) {
      case SignInResult.Welcome welcome -> answer.welcome(request, response, welcome, "/profile");
      case SignInResult.Stopped stopped -> answer.stopped(request, response, stopped);
      case SignInResult.Wrong w -> new ModelAndView("redirect:/signin");
      case SignInResult.Later(var until) -> {
        String sentence = answer.later(page, response, "identity.profile.later", until);
        Map<String, String> at = Map.of("current", sentence);
        yield profile(page, who, new Problems(at, HttpStatus.TOO_MANY_REQUESTS), request);
      }
    };
  }

  @PostMapping("/profile/sessions/{session}/end")
  String end(Principal who, @PathVariable String session, HttpServletRequest request) {
    SessionId id = new SessionId(id(session, "session"));
    if (!sessions.end(who.person(), id)) {
      throw new Refused(new Refusal.NotFound("session"));
    }
    trail.own(
        "person.end-session",
        "done",
        who.toActor(request.getRemoteAddr()),
        who.email(),
        id.toString());
    return "redirect:/profile";
  }

  private static UUID id(String text, String what) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw new Refused(new Refusal.NotFound(what));
    }
  }

  /** Others' guesses delay sign-ins in that browser from now on as in any other. */
  @PostMapping("/profile/browsers/{browser}/forget")
  String forget(Principal who, @PathVariable String browser, HttpServletRequest request) {
    if (!browsers.forget(who.person(), id(browser, "browser"))) {
      throw new Refused(new Refusal.NotFound("browser"));
    }
    trail.own(
        "person.forget-browser",
        "done",
        who.toActor(request.getRemoteAddr()),
        who.email(),
        browser);
    return "redirect:/profile";
  }

  @PostMapping("/profile/sign-out-everywhere")
  String endAll(Principal who, HttpServletRequest request, HttpServletResponse response) {
    sessions.endAll(who.person());
    browsers.forgetOthers(who.person(), known.browser(request));
    trail.own(
        "person.sign-out-everywhere",
        "done",
        who.toActor(request.getRemoteAddr()),
        who.email(),
        "");
    cookie.clear(request, response);
    return "redirect:/signin";
  }
}
