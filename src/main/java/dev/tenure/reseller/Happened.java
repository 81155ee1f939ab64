package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Hold;
import dev.tenure.account.Intent;
import dev.tenure.account.State;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a command did, when, and how to take it back: told from the timeline, for the version that
 * the redirect after it names.
 */
final class Happened {

  private static final Set<String> ALREADY_SO =
      Set.of("already-disabled", "already-active", "unchanged");

  private Happened() {}

  static Optional<Notice> on(Page page, Account account, Typed asked) {
    if (ALREADY_SO.contains(asked.get("so"))) {
      return Optional.of(
          new Notice("info", page.rich("reseller.so." + asked.get("so"), account.name())));
    }
    long version = asked.number("done", -1);
    Page local = page.in(account.details().zone());
    Optional<Notice> told =
        account.timeline().intents().stream()
            .filter(intent -> intent.version() == version)
            .findFirst()
            .map(intent -> tell(local, account, intent));
    return told.isPresent() ? told : edited(local, account, version);
  }

  private static Optional<Notice> edited(Page page, Account account, long version) {
    if (version != account.version()) {
      return Optional.empty();
    }
    String at = clock(page, account.lastChange().at());
    return Optional.of(new Notice("ok", page.rich("reseller.done.edited", at)));
  }

  private static Notice tell(Page page, Account account, Intent intent) {
    String name = account.name();
    String at = clock(page, intent.recordedAt());
    return switch (intent.kind()) {
      case CREATED -> done(page, "reseller.done.created", name, at);
      case HOLD_PLACED -> done(page, "reseller.done.disabled", name, at, standing(page, account));
      case HOLD_LIFTED ->
          account.state() instanceof State.Disabled still
              ? new Notice(
                  "hold", page.rich("reseller.done.lifted", name, at, holders(page, still)))
              : done(page, "reseller.done.re-enabled", name, at, standing(page, account));
      case TERMINATION_SET ->
          intent.terminatesNow()
              ? new Notice("end", page.rich("reseller.done.terminated", name, at))
              : scheduled(page, "reseller.done.scheduled", account, intent);
      case TERMINATION_MOVED -> scheduled(page, "reseller.done.moved", account, intent);
      case TERMINATION_WITHDRAWN -> done(page, "reseller.done.withdrawn", name, at);
      case REINSTATED -> done(page, "reseller.done.reinstated", name, at);
    };
  }

  private static Notice scheduled(Page page, String key, Account account, Intent intent) {
    Formats formats = page.formats();
    return done(
        page,
        key,
        account.name(),
        clock(page, intent.recordedAt()),
        formats.weekday(intent.effectiveAt()),
        formats.time(intent.effectiveAt()),
        formats.zone().getId());
  }

  /** The time of day, with its zone where that isn't the viewer's own. */
  private static String clock(Page page, Instant at) {
    ZoneId zone = page.formats().zone();
    String time = page.formats().time(at);
    return zone.equals(page.shell().zone())
        ? time
        : page.text("reseller.time-in", time, zone.getId());
  }

  private static Notice done(Page page, String key, Object... arguments) {
    return new Notice("ok", page.rich(key, arguments));
  }

  /** A7: says loudly that a scheduled termination stands, if one does. */
  private static String standing(Page page, Account account) {
    return account
        .state()
        .scheduled()
        .map(end -> page.text("reseller.done.schedule-stands", page.formats().weekday(end)))
        .orElse("");
  }

  private static String holders(Page page, State.Disabled disabled) {
    return disabled.holds().stream()
        .map(Hold::owner)
        .distinct()
        .map(owner -> page.text("reseller.owner." + owner))
        .collect(Collectors.joining(", "));
  }
}
