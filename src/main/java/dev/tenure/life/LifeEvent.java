package dev.tenure.life;

import dev.tenure.account.Account;
import dev.tenure.account.EffectQueue;
import dev.tenure.account.Intent;
import dev.tenure.account.IntentKind;
import dev.tenure.account.ReasonCode;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One line of an account's life: what was decided, by whom, why, and what followed.
 *
 * @param by who and why, in small type
 * @param mark whether it is done, planned, or was replaced
 */
public record LifeEvent(
    Instant recordedAt, Content what, String by, Mark mark, List<Content> effects) {

  /** A word in the colour of its tone. */
  public record Mark(String tone, String word) {}

  public LifeEvent {
    effects = List.copyOf(effects);
  }

  /** Newest first. */
  static List<LifeEvent> of(Page page, Account account, List<EffectQueue.Line> effects) {
    return account.timeline().intents().reversed().stream()
        .map(intent ->
            new LifeEvent(
                intent.placedAt(),
                what(page, intent),
                by(page, intent),
                mark(page, account, intent),
                effects.stream()
                    .filter(line -> line.effect().version() == intent.version())
                    .map(line -> effect(page, account, line))
                    .toList()))
        .toList();
  }

  private static Content what(Page page, Intent intent) {
    Formats formats = page.formats();
    String key = "life.event." + (intent.terminatesNow() ? "TERMINATED" : intent.kind().toString());
    return page.rich(
        key,
        formats.weekday(intent.effectiveAt()),
        formats.time(intent.effectiveAt()),
        intent.owner() == null ? "" : LifeWords.owner(page, intent.owner()));
  }

  private static String by(Page page, Intent intent) {
    boolean unexplained =
        intent.kind() == IntentKind.CREATED
            || (intent.reason().code() == ReasonCode.CUSTOMER_REQUEST
                && intent.reason().text().isEmpty());
    return unexplained
        ? intent.author().name()
        : intent.author().name() + " · " + LifeWords.reason(page, intent.reason());
  }

  private static Mark mark(Page page, Account account, Intent intent) {
    boolean dated =
        switch (intent.kind()) {
          case TERMINATION_SET, TERMINATION_MOVED -> true;
          case CREATED, HOLD_PLACED, HOLD_LIFTED, TERMINATION_WITHDRAWN, REINSTATED -> false;
        };
    if (dated && replacedBefore(account, intent)) {
      return new Mark("end", page.text("life.event.replaced"));
    }
    return dated && intent.effectiveAt().isAfter(account.readAt())
        ? new Mark("hold", page.text("life.event.planned"))
        : new Mark("ok", page.text("life.event.done"));
  }

  /** Whether a later decision about T came before this one's T. */
  private static boolean replacedBefore(Account account, Intent intent) {
    return account.timeline().intents().stream()
        .filter(later -> later.version() > intent.version())
        .filter(later ->
            switch (later.kind()) {
              case TERMINATION_SET, TERMINATION_MOVED, TERMINATION_WITHDRAWN -> true;
              case CREATED, HOLD_PLACED, HOLD_LIFTED, REINSTATED -> false;
            })
        .anyMatch(later -> later.recordedAt().isBefore(intent.effectiveAt()));
  }

  private static Content effect(Page page, Account account, EffectQueue.Line line) {
    String kind = page.text("life.effect." + line.effect().kind());
    Instant due = line.effect().dueAt();
    Instant done = line.doneAt();
    if (done != null) {
      String outcome = line.outcome();
      return page.rich(
          "life.effect.done",
          kind,
          outcome == null ? "" : outcome,
          page.formats().lateness(Duration.between(due, done)));
    }
    if (due.isAfter(account.readAt())) {
      return page.rich("life.effect.planned", kind, page.formats().shortDateTime(due));
    }
    return page.rich(
        line.attempts() == 0 ? "life.effect.due" : "life.effect.failing",
        kind,
        page.formats().span(Duration.between(due, account.readAt())),
        line.attempts());
  }
}
