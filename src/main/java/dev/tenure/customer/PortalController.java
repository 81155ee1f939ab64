package dev.tenure.customer;

import dev.tenure.identity.Act;
import dev.tenure.identity.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Leads to the first page of the portal that somebody may see. */
@Controller
class PortalController {

  @GetMapping("/portal")
  String start(Principal principal) {
    return principal.may(Act.SEE_CALLS)
        ? "redirect:/portal/live"
        : principal.may(Act.KEEP_CUSTOMER_PEOPLE) ? "redirect:/portal/users" : "redirect:/profile";
  }
}
