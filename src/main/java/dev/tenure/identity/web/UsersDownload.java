package dev.tenure.identity.web;

import dev.tenure.identity.PeoplePages;
import dev.tenure.identity.Principal;
import dev.tenure.platform.Actor;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of {@link UsersController} as CSV: its address is beside the list's, not below it. */
@Controller
class UsersDownload {

  private final PeoplePages pages;

  UsersDownload(PeoplePages pages) {
    this.pages = pages;
  }

  @GetMapping({"/support/users.csv", "/reseller/users.csv", "/portal/users.csv"})
  void csv(Page page, Principal who, Actor actor, Typed asked, HttpServletResponse response)
      throws IOException {
    pages.csv(page, UsersController.place(who), asked, actor, response);
  }
}
