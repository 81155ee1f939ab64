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
    if (principal.may(Act.SEE_CALLS)) {
      return "redirect:/portal/live";
    }
    if (principal.may(Act.KEEP_CUSTOMER_PEOPLE)) {
      return "redirect:/portal/users";
    }
    return principal.may(Act.CHANGE_SETTINGS) ? "redirect:/portal/settings" : "redirect:/profile";
  }
}
