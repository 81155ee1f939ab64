package dev.tenure.identity.web;

import dev.tenure.identity.signin.ForgottenPassword;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Pages;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Asking for a link to choose another password. */
@Controller
class ForgotController {

  private final ForgottenPassword forgotten;
  private final SignInAnswer answer;
  private final Pages pages;

  ForgotController(ForgottenPassword forgotten, SignInAnswer answer, Pages pages) {
    this.forgotten = forgotten;
    this.answer = answer;
    this.pages = pages;
  }

  @GetMapping("/forgot")
  ModelAndView form(HttpServletRequest request, Typed typed) {
    return view(page(request), typed, "", false);
  }

  @PostMapping("/forgot")
  ModelAndView request(HttpServletRequest request, HttpServletResponse response, Typed typed) {
    Page page = page(request);
    Optional<Instant> wait = forgotten.request(typed.get("email"), Visit.browser(request));
    if (wait.isEmpty()) {
      return view(page, typed, "", true);
    }
    ModelAndView view = view(page, typed, answer.later(page, response, wait.get()), false);
    view.setStatus(HttpStatus.TOO_MANY_REQUESTS);
    return view;
  }

  private Page page(HttpServletRequest request) {
    return pages.bare(request).titled("identity.forgot.title");
  }

  private static ModelAndView view(Page page, Typed typed, String problem, boolean sent) {
    return page.view("identity/forgot")
        .addObject("email", typed.get("email"))
        .addObject("problem", problem)
        .addObject("sent", sent);
  }
}
