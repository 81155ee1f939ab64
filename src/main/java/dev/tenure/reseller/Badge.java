package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.CustomerLine;
import dev.tenure.account.Status;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A status as people see it: the word, its colour, and the facts beside it (A1).
 *
 * @param fact in small type, dates in the customer's zone; empty when there is none
 */
public record Badge(String tone, String word, String fact) {

  static Badge of(Page page, CustomerLine line) {
    Page local = page.in(line.zone());
    return of(
        local,
        line.status(),
        line.holds(),
        line.accessStoppedAt(),
        line.terminatesAt(),
        line.trialUntil());
  }

  static Badge of(Page page, Account account) {
    return of(
        page,
        account.status(),
        account.state().holds().size(),
        account.timeline().fold().accessStoppedAt(),
        account.timeline().fold().terminatesAt(),
        account.details().trialUntil());
  }

  /** The word alone, where the facts stand elsewhere. */
  static Badge plain(Page page, Status status) {
    return new Badge(tone(status), word(page, status), "");
  }

  private static Badge of(
      Page page,
      Status status,
      int holds,
      @Nullable Instant stopped,
      @Nullable Instant end,
      @Nullable LocalDate trial) {
    Formats formats = page.formats();
    List<String> facts = new ArrayList<>();
    if (status == Status.TERMINATED && end != null) {
      facts.add(formats.shortDate(end));
    }
    if (status == Status.DISABLED && holds > 1) {
      facts.add(page.text("reseller.fact.holds", holds));
    } else if (status == Status.DISABLED && stopped != null) {
      facts.add(page.text("reseller.fact.since", formats.shortDate(stopped)));
    }
    if (status != Status.TERMINATED && end != null) {
      facts.add(page.text("reseller.fact.terminates", formats.shortDate(end)));
    }
    if (status != Status.TERMINATED && trial != null && !trial.isBefore(today(page))) {
      facts.add(page.text("reseller.fact.trial", formats.shortDate(trial)));
    }
    return new Badge(tone(status), word(page, status), String.join(" · ", facts));
  }

  private static LocalDate today(Page page) {
    return page.now().atZone(page.formats().zone()).toLocalDate();
  }

  static String word(Page page, Status status) {
    return page.text("reseller.status." + status);
  }

  static String tone(Status status) {
    return switch (status) {
      case ACTIVE -> "ok";
      case DISABLED -> "hold";
      case TERMINATED -> "end";
    };
  }
}
