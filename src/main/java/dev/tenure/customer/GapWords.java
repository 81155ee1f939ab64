package dev.tenure.customer;

import dev.tenure.collection.ServiceGap;
import dev.tenure.platform.web.Page;
import java.time.Duration;
import java.time.Instant;

/** Times without service, and imported history, in words, the same on every page (C9, C10). */
public final class GapWords {

  private GapWords() {}

  /** "No service from … to … (2 days)", in the zone of the page. */
  public static String sentence(Page page, ServiceGap gap) {
    Instant to = gap.to();
    if (gap.imported() && to != null) {
      return page.text(
          "customer.calls.imported",
          page.formats().dateTime(gap.from()),
          page.formats().dateTime(to));
    }
    return to == null
        ? page.text("customer.calls.gap-open", page.formats().dateTime(gap.from()))
        : page.text(
            "customer.calls.gap",
            page.formats().dateTime(gap.from()),
            page.formats().dateTime(to),
            page.formats().span(Duration.between(gap.from(), to)));
  }
}
