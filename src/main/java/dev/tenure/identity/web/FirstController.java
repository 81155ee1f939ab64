package dev.tenure.identity.web;

import dev.tenure.identity.sessions.Token;
import dev.tenure.identity.signin.FirstSupport;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Pages;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Making Support's first person, by the link on the console. */
@Controller
class FirstController {

  private final FirstSupport first;
  private final Pages pages;

  FirstController(FirstSupport first, Pages pages) {
    this.first = first;
    this.pages = pages;
  }

  @GetMapping("/first/{token}")
  ModelAndView form(@PathVariable String token, HttpServletRequest request, Typed typed) {
    return first.good(new Token(token)) ? form(request, typed, Problems.none()) : gone(request);
  }

  @PostMapping("/first/{token}")
  ModelAndView create(@PathVariable String token, HttpServletRequest request, Typed typed) {
    try {
      boolean created =
          first.create(
              new Token(token),
              typed.get("name"),
              typed.get("email"),
              typed.verbatim("password"),
              request.getRemoteAddr());
      return created ? new ModelAndView("redirect:/signin") : gone(request);
    } catch (Refused refused) {
      return form(request, typed, Problems.of(refused));
    }
  }

  private ModelAndView form(HttpServletRequest request, Typed typed, Problems problems) {
    ModelAndView view =
        pages
            .bare(request)
            .titled("identity.first.title")
            .view("identity/first")
            .addObject("name", typed.shown().get("name"))
            .addObject("email", typed.shown().get("email"))
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }

  private ModelAndView gone(HttpServletRequest request) {
    ModelAndView view =
        pages
            .bare(request)
            .titled("identity.link.title")
            .view("identity/gone")
            .addObject("why", "first");
    view.setStatus(HttpStatus.GONE);
    return view;
  }
}
