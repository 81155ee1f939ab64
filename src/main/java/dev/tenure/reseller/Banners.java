package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Hold;
import dev.tenure.account.Intent;
import dev.tenure.account.Moment;
import dev.tenure.account.State;
import dev.tenure.life.Banner;
import dev.tenure.life.LifeWords;
import dev.tenure.platform.Level;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The banners of an account's present state; {@code page} shows times in the customer's zone. */
final class Banners {

  private Banners() {}

  static List<Banner> of(Page page, Account account, boolean mayAct) {
    List<Banner> banners = new ArrayList<>();
    State state = account.state();
    switch (state) {
      case State.Active a -> {}
      case State.Disabled disabled -> banners.add(disabled(page, account, disabled, mayAct));
      case State.Terminated ended -> banners.add(terminated(page, account, ended));
    }
    state.scheduled().ifPresent(end -> banners.add(scheduled(page, account, end, mayAct)));
    return banners;
  }

  private static Banner disabled(
      Page page, Account account, State.Disabled disabled, boolean mayAct) {
    Hold first = disabled.holds().getFirst();
    boolean liftable =
        disabled.holds().stream().anyMatch(hold -> hold.owner().isLiftedBy(Level.RESELLER));
    List<String> others =
        disabled.holds().stream()
            .skip(1)
            .map(hold -> page.text("reseller.banner.other-hold", who(page, hold)))
            .toList();
    return new Banner(
        "hold",
        page.rich(
            "reseller.banner.disabled",
            page.formats().shortDateTime(disabled.since()),
            who(page, first),
            LifeWords.reason(page, first.reason()),
            String.join(" ", others)),
        liftable && mayAct
            ? List.of(link(page, account, "reseller.act.re-enable", Deed.REENABLE))
            : List.of());
  }

  private static String who(Page page, Hold hold) {
    String name = hold.author().name();
    return hold.author().level() == Level.RESELLER
        ? name
        : page.text("reseller.banner.of", name, LifeWords.owner(page, hold.owner()));
  }

  private static Banner scheduled(Page page, Account account, Instant end, boolean mayAct) {
    Formats formats = page.formats();
    return new Banner(
        "info",
        page.rich(
            "reseller.banner.scheduled",
            formats.weekday(end),
            formats.time(end),
            formats.zone().getId(),
            formats.utc(end),
            formats.relative(end),
            formats.weekday(Moment.lastFullDayBefore(end, formats.zone()))),
        mayAct
            ? List.of(
                link(page, account, "reseller.act.change", Deed.TERMINATE_ON),
                link(page, account, "reseller.act.withdraw-short", Deed.WITHDRAW))
            : List.of());
  }

  private static Banner terminated(Page page, Account account, State.Terminated ended) {
    String by = ender(account, ended.at()).map(intent -> intent.author().name()).orElse("Tenure");
    return new Banner(
        "end",
        page.rich(
            "reseller.banner.terminated",
            page.formats().weekday(ended.at()),
            page.formats().time(ended.at()),
            page.formats().zone().getId(),
            by),
        List.of());
  }

  /** The intent that set the T that has passed. */
  private static Optional<Intent> ender(Account account, Instant end) {
    return account.timeline().intents().reversed().stream()
        .filter(intent ->
            switch (intent.kind()) {
              case TERMINATION_SET, TERMINATION_MOVED -> intent.effectiveAt().equals(end);
              case CREATED, HOLD_PLACED, HOLD_LIFTED, TERMINATION_WITHDRAWN, REINSTATED -> false;
            })
        .findFirst();
  }

  private static Crumb link(Page page, Account account, String key, Deed act) {
    return new Crumb(page.text(key), Paths.of(account.id()) + "/" + act.word());
  }
}
