package dev.tenure.reseller;

import dev.tenure.collection.Source;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import java.util.Set;
import org.springframework.web.servlet.ModelAndView;

/** Says on a phone system's page what has just been done to it. */
final class SystemNews {

  private static final Set<String> KNOWN =
      Set.of("created", "saved", "renamed", "key", "added", "replaced", "removed");

  private SystemNews() {}

  /** To its page, which says so as long as nobody changes it. */
  static ModelAndView lead(Source source, String what) {
    return new ModelAndView("redirect:" + address(source, what));
  }

  /** Its page's address, which says so as long as nobody changes it. */
  static String address(Source source, String what) {
    return "%s?done=%s&version=%d".formatted(Paths.of(source.id()), what, source.version());
  }

  static Page on(Page page, Source source, Typed asked) {
    String done = asked.get("done");
    if (!KNOWN.contains(done) || asked.number("version", -1) != source.version()) {
      return page;
    }
    return page.saying(
        new Notice(
            "ok",
            page.rich(
                "reseller.system.done." + done,
                source.name(),
                page.formats().time(source.lastChange().at()))));
  }
}
