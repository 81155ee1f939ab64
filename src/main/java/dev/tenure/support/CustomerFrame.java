package dev.tenure.support;

import dev.tenure.account.Account;
import dev.tenure.account.HoldOwner;
import dev.tenure.account.Status;
import dev.tenure.identity.Act;
import dev.tenure.life.Badge;
import dev.tenure.life.Banner;
import dev.tenure.platform.Level;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * What all pages of one customer show around their own part.
 *
 * @param page with times in the customer's zone
 * @param acts what Support can press in this state
 */
public record CustomerFrame(
    Page page,
    Account account,
    String address,
    String resellerAddress,
    Badge badge,
    List<Banner> banners,
    List<Crumb> tabs,
    List<Crumb> acts) {

  public CustomerFrame {
    banners = List.copyOf(banners);
    tabs = List.copyOf(tabs);
    acts = List.copyOf(acts);
  }

  static CustomerFrame of(Page viewed, Account account) {
    Page page =
        viewed
            .in(account.details().zone())
            .named(account.name())
            .crumb(viewed.text("support.nav.customers"), Paths.CUSTOMERS)
            .crumb(account.resellerName(), Paths.of(account.reseller()));
    String address = Paths.of(account.id());
    return new CustomerFrame(
        page,
        account,
        address,
        Paths.of(account.reseller()),
        Badge.plain(page, account.status()),
        Banners.of(page, account),
        List.of(
            new Crumb(page.text("support.tab.details"), address),
            new Crumb(page.text("support.tab.licences"), address + "/licences"),
            new Crumb(page.text("support.tab.timeline"), address + "/timeline"),
            new Crumb(page.text("support.tab.audit"), Paths.AUDIT + "?customer=" + account.id())),
        acts(page, account, address));
  }

  private static List<Crumb> acts(Page page, Account account, String address) {
    List<Crumb> acts = new ArrayList<>();
    if (page.shell().may(Act.COMMAND_CUSTOMERS.name())) {
      if (account.status() == Status.TERMINATED) {
        acts.add(act(page, address, "reinstate"));
      } else {
        if (account.state().holds().stream().noneMatch(h -> h.owner() == HoldOwner.SUPPORT)) {
          acts.add(act(page, address, "hold"));
        }
        if (account.state().holds().stream().anyMatch(h -> h.owner().isLiftedBy(Level.SUPPORT))) {
          acts.add(act(page, address, "lift"));
        }
      }
    }
    return acts;
  }

  private static Crumb act(Page page, String address, String word) {
    return new Crumb(page.text("support.act." + word), address + "/" + word);
  }
}
