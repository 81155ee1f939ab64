package dev.tenure.life;

import dev.tenure.account.CustomerLine;
import dev.tenure.account.Status;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A status as people see it: the word, its colour, and the facts beside it (A1).
 *
 * @param fact in small type, dates in the customer's zone; empty when there is none
 */
public record Badge(String tone, String word, String fact) {

  /** The word alone, where the facts stand elsewhere. */
  public static Badge plain(Page page, Status status) {
    return new Badge(LifeWords.tone(status), LifeWords.status(page, status), "");
  }

  /** With the facts of a customer's line in a list. */
  public static Badge of(Page page, CustomerLine line) {
    Formats formats = page.formats().in(line.zone());
    Status status = line.status();
    Instant stopped = line.accessStoppedAt();
    Instant end = line.terminatesAt();
    LocalDate trial = line.trialUntil();
    List<String> facts = new ArrayList<>();
    if (status == Status.TERMINATED && end != null) {
      facts.add(formats.shortDate(end));
    }
    if (status == Status.DISABLED && line.holds() > 1) {
      facts.add(page.text("life.fact.holds", line.holds()));
    } else if (status == Status.DISABLED && stopped != null) {
      facts.add(page.text("life.fact.since", formats.shortDate(stopped)));
    }
    if (status != Status.TERMINATED && end != null) {
      facts.add(page.text("life.fact.terminates", formats.shortDate(end)));
    }
    if (status != Status.TERMINATED && trial != null && !trial.isBefore(today(formats))) {
      facts.add(page.text("life.fact.trial", formats.shortDate(trial)));
    }
    Badge plain = plain(page, status);
    return new Badge(plain.tone(), plain.word(), String.join(" · ", facts));
  }

  private static LocalDate today(Formats formats) {
    return formats.now().atZone(formats.zone()).toLocalDate();
  }
}
