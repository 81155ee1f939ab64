package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.Words;
import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.Sources;
import dev.tenure.phones.SourcePages;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.OnceCookie;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A customer's phone systems: how they fare, and connecting another one. */
@Controller
class PhoneSystemsController {

  private final Accounts accounts;
  private final Sources sources;
  private final LinkedSources links;
  private final SourcePages pages;
  private final ConnectionForm form;

  PhoneSystemsController(
      Accounts accounts,
      Sources sources,
      LinkedSources links,
      SourcePages pages,
      ConnectionForm form) {
    this.accounts = accounts;
    this.sources = sources;
    this.links = links;
    this.pages = pages;
    this.form = form;
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
    String key = OnceCookie.take(request, response).orElse("");
    Page saying = Happened.on(page, account, asked).map(page::saying).orElse(page);
    return view(saying, account, actor, asked, Problems.none(), List.of(), key);
  }

  /** Makes it, or tries it only. */
  @PostMapping(Paths.PHONES)
  ModelAndView connect(
      Page page,
      Actor actor,
      @PathVariable String id,
      Typed typed,
      CreatingForm sent,
      HttpServletResponse response) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    try {
      SourceKind kind =
          ConnectionForm.kind(typed.get("kind"))
              .orElseThrow(
                  () -> Words.invalid("kind", "kind-unknown", "Choose a kind of connection."));
      if (!kind.linked()) {
        return sent.lead(
            response,
            () -> {
              Source.WithKey made = sources.create(account.id(), typed.get("name"), actor);
              return new CreatingForm.Made(
                  Paths.phones(account.id()), made.source().id() + "." + made.key());
            });
      }
      if (typed.get("go").equals("test")) {
        List<Finding> findings = form.test(null, kind, typed, actor, response);
        return view(page, account, actor, typed, Problems.none(), findings, "");
      }
      LinkedSources.Settings settings = form.read(kind, typed, actor);
      return sent.lead(() -> {
        Source made =
            links.create(account.id(), typed.get("name"), typed.get("rule"), settings, actor);
        return SystemNews.address(made, "created");
      });
    } catch (Refused refused) {
      return view(page, account, actor, typed, Problems.of(refused), List.of(), "");
    }
  }

  @PostMapping(Paths.PHONES + "/share")
  ModelAndView share(
      Page page, Actor actor, @PathVariable String id, Typed typed, CreatingForm sent) {
    CustomerId customer = CustomerId.parse(id);
    try {
      SourceId source = SourceId.parse(typed.get("source"));
      return sent.lead(() -> {
        sources.addCustomer(source, typed.get("account"), customer, actor);
        return Paths.phones(customer);
      });
    } catch (Refused refused) {
      Account account = accounts.require(customer, actor);
      return view(page, account, actor, typed, Problems.of(refused), List.of(), "");
    }
  }

  /**
   * @param key a source's id, a dot and its key just after that was made; else empty
   */
  private ModelAndView view(
      Page viewed,
      Account account,
      Actor actor,
      Typed typed,
      Problems problems,
      List<Finding> findings,
      String key) {
    CustomerFrame frame = CustomerFrame.of(viewed, account);
    List<Source> all = sources.ofCustomer(account.id(), actor);
    List<PhoneSystem> shown =
        all.stream()
            .map(source ->
                PhoneSystem.of(
                    account,
                    pages.view(frame.page(), source, actor),
                    key.startsWith(source.id() + ".") ? key.substring(key.indexOf('.') + 1) : ""))
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
            .addObject("typed", form.comingBack(typed, actor))
            .addObject("problems", problems)
            .addObject("findings", findings)
            .addObject("ready", form.ready());
    view.setStatus(problems.status());
    return view;
  }
}
