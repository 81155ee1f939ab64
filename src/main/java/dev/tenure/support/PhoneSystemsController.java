package dev.tenure.support;

import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.Sources;
import dev.tenure.phones.SourcePages;
import dev.tenure.platform.Actor;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** All resellers' phone systems and how they fare, to be looked at. */
@Controller
class PhoneSystemsController {

  private final SourcePages pages;
  private final Sources sources;

  PhoneSystemsController(SourcePages pages, Sources sources) {
    this.pages = pages;
    this.sources = sources;
  }

  @GetMapping(Paths.SYSTEMS)
  ModelAndView list(Page page, Actor actor, Typed asked) {
    return page.titled("phones.title")
        .view("support/systems")
        .addObject("list", pages.list(page, Paths.SYSTEMS, null, asked, actor));
  }

  @GetMapping(Paths.SYSTEMS + ".csv")
  void csv(Page page, Actor actor, Typed asked, HttpServletResponse response) throws IOException {
    pages.csv(page, null, asked, actor, response);
  }

  @GetMapping(Paths.SYSTEMS + "/{source}")
  ModelAndView show(Page viewed, Actor actor, @PathVariable String source) {
    Source there = sources.require(SourceId.parse(source), actor);
    Page page = viewed.named(there.name()).crumb(viewed.text("phones.title"), Paths.SYSTEMS);
    return page.view("support/system").addObject("view", pages.view(page, there, actor));
  }
}
