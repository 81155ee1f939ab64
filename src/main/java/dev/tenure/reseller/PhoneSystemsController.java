package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.Sources;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.OnceCookie;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A customer's phone systems: what they send, their keys, and connecting another one. */
@Controller
class PhoneSystemsController {

  private static final int DAYS_SHOWN = 7;

  private final Accounts accounts;
  private final Sources sources;

  PhoneSystemsController(Accounts accounts, Sources sources) {
    this.accounts = accounts;
    this.sources = sources;
  }

  @GetMapping(Paths.PHONES)
  ModelAndView show(
      Page page,
      Actor actor,
      @PathVariable String id,
      Typed asked,
      HttpServletRequest request,
      HttpServletResponse response) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    String secret = OnceCookie.take(request, response).orElse("");
    Page saying = Happened.on(page, account, asked).map(page::saying).orElse(page);
    return view(saying, account, actor, asked, Problems.none(), secret);
  }

  @PostMapping(Paths.PHONES)
  ModelAndView connect(
      Page page,
      Actor actor,
      @PathVariable String id,
      Typed typed,
      HttpServletRequest request,
      HttpServletResponse response) {
    CustomerId customer = CustomerId.parse(id);
    try {
      Source.WithKey made = sources.create(customer, typed.get("name"), actor);
      return showOnce(customer, made, request, response);
    } catch (Refused refused) {
      return again(page, customer, actor, typed, refused);
    }
  }

  @PostMapping(Paths.PHONES + "/share")
  ModelAndView share(Page page, Actor actor, @PathVariable String id, Typed typed) {
    CustomerId customer = CustomerId.parse(id);
    try {
      sources.addCustomer(
          SourceId.parse(typed.get("source")), typed.get("account"), customer, actor);
      return new ModelAndView("redirect:" + Paths.phones(customer));
    } catch (Refused refused) {
      return again(page, customer, actor, typed, refused);
    }
  }

  @PostMapping(Paths.PHONES + "/{source}/key")
  ModelAndView rollKey(
      Page page,
      Actor actor,
      @PathVariable String id,
      @PathVariable String source,
      Typed typed,
      HttpServletRequest request,
      HttpServletResponse response) {
    CustomerId customer = CustomerId.parse(id);
    try {
      Source.WithKey rolled =
          sources.rollKey(SourceId.parse(source), typed.number("version", -1), actor);
      return showOnce(customer, rolled, request, response);
    } catch (Refused refused) {
      return again(page, customer, actor, typed, refused);
    }
  }

  private static ModelAndView showOnce(
      CustomerId customer,
      Source.WithKey made,
      HttpServletRequest request,
      HttpServletResponse response) {
    String path = Paths.phones(customer);
    OnceCookie.hand(request, response, path, made.source().id() + "." + made.key());
    return new ModelAndView("redirect:" + path);
  }

  private ModelAndView again(
      Page page, CustomerId customer, Actor actor, Typed typed, Refused refused) {
    Account account = accounts.require(customer, actor);
    return view(page, account, actor, typed, Problems.of(refused), "");
  }

  /**
   * @param secret a source's id, a dot and its key just after that was made; else empty
   */
  private ModelAndView view(
      Page viewed, Account account, Actor actor, Typed typed, Problems problems, String secret) {
    CustomerFrame frame = CustomerFrame.of(viewed, account);
    LocalDate from = viewed.now().atZone(ZoneOffset.UTC).toLocalDate().minusDays(DAYS_SHOWN - 1L);
    List<Source> all = sources.ofCustomer(account.id(), actor);
    List<PhoneSystem> shown =
        all.stream()
            .map(source ->
                PhoneSystem.of(
                    frame.page(),
                    account,
                    source,
                    sources.tallies(source.id(), from, actor),
                    secret.startsWith(source.id() + ".")
                        ? secret.substring(secret.indexOf('.') + 1)
                        : ""))
            .toList();
    List<Source> others =
        sources.ofReseller(account.reseller(), actor).stream()
            .filter(source -> all.stream().noneMatch(own -> own.id().equals(source.id())))
            .toList();
    ModelAndView view =
        frame
            .page()
            .view("reseller/phones")
            .addObject("frame", frame)
            .addObject("systems", shown)
            .addObject("others", others)
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
