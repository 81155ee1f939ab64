package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Status;
import dev.tenure.life.Badge;
import dev.tenure.life.Banner;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * What all pages of one customer show around their own part.
 *
 * @param page with times in the customer's zone
 * @param badge the status word; its facts stand in the banners
 * @param menu what is behind "More"; empty hides the button
 * @param editable whether the viewer may change anything on it now
 */
public record CustomerFrame(
    Page page,
    Account account,
    String address,
    Badge badge,
    List<Banner> banners,
    List<Crumb> tabs,
    List<Crumb> menu,
    boolean editable) {

  /** The permission that changes customers. */
  static final String GRANT = "CHANGE_CUSTOMERS";

  public CustomerFrame {
    banners = List.copyOf(banners);
    tabs = List.copyOf(tabs);
    menu = List.copyOf(menu);
  }

  static CustomerFrame of(Page viewed, Account account) {
    Page page =
        viewed
            .in(account.details().zone())
            .named(account.name())
            .crumb(viewed.text("reseller.customers.title"), Paths.CUSTOMERS);
    boolean mayAct = page.shell().may(GRANT);
    String address = Paths.of(account.id());
    List<Crumb> menu =
        mayAct
            ? Deed.inMenu(account.state()).stream()
                .map(act -> new Crumb(label(page, account, act), address + "/" + act.word()))
                .toList()
            : List.of();
    return new CustomerFrame(
        page,
        account,
        address,
        Badge.plain(page, account.status()),
        Banners.of(page, account, mayAct),
        tabs(page, address),
        menu,
        mayAct && account.status() != Status.TERMINATED);
  }

  private static String label(Page page, Account account, Deed act) {
    boolean moved = act == Deed.TERMINATE_ON && account.state().scheduled().isPresent();
    return page.text(moved ? "reseller.act.change-termination" : "reseller.act." + act.word());
  }

  private static List<Crumb> tabs(Page page, String address) {
    List<Crumb> tabs = new ArrayList<>();
    tabs.add(new Crumb(page.text("reseller.tab.details"), address));
    tabs.add(new Crumb(page.text("reseller.tab.users"), address + "/users"));
    tabs.add(new Crumb(page.text("reseller.tab.licences"), address + "/licences"));
    tabs.add(new Crumb(page.text("reseller.tab.phones"), address + "/phone-systems"));
    tabs.add(new Crumb(page.text("reseller.tab.timeline"), address + "/timeline"));
    if (page.shell().may("SEE_BILLING")) {
      tabs.add(new Crumb(page.text("reseller.tab.billing"), address + "/billing"));
    }
    return tabs;
  }

  public boolean terminated() {
    return account.status() == Status.TERMINATED;
  }
}
