package dev.tenure.support;

import dev.tenure.account.LifecyclePreview;
import dev.tenure.account.Reseller;
import dev.tenure.billing.InvoicePages;
import dev.tenure.platform.Level;
import dev.tenure.platform.web.Page;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of a warning screen, true at this moment (G).
 *
 * @param address where the form is sent
 * @param back the safe way out
 * @param stops whether the first column tells what is taken away
 * @param typedName the name to be typed, empty when none is asked for
 */
public record Warning(
    String address,
    String back,
    String question,
    boolean stops,
    String firstTitle,
    List<Content> first,
    String secondTitle,
    List<Content> second,
    String thirdTitle,
    List<Content> third,
    String typedName,
    String button,
    String safe) {

  public Warning {
    first = List.copyOf(first);
    second = List.copyOf(second);
    third = List.copyOf(third);
  }

  static Warning hold(Page page, LifecyclePreview.Preview now) {
    List<Content> goesOn = new ArrayList<>();
    goesOn.add(
        page.rich(
            "support.hold.collected",
            now.figures().callsInProgress(),
            now.figures().agentsAvailable()));
    scheduled(page, now).ifPresent(goesOn::add);
    goesOn.add(page.rich("support.hold.only-support"));
    return of(
        page,
        "support.hold",
        Paths.of(now.account().id()),
        "/hold",
        true,
        now.account().name(),
        List.of(
            page.rich("support.hold.people", now.peopleSignedIn()),
            page.rich("support.hold.refused")),
        goesOn,
        billing(page, "support.hold.billing", now));
  }

  /** D9: what the next invoice says, from the function that makes it. */
  private static List<Content> billing(Page page, String key, LifecyclePreview.Preview now) {
    List<Content> lines = new ArrayList<>();
    lines.add(page.rich(key));
    lines.addAll(invoice(page, now));
    return lines;
  }

  /**
   * The effect on the reseller's next invoice, or why it can't be calculated; nothing for a
   * reseller that isn't charged.
   */
  static List<Content> invoice(Page page, LifecyclePreview.Preview now) {
    List<Content> lines = new ArrayList<>();
    if (now.invoice().isUnknown()) {
      lines.add(page.rich("billing.unknown-act", now.invoice().because()));
    }
    now.invoice()
        .known()
        .ifPresent(next -> {
          lines.add(
              page.rich(
                  "support.warning.invoice",
                  InvoicePages.month(next.period()),
                  next.before(),
                  next.after()));
          if (!next.others().isEmpty()) {
            lines.add(page.rich("support.warning.invoice-others", next.others()));
          }
        });
    return lines;
  }

  static Warning lift(Page page, LifecyclePreview.Preview now) {
    List<Content> rest = new ArrayList<>();
    now.account().state().holds().stream()
        .filter(hold -> !hold.owner().isLiftedBy(Level.SUPPORT))
        .forEach(hold ->
            rest.add(page.rich("support.lift.others", page.text("support.owner." + hold.owner()))));
    scheduled(page, now).ifPresent(rest::add);
    rest.add(page.rich("support.lift.collection"));
    return of(
        page,
        "support.lift",
        Paths.of(now.account().id()),
        "/lift",
        false,
        now.account().name(),
        List.of(page.rich("support.lift.sign-in"), page.rich("support.lift.again")),
        rest,
        billing(page, "support.lift.billing", now));
  }

  static Warning resellerHold(Page page, Reseller reseller, int signedIn, String customers) {
    return of(
        page,
        "support.reseller-hold",
        Paths.of(reseller.id()),
        "/hold",
        true,
        reseller.details().name(),
        List.of(
            page.rich("support.reseller-hold.people", signedIn),
            page.rich("support.reseller-hold.refused")),
        List.of(
            page.rich("support.reseller-hold.customers", customers),
            page.rich("support.reseller-hold.contact")),
        List.of(page.rich("support.reseller-hold.billing")));
  }

  static Warning resellerLift(Page page, Reseller reseller, String customers) {
    return of(
        page,
        "support.reseller-lift",
        Paths.of(reseller.id()),
        "/lift",
        false,
        reseller.details().name(),
        List.of(
            page.rich("support.reseller-lift.sign-in"), page.rich("support.reseller-lift.again")),
        List.of(page.rich("support.reseller-lift.customers", customers)),
        List.of(page.rich("support.reseller-lift.billing")));
  }

  private static Warning of(
      Page page,
      String key,
      String back,
      String act,
      boolean stops,
      String name,
      List<Content> first,
      List<Content> second,
      List<Content> third) {
    return new Warning(
        back + act,
        back,
        page.text(key + ".question", name),
        stops,
        page.text(key + ".first"),
        first,
        page.text(key + ".second"),
        second,
        page.text("support.warning.billing"),
        third,
        "",
        page.text(key + ".button", name),
        page.text(key + ".safe"));
  }

  private static Optional<Content> scheduled(Page page, LifecyclePreview.Preview now) {
    return now.account()
        .state()
        .scheduled()
        .map(end ->
            page.rich(
                "support.warning.schedule-stands",
                page.formats().weekday(end),
                page.formats().time(end),
                page.formats().zone().getId()));
  }
}
