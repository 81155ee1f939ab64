package dev.tenure.reseller;

import dev.tenure.account.State;
import dev.tenure.platform.web.Page;
import gg.jte.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of a warning screen, true for this customer now (G).
 *
 * @param question the page's heading
 * @param secondTitle what goes on, or for a termination what can't be undone
 * @param invoice what the next invoice says before and after (D9)
 * @param button says the act
 * @param safe says what doing nothing means
 */
public record Warning(
    String question,
    String firstTitle,
    List<Content> first,
    String secondTitle,
    List<Content> second,
    List<Content> billing,
    List<Content> invoice,
    String button,
    String safe) {

  public Warning {
    first = List.copyOf(first);
    second = List.copyOf(second);
    billing = List.copyOf(billing);
    invoice = List.copyOf(invoice);
  }

  /**
   * @param picked whether the date is picked that the command takes, if it takes one
   */
  static Warning of(Page page, Deed deed, Facts facts, boolean picked) {
    String name = facts.account().name();
    State state = facts.account().state();
    boolean moving = deed == Deed.TERMINATE_ON && state.scheduled().isPresent();
    String key = "reseller.warn." + (moving ? "change" : deed.word());
    return new Warning(
        page.text(key + ".question", name),
        page.text(key + ".first"),
        first(page, deed, facts),
        page.text(key + ".second"),
        second(page, deed, facts),
        List.of(page.rich(key + ".billing")),
        picked ? InvoiceWords.of(page, deed, facts.invoice()) : List.of(),
        page.text(key + ".button", name),
        page.text(key + ".safe", name));
  }

  private static List<Content> first(Page page, Deed deed, Facts facts) {
    int people = facts.peopleSignedIn();
    int boards = facts.collection().openLiveBoards();
    int calls = facts.collection().callsInProgress();
    int agents = facts.collection().agentsAvailable();
    List<Content> lines = new ArrayList<>();
    switch (deed) {
      case DISABLE -> {
        lines.add(page.rich("reseller.warn.people", people));
        lines.add(page.rich("reseller.warn.boards", boards));
      }
      case TERMINATE -> {
        lines.add(page.rich("reseller.warn.people", people));
        lines.add(page.rich("reseller.warn.cut", calls, agents));
        replaced(page, facts).ifPresent(lines::add);
      }
      case TERMINATE_ON -> {
        lines.add(page.rich("reseller.warn.people-then", people));
        lines.add(page.rich("reseller.warn.collection-then", calls, agents));
      }
      case REENABLE -> {
        lines.add(page.rich("reseller.warn.sign-in-again"));
        lines.add(page.rich("reseller.warn.span-there"));
      }
      case WITHDRAW -> {
        lines.add(page.rich("reseller.warn.goes-on"));
        scheduled(page, facts, "reseller.warn.withdrawn-date").ifPresent(lines::add);
      }
    }
    return lines;
  }

  private static List<Content> second(Page page, Deed deed, Facts facts) {
    int calls = facts.collection().callsInProgress();
    int agents = facts.collection().agentsAvailable();
    List<Content> lines = new ArrayList<>();
    switch (deed) {
      case DISABLE -> {
        lines.add(page.rich("reseller.warn.collected", calls, agents));
        scheduled(page, facts, "reseller.warn.stands").ifPresent(lines::add);
        lines.add(page.rich("reseller.warn.re-enable-any-time"));
      }
      case TERMINATE, TERMINATE_ON -> {
        lines.add(page.rich("reseller.warn.no-way-back"));
        lines.add(page.rich("reseller.warn.kept"));
        if (deed == Deed.TERMINATE_ON) {
          lines.add(page.rich("reseller.warn.until-then"));
        }
      }
      case REENABLE -> {
        others(page, facts.account().state()).ifPresent(lines::add);
        scheduled(page, facts, "reseller.warn.stands").ifPresent(lines::add);
        lines.add(page.rich("reseller.warn.collection-same"));
      }
      case WITHDRAW -> lines.add(page.rich("reseller.warn.schedule-again"));
    }
    return lines;
  }

  private static Optional<Content> replaced(Page page, Facts facts) {
    return scheduled(page, facts, "reseller.warn.replaces");
  }

  private static Optional<Content> scheduled(Page page, Facts facts, String key) {
    Optional<Instant> end = facts.account().state().scheduled();
    return end.map(at ->
        page.rich(
            key,
            page.formats().weekday(at),
            page.formats().time(at),
            page.formats().zone().getId()));
  }

  /** A5: whoever else still holds it after this. */
  private static Optional<Content> others(Page page, State state) {
    List<String> holders =
        state.holds().stream()
            .map(hold -> hold.owner())
            .filter(owner -> !owner.isLiftedBy(dev.tenure.platform.Level.RESELLER))
            .map(owner -> page.text("reseller.owner." + owner))
            .toList();
    return holders.isEmpty()
        ? Optional.empty()
        : Optional.of(page.rich("reseller.warn.held-by-others", String.join(", ", holders)));
  }
}
