package dev.tenure.identity.web;

import dev.tenure.identity.LinkKind;
import dev.tenure.identity.sessions.Token;
import dev.tenure.identity.signin.LinkResult;
import dev.tenure.identity.signin.LinkState;
import dev.tenure.identity.signin.Links;
import dev.tenure.identity.signin.SignInResult;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Pages;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Choosing a password by a mailed link. */
@Controller
class LinkController {

  private final Links links;
  private final SignInAnswer answer;
  private final KnownCookie known;
  private final Refuser refuser;
  private final Pages pages;

  LinkController(
      Links links, SignInAnswer answer, KnownCookie known, Refuser refuser, Pages pages) {
    this.links = links;
    this.answer = answer;
    this.known = known;
    this.refuser = refuser;
    this.pages = pages;
  }

  @GetMapping("/activate/{token}")
  @Nullable ModelAndView activate(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return show(LinkKind.ACTIVATE, token, request, response);
  }

  @GetMapping("/reset/{token}")
  @Nullable ModelAndView reset(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return show(LinkKind.RESET, token, request, response);
  }

  private @Nullable ModelAndView show(
      LinkKind kind, String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LinkState state = links.state(kind, new Token(token));
    return page(state, kind, Problems.none(), request, response);
  }

  @PostMapping("/activate/{token}")
  @Nullable ModelAndView activate(
      @PathVariable String token,
      Typed typed,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return use(LinkKind.ACTIVATE, new Token(token), typed, request, response);
  }

  @PostMapping("/reset/{token}")
  @Nullable ModelAndView reset(
      @PathVariable String token,
      Typed typed,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return use(LinkKind.RESET, new Token(token), typed, request, response);
  }

  private @Nullable ModelAndView use(
      LinkKind kind,
      Token token,
      Typed typed,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    LinkResult result;
    try {
      result = links.use(kind, token, typed.verbatim("password"), known.browser(request));
    } catch (Refused refused) {
      return page(links.state(kind, token), kind, Problems.of(refused), request, response);
    }
    return switch (result) {
      case LinkResult.NotUsed(LinkState state) ->
          page(state, kind, Problems.none(), request, response);
      case LinkResult.Used(SignInResult.Welcome welcome) ->
          answer.welcome(request, response, welcome, "");
      case LinkResult.Used(SignInResult.Stopped stopped) ->
          answer.stopped(request, response, stopped);
      case LinkResult.Used(SignInResult.Wrong w) -> new ModelAndView("redirect:/signin");
      case LinkResult.Used(SignInResult.Later l) -> new ModelAndView("redirect:/signin");
    };
  }

  private @Nullable ModelAndView page(
      LinkState state,
      LinkKind kind,
      Problems problems,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return switch (state) {
      case LinkState.Good good -> {
        ModelAndView view =
            pages
                .bare(request)
                .titled("identity.password.title." + kind.name().toLowerCase(Locale.ROOT))
                .view("identity/password")
                .addObject("email", good.email())
                .addObject("problems", problems);
        view.setStatus(problems.status());
        yield view;
      }
      case LinkState.Stopped(var organisation, var contact) -> {
        refuser.stopped(request, response, organisation, contact);
        yield null;
      }
      case LinkState.Gone(var why) -> {
        ModelAndView view =
            pages
                .bare(request)
                .titled("identity.link.title")
                .view("identity/gone")
                .addObject("why", why.name().toLowerCase(Locale.ROOT));
        view.setStatus(HttpStatus.GONE);
        yield view;
      }
    };
  }
}
