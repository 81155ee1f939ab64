package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.billing.FoundUser;
import dev.tenure.billing.FoundUsers;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.Licences;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** D17: confirms or dismisses a customer's automatic licences, after showing the cost. */
@Controller
class FoundController {

  /** Prefix of the parameter that a ticked user sends. */
  private static final String USER = "user-";

  private final Accounts accounts;
  private final FoundUsers found;

  FoundController(Accounts accounts, FoundUsers found) {
    this.accounts = accounts;
    this.found = found;
  }

  @GetMapping(Paths.FOUND)
  ModelAndView list(Page page, Actor actor, @PathVariable String id, Typed asked) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    Page told =
        Set.of("confirmed", "dismissed", "cap").contains(asked.get("done"))
            ? page.saying(new Notice("ok", page.rich("reseller.found.done." + asked.get("done"))))
            : page;
    return view(told, account, actor, new Typed(Map.of()), null, Problems.none());
  }

  /** Shows the cost of confirming or dismissing the chosen users, then carries it out. */
  @PostMapping(Paths.FOUND)
  ModelAndView settle(Page page, Actor actor, @PathVariable String id, Typed typed) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    boolean confirm = !typed.get("act").startsWith("dismiss");
    try {
      Set<HolderId> users = chosen(account, actor, typed);
      if (!typed.has("sure")) {
        Outlook<Licences.Cost> cost = found.cost(account.id(), users, confirm, actor);
        return view(page, account, actor, typed, cost, Problems.none());
      }
      found.settle(account.id(), users, confirm, typed.number("mark", -1), actor);
      return new ModelAndView(
          "redirect:" + address(account) + "?done=" + (confirm ? "confirmed" : "dismissed"));
    } catch (Refused refused) {
      return refused(page, account, actor, typed, refused);
    }
  }

  @PostMapping(Paths.FOUND_CAP)
  ModelAndView limit(Page page, Actor actor, @PathVariable String id, Typed typed) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    try {
      found.limit(account.id(), typed.get("cap"), actor);
      return new ModelAndView("redirect:" + address(account) + "?done=cap");
    } catch (Refused refused) {
      return refused(page, account, actor, typed, refused);
    }
  }

  private ModelAndView refused(
      Page page, Account account, Actor actor, Typed typed, Refused refused) {
    if (refused.refusal() instanceof Refusal.NotFound) {
      throw refused;
    }
    return view(page, account, actor, typed, null, Problems.of(refused));
  }

  private Set<HolderId> chosen(Account account, Actor actor, Typed typed) {
    if (typed.get("act").endsWith("-all")) {
      return found.of(account.id(), actor).users().stream()
          .map(FoundUser::id)
          .collect(Collectors.toSet());
    }
    return typed.values().keySet().stream()
        .filter(name -> name.startsWith(USER))
        .map(name -> HolderId.parse(name.substring(USER.length())))
        .collect(Collectors.toSet());
  }

  private static String address(Account account) {
    return Paths.of(account.id()) + "/automatic-licences";
  }

  private ModelAndView view(
      Page page,
      Account account,
      Actor actor,
      Typed typed,
      @Nullable Outlook<Licences.Cost> cost,
      Problems problems) {
    CustomerFrame frame = CustomerFrame.of(page, account);
    FoundUsers.Unconfirmed unconfirmed = found.of(account.id(), actor);
    Map<String, String> chosen = new LinkedHashMap<>();
    typed
        .values()
        .forEach((name, value) -> {
          if (name.startsWith(USER) || name.equals("act")) {
            chosen.put(name, value);
          }
        });
    ModelAndView view =
        frame
            .page()
            .crumb(account.name(), frame.address())
            .crumb(page.text("reseller.tab.licences"), frame.address() + "/licences")
            .titled("reseller.found.title")
            .view("reseller/automatic")
            .addObject("address", address(account))
            .addObject("back", frame.address() + "/licences")
            .addObject("unconfirmed", unconfirmed)
            .addObject("chosen", chosen)
            .addObject("cap", typed.has("cap") ? typed.get("cap") : "" + unconfirmed.cap())
            .addObject("cost", Optional.ofNullable(cost))
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
