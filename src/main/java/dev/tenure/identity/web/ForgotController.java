package dev.tenure.identity.web;

import dev.tenure.identity.signin.ForgottenPassword;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Pages;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Asking for a link to choose another password. */
@Controller
class ForgotController {

  private final ForgottenPassword forgotten;
  private final KnownCookie known;
  private final Pages pages;

  ForgotController(ForgottenPassword forgotten, KnownCookie known, Pages pages) {
    this.forgotten = forgotten;
    this.known = known;
    this.pages = pages;
  }

  @GetMapping("/forgot")
  ModelAndView form(HttpServletRequest request, Typed typed) {
    return view(page(request), typed, false);
  }

  /** One answer for all: nobody learns who exists, and nobody can use up another's mails (B9). */
  @PostMapping("/forgot")
  ModelAndView request(HttpServletRequest request, Typed typed) {
    forgotten.request(typed.get("email"), known.browser(request));
    return view(page(request), typed, true);
  }

  private Page page(HttpServletRequest request) {
    return pages.bare(request).titled("identity.forgot.title");
  }

  private static ModelAndView view(Page page, Typed typed, boolean sent) {
    return page.view("identity/forgot")
        .addObject("email", typed.get("email"))
        .addObject("sent", sent);
  }
}
