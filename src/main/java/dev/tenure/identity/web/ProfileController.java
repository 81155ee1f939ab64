package dev.tenure.identity.web;

import dev.tenure.identity.Permission;
import dev.tenure.identity.Principal;
import dev.tenure.identity.SessionId;
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
  private final IdentityTrail trail;

  ProfileController(
      OpenSessions sessions,
      ChangePassword password,
      SignInAnswer answer,
      SessionCookie cookie,
      IdentityTrail trail) {
    this.sessions = sessions;
    this.password = password;
    this.answer = answer;
    this.cookie = cookie;
    this.trail = trail;
  }

  @GetMapping("/profile")
  ModelAndView profile(Page page, Principal who) {
    return profile(page, who, Problems.none());
  }

  private ModelAndView profile(Page page, Principal who, Problems problems) {
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
              who, typed.verbatim("current"), typed.verbatim("password"), Visit.browser(request));
    } catch (Refused refused) {
      return profile(page, who, Problems.of(refused));
    }
    return switch (result) {
      case SignInResult.Welcome welcome -> answer.welcome(request, response, welcome, "/profile");
      case SignInResult.Stopped stopped -> answer.stopped(request, response, stopped);
      case SignInResult.Wrong w -> new ModelAndView("redirect:/signin");
      case SignInResult.Later(var until) -> {
        Problems later = Problems.at("current", answer.later(page, response, until));
        yield profile(page, who, new Problems(later.byField(), HttpStatus.TOO_MANY_REQUESTS));
      }
    };
  }

  @PostMapping("/profile/sessions/{session}/end")
  String end(Principal who, @PathVariable String session, HttpServletRequest request) {
    SessionId id = session(session);
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

  private static SessionId session(String text) {
    try {
      return new SessionId(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      throw new Refused(new Refusal.NotFound("session"));
    }
  }

  @PostMapping("/profile/sign-out-everywhere")
  String endAll(Principal who, HttpServletRequest request, HttpServletResponse response) {
    sessions.endAll(who.person());
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
