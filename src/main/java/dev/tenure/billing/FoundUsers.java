package dev.tenure.billing;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.Words;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * D17: automatic licences of users found in phone systems. Up to a cap for each customer they begin
 * automatically; above it they wait, free of charge, until the reseller confirms them.
 */
@Component
public class FoundUsers {

  static final int HIGHEST_CAP = 100_000;

  /**
   * A customer's unconfirmed users.
   *
   * @param mark to be carried by the act that its reader does next (A10)
   * @param cap how many automatic licences may be unconfirmed at a time
   * @param prices what one of a part costs a month at the present volume; a part without a price
   *     isn't among them
   */
  public record Unconfirmed(
      List<FoundUser> users, long mark, int cap, Map<PartNumber, Money> prices) {

    public Unconfirmed {
      users = List.copyOf(users);
      prices = Map.copyOf(prices);
    }

    public Optional<Money> monthly(FoundUser user) {
      return Optional.ofNullable(prices.get(user.part()));
    }

    /**
     * What those that began, or else those that wait, cost a month together; why that can't be
     * calculated now, or nothing where none has a price.
     */
    public Outlook<Money> total(boolean licensed) {
      return Outlook.of(() ->
          users.stream()
              .filter(user -> user.licensed() == licensed)
              .flatMap(user -> monthly(user).stream())
              .reduce(Money::plus));
    }

    public long waiting() {
      return users.stream().filter(user -> !user.licensed()).count();
    }

    public long licensed() {
      return users.size() - waiting();
    }
  }

  private final Accounts accounts;
  private final FoundStore store;
  private final LicenceStore licences;
  private final HolderStore holders;
  private final TermsStore terms;
  private final LicenceWriting writing;

  FoundUsers(
      Accounts accounts,
      FoundStore store,
      LicenceStore licences,
      HolderStore holders,
      TermsStore terms,
      LicenceWriting writing) {
    this.accounts = accounts;
    this.store = store;
    this.licences = licences;
    this.holders = holders;
    this.terms = terms;
    this.writing = writing;
  }

  /**
   * @throws dev.tenure.platform.Refused as not found
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Unconfirmed of(CustomerId customer, Actor actor) {
    Account account = accounts.require(customer, actor);
    List<FoundUser> users = store.unconfirmed(customer);
    Map<PartNumber, Money> prices = new HashMap<>();
    if (!users.isEmpty()) {
      terms
          .find(account.reseller())
          .ifPresent(on ->
              users.stream()
                  .map(FoundUser::part)
                  .distinct()
                  .forEach(part -> each(on, part).ifPresent(price -> prices.put(part, price))));
    }
    return new Unconfirmed(users, licences.mark(customer), store.cap(customer), prices);
  }

  /** The reseller's customers with unconfirmed users, by name. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public List<FoundPlace> of(ResellerId reseller) {
    Optional<Terms> on = terms.find(reseller);
    List<FoundPlace> places = new ArrayList<>();
    for (FoundStore.Count count : store.counts(reseller)) {
      FoundPlace place =
          new FoundPlace(
              count.customer(),
              count.name(),
              count.part(),
              count.licensed() ? count.users() : 0,
              count.licensed() ? 0 : count.users(),
              on.flatMap(found -> each(found, count.part())));
      FoundPlace before = places.isEmpty() ? null : places.getLast();
      if (before != null
          && before.customer().equals(place.customer())
          && before.part().equals(place.part())) {
        places.removeLast();
        places.add(
            new FoundPlace(
                place.customer(),
                place.name(),
                place.part(),
                before.licensed() + place.licensed(),
                before.waiting() + place.waiting(),
                place.each()));
      } else {
        places.add(place);
      }
    }
    return places;
  }

  private Optional<Money> each(Terms on, PartNumber part) {
    int held = Math.max(1, store.held(on.reseller(), part));
    return on.plan()
        .price(part, terms.today(on))
        .map(price -> new Money(price.tier(held).perMonth(), on.currency()));
  }

  /**
   * What it costs to confirm or dismiss them, or why that can't be calculated now; nothing is
   * changed.
   *
   * @throws dev.tenure.platform.Refused as {@link #settle} would
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Outlook<Licences.Cost> cost(
      CustomerId customer, Set<HolderId> users, boolean confirm, Actor actor) {
    Account account = accounts.require(customer, actor);
    Terms on = writing.open(account);
    LocalDate day = writing.open(on, terms.today(on));
    List<LicenceStep> steps = steps(customer, chosen(customer, users), confirm, day);
    writing.demandPrices("users", on, steps);
    return writing.cost(on, customer, steps);
  }

  /**
   * Confirms users: licences of those that wait begin today. Or dismisses them: licences that began
   * automatically end, and none begins.
   *
   * @throws dev.tenure.platform.Refused {@code licences-changed}; {@code account-terminated}; as
   *     invalid in {@code users}: {@code nobody-chosen}, {@code part-not-priced}; as not found
   */
  @Transactional
  public void settle(
      CustomerId customer, Set<HolderId> users, boolean confirm, long seenMark, Actor actor) {
    Account account = writing.lock(customer, actor);
    writing.demandMark(account, seenMark);
    Terms on = writing.open(account);
    LocalDate day = writing.open(on, terms.today(on));
    List<FoundUser> chosen = chosen(customer, users);
    List<LicenceStep> steps = steps(customer, chosen, confirm, day);
    writing.demandPrices("users", on, steps);
    store.settle(customer, users, confirm, actor.name());
    writing.write(account, steps, actor);
    writing.record(
        account,
        confirm ? "licence.confirm" : "licence.dismiss",
        account.name(),
        "",
        "%d users found in a phone system: %s"
            .formatted(
                chosen.size(),
                chosen.stream().limit(20).map(FoundUser::name).collect(Collectors.joining(", "))),
        actor);
  }

  private List<FoundUser> chosen(CustomerId customer, Set<HolderId> users) {
    List<FoundUser> chosen =
        store.unconfirmed(customer).stream().filter(user -> users.contains(user.id())).toList();
    if (chosen.isEmpty()) {
      throw Words.invalid("users", "nobody-chosen", "Choose at least one user.");
    }
    return chosen;
  }

  private List<LicenceStep> steps(
      CustomerId customer, List<FoundUser> chosen, boolean confirm, LocalDate day) {
    return FoundSteps.of(chosen, holders.of(customer, day), confirm, day);
  }

  /**
   * Sets how many automatic licences of the customer may be unconfirmed at a time; counts for users
   * that appear from now on.
   *
   * @throws dev.tenure.platform.Refused as invalid in {@code cap}; as not found
   */
  @Transactional
  public void limit(CustomerId customer, String typed, Actor actor) {
    Account account = writing.lock(customer, actor);
    int cap = parseCap("cap", typed);
    int before = store.cap(customer);
    if (cap != before) {
      store.writeCap(customer, cap, actor.name());
      writing.record(
          account,
          "licence.cap",
          account.name(),
          String.valueOf(before),
          String.valueOf(cap),
          actor);
    }
  }

  /**
   * Reads a cap as typed.
   *
   * @throws dev.tenure.platform.Refused as invalid in that field
   */
  public static int parseCap(String field, String typed) {
    String text = typed.strip();
    if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) > HIGHEST_CAP) {
      throw Words.invalid(
          field, "cap-invalid", "Enter a number from 0 to 100,000, for example 10.");
    }
    return Integer.parseInt(text);
  }
}
