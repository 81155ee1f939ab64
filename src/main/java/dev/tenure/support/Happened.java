package dev.tenure.support;

import dev.tenure.account.Change;
import dev.tenure.account.Intent;
import dev.tenure.account.State;
import dev.tenure.account.Timeline;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import gg.jte.Content;
import java.util.Optional;
import java.util.Set;

/**
 * What a command did, when, and how to take it back: told from the timeline, for the version that
 * the redirect after it names.
 */
final class Happened {

  private static final Set<String> ALREADY_SO =
      Set.of("already-disabled", "already-active", "unchanged");

  private Happened() {}

  /**
   * Adds the notice to the page when its address asks for one.
   *
   * @param kind {@code customer} or {@code reseller}, whose sentences differ
   */
  static Page on(
      Page page,
      String kind,
      String name,
      Timeline life,
      State state,
      long version,
      Change last,
      Typed asked) {
    String so = asked.get("so");
    if (ALREADY_SO.contains(so)) {
      return page.saying(new Notice("info", page.rich("support.so." + so, name)));
    }
    long done = asked.number("done", -1);
    Optional<Notice> told =
        life.intents().stream()
            .filter(intent -> intent.version() == done)
            .findFirst()
            .map(intent -> tell(page, kind, name, state, intent));
    if (told.isPresent()) {
      return page.saying(told.get());
    }
    return done == version
        ? page.saying(
            new Notice("ok", page.rich("support.done.edited", page.formats().time(last.at()))))
        : page;
  }

  private static Notice tell(Page page, String kind, String name, State state, Intent intent) {
    Formats formats = page.formats();
    String at = formats.time(intent.recordedAt());
    String key = "support.done." + kind + ".";
    return switch (intent.kind()) {
      case CREATED -> ok(page.rich(key + "created", name, at));
      case HOLD_PLACED -> ok(page.rich(key + "held", name, at));
      case HOLD_LIFTED ->
          state instanceof State.Disabled
              ? new Notice("hold", page.rich("support.done.still-held", name, at))
              : ok(page.rich(key + "lifted", name, at));
      case REINSTATED -> ok(page.rich("support.done.reinstated", name, at));
      case TERMINATION_SET, TERMINATION_MOVED, TERMINATION_WITHDRAWN ->
          ok(page.rich("support.done.schedule", name, at));
    };
  }

  private static Notice ok(Content text) {
    return new Notice("ok", text);
  }
}
