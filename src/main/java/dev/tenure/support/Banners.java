package dev.tenure.support;

import dev.tenure.account.Account;
import dev.tenure.account.Hold;
import dev.tenure.account.Intent;
import dev.tenure.account.Moment;
import dev.tenure.account.Reseller;
import dev.tenure.account.State;
import dev.tenure.life.Banner;
import dev.tenure.life.LifeWords;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The banners of an account's present state, as Support reads them. */
final class Banners {

  private Banners() {}

  /** Of a customer; {@code page} shows times in the customer's zone. */
  static List<Banner> of(Page page, Account account) {
    List<Banner> banners = new ArrayList<>();
    State state = account.state();
    state.holds().forEach(hold -> banners.add(hold(page, "support.banner.held", hold)));
    if (state instanceof State.Terminated ended) {
      banners.add(terminated(page, account, ended));
    }
    state.scheduled().ifPresent(end -> banners.add(scheduled(page, end)));
    return banners;
  }

  /** Of a reseller (A14). */
  static List<Banner> of(Page page, Reseller reseller) {
    return reseller.holds().stream()
        .map(hold -> hold(page, "support.banner.reseller-held", hold))
        .toList();
  }

  private static Banner hold(Page page, String key, Hold hold) {
    return Banner.of(
        "hold",
        page.rich(
            key,
            LifeWords.owner(page, hold.owner()),
            page.formats().dateTime(hold.since()),
            hold.author().name(),
            LifeWords.reason(page, hold.reason())));
  }

  private static Banner scheduled(Page page, Instant end) {
    Formats formats = page.formats();
    return Banner.of(
        "info",
        page.rich(
            "support.banner.scheduled",
            formats.weekday(end),
            formats.time(end),
            formats.zone().getId(),
            formats.utc(end),
            formats.relative(end),
            formats.weekday(Moment.lastFullDayBefore(end, formats.zone()))));
  }

  private static Banner terminated(Page page, Account account, State.Terminated ended) {
    Formats formats = page.formats();
    String by =
        account.timeline().intents().stream()
            .filter(intent -> intent.effectiveAt().equals(ended.at()))
            .reduce((earlier, later) -> later)
            .map(Intent::author)
            .map(author -> author.name())
            .orElse("Tenure");
    return Banner.of(
        "end",
        page.rich(
            "support.banner.terminated",
            formats.weekday(ended.at()),
            formats.time(ended.at()),
            formats.zone().getId(),
            by,
            formats.relative(ended.at())));
  }
}
