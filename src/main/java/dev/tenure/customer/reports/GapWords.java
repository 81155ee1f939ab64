package dev.tenure.customer.reports;

import dev.tenure.collection.ServiceGap;
import dev.tenure.platform.web.Page;
import java.time.Duration;
import java.time.Instant;

/** Times without service in words (C9). */
final class GapWords {

  private GapWords() {}

  /** "No service from … to … (2 days): nothing was collected." */
  static String sentence(Page page, ServiceGap gap) {
    Instant to = gap.to();
    return to == null
        ? page.text("customer.calls.gap-open", page.formats().dateTime(gap.from()))
        : page.text(
            "customer.calls.gap",
            page.formats().dateTime(gap.from()),
            page.formats().dateTime(to),
            page.formats().span(Duration.between(gap.from(), to)));
  }
}
