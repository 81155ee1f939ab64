package dev.tenure.support;

import dev.tenure.account.CustomerLine;
import dev.tenure.account.Status;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A status as Support sees it (A1).
 *
 * @param fact in small type, dates in the customer's zone; empty when there is none
 */
public record Badge(String tone, String word, String fact) {

  static Badge of(Page page, Status status) {
    String tone =
        switch (status) {
          case ACTIVE -> "ok";
          case DISABLED -> "hold";
          case TERMINATED -> "end";
        };
    return new Badge(tone, word(page, status), "");
  }

  static String word(Page page, Status status) {
    return page.text("support.status." + status);
  }

  static Badge of(Page page, CustomerLine line) {
    Formats formats = page.formats().in(line.zone());
    List<String> facts = new ArrayList<>();
    Instant end = line.terminatesAt();
    if (line.status() == Status.DISABLED && line.holds() > 1) {
      facts.add(page.text("support.fact.holds", line.holds()));
    }
    if (end != null) {
      facts.add(
          line.status() == Status.TERMINATED
              ? formats.shortDate(end)
              : page.text("support.fact.terminates", formats.shortDate(end)));
    }
    Badge plain = of(page, line.status());
    return new Badge(plain.tone(), plain.word(), String.join(" · ", facts));
  }
}
