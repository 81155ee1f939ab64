package dev.tenure.reseller;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.Sources;
import dev.tenure.phones.SourcePages;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.OnceCookie;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Proof;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A reseller's phone systems: the list, and each one's page with its settings. */
@Controller
class PhoneSystemController {

  private final SourcePages pages;
  private final Sources sources;
  private final LinkedSources links;
  private final ConnectionForm form;
  private final SystemPage systemPage;

  PhoneSystemController(
      SourcePages pages,
      Sources sources,
      LinkedSources links,
      ConnectionForm form,
      SystemPage systemPage) {
    this.pages = pages;
    this.sources = sources;
    this.links = links;
    this.form = form;
    this.systemPage = systemPage;
  }

  @GetMapping(Paths.SYSTEMS)
  ModelAndView list(Page page, Actor actor, Typed asked) {
    return page.titled("phones.title")
        .view("reseller/systems")
        .addObject("list", pages.list(page, Paths.SYSTEMS, actor.reseller(), asked, actor));
  }

  @GetMapping(Paths.SYSTEMS + ".csv")
  void csv(Page page, Actor actor, Typed asked, HttpServletResponse response) throws IOException {
    pages.csv(page, actor.reseller(), asked, actor, response);
  }

  @GetMapping(Paths.SYSTEM)
  ModelAndView show(
      Page page,
      Actor actor,
      @PathVariable String source,
      Typed asked,
      HttpServletRequest request,
      HttpServletResponse response) {
    Source there = require(source, actor);
    String key = OnceCookie.take(request, response).orElse("");
    return systemPage.shown(SystemNews.on(page, there, asked), there, actor, key);
  }

  /** Saves name and settings, or tries them only. */
  @PostMapping(Paths.SYSTEM)
  ModelAndView save(
      Page page,
      Actor actor,
      @PathVariable String source,
      Typed typed,
      HttpServletResponse response) {
    Source there = require(source, actor);
    try {
      if (!there.kind().linked()) {
        Source renamed =
            sources.rename(there.id(), typed.number("version", -1), typed.get("name"), actor);
        return SystemNews.lead(renamed, "renamed");
      }
      if (typed.get("go").equals("test")) {
        List<Finding> findings = form.test(there.id(), there.kind(), typed, actor, response);
        return systemPage.again(page, there, actor, typed, Problems.none(), findings);
      }
      links.change(
          there.id(),
          typed.number("version", -1),
          typed.get("name"),
          form.read(there.kind(), typed, actor),
          actor);
      return SystemNews.lead(require(source, actor), "saved");
    } catch (Refused refused) {
      return systemPage.again(page, there, actor, typed, Problems.of(refused), List.of());
    }
  }

  @PostMapping(Paths.SYSTEM + "/key")
  ModelAndView rollKey(
      Page page,
      Actor actor,
      @PathVariable String source,
      Typed typed,
      CreatingForm sent,
      Proof proof,
      HttpServletResponse response) {
    Source there = require(source, actor);
    try {
      proof.demand();
      return sent.lead(
          response,
          () -> {
            Source.WithKey rolled = sources.rollKey(there.id(), typed.number("version", -1), actor);
            return new CreatingForm.Made(SystemNews.address(rolled.source(), "key"), rolled.key());
          });
    } catch (Refused refused) {
      return systemPage.refused(page, there, actor, typed, refused);
    }
  }

  private Source require(String source, Actor actor) {
    return sources.require(SourceId.parse(source), actor);
  }
}
