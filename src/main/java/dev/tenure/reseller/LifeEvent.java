package dev.tenure.reseller;

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
    Instant recordedAt, Content what, String by, Badge mark, List<Content> effects) {

  public LifeEvent {
    effects = List.copyOf(effects);
  }

  /** Newest first. */
  static List<LifeEvent> of(Page page, Account account, List<EffectQueue.Line> effects) {
    return account.timeline().intents().reversed().stream()
        .map(intent ->
            new LifeEvent(
                intent.recordedAt(),
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
    String key =
        "reseller.life." + (intent.terminatesNow() ? "TERMINATED" : intent.kind().toString());
    return page.rich(
        key,
        formats.weekday(intent.effectiveAt()),
        formats.time(intent.effectiveAt()),
        intent.owner() == null ? "" : page.text("reseller.owner." + intent.owner()));
  }

  private static String by(Page page, Intent intent) {
    boolean unexplained =
        intent.kind() == IntentKind.CREATED
            || (intent.reason().code() == ReasonCode.CUSTOMER_REQUEST
                && intent.reason().text().isEmpty());
    return unexplained
        ? intent.author().name()
        : intent.author().name() + " · " + Banners.reason(page, intent.reason());
  }

  private static Badge mark(Page page, Account account, Intent intent) {
    boolean dated =
        switch (intent.kind()) {
          case TERMINATION_SET, TERMINATION_MOVED -> true;
          case CREATED, HOLD_PLACED, HOLD_LIFTED, TERMINATION_WITHDRAWN, REINSTATED -> false;
        };
    if (dated && replacedBefore(account, intent)) {
      return new Badge("end", page.text("reseller.life.replaced"), "");
    }
    return dated && intent.effectiveAt().isAfter(account.readAt())
        ? new Badge("hold", page.text("reseller.life.planned"), "")
        : new Badge("ok", page.text("reseller.life.done"), "");
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
    String kind = page.text("reseller.effect." + line.effect().kind());
    Instant due = line.effect().dueAt();
    Instant done = line.doneAt();
    if (done != null) {
      String outcome = line.outcome();
      return page.rich(
          "reseller.effect.done",
          kind,
          outcome == null ? "" : outcome,
          page.formats().lateness(Duration.between(due, done)));
    }
    if (due.isAfter(account.readAt())) {
      return page.rich("reseller.effect.planned", kind, page.formats().shortDateTime(due));
    }
    return page.rich(
        line.attempts() == 0 ? "reseller.effect.due" : "reseller.effect.failing",
        kind,
        page.formats().span(Duration.between(due, account.readAt())),
        line.attempts());
  }
}
