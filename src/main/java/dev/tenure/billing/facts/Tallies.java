package dev.tenure.billing.facts;

import dev.tenure.billing.Terms;
import dev.tenure.billing.TermsHistory;
import dev.tenure.billing.draft.CustomerFacts;
import dev.tenure.billing.draft.Tally;
import dev.tenure.billing.draft.Tallying;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.YearMonth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * D15: what is counted of all of a reseller's licences, so that the figures of one customer cost
 * what one customer costs. Whatever changes a customer's licences, lives, zone or trials says so
 * here, within its transaction; `verify` counts again.
 */
@Component
public class Tallies {

  /** One act in so many replaces the changes so far by their sums. */
  private static final int FOLD = 32;

  /** To count so many customers takes about a second. */
  private static final int MANY = 50_000;

  /** Terms of so many resellers are remembered for the next act. */
  private static final int KNOWN = 200;

  private static final Logger log = LoggerFactory.getLogger(Tallies.class);

  private final TallyStore store;
  private final FactsStore facts;
  private final TermsStore terms;
  private final Map<ResellerId, Marked> known = Collections.synchronizedMap(new Newest());

  /** Terms as of a mark, by which days are counted; names of parts may have changed since. */
  private record Marked(String mark, TermsHistory history) {}

  /** The resellers whose customers were changed last. */
  private static final class Newest extends LinkedHashMap<ResellerId, Marked> {
    private static final long serialVersionUID = 1L;

    Newest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ResellerId, Marked> eldest) {
      return size() > KNOWN;
    }
  }

  Tallies(TallyStore store, FactsStore facts, TermsStore terms) {
    this.store = store;
    this.facts = facts;
    this.terms = terms;
  }

  /** All of the reseller's customers, as kept; counted now where nothing complete is kept. */
  Tally of(TermsHistory history, YearMonth period) {
    return history.byVolume()
        ? store.find(history.now().reseller(), period).orElseGet(() -> count(history, period))
        : new Tally();
  }

  /**
   * The same for a figure of one customer, which doesn't wait until very many are counted.
   *
   * @throws Refused {@code being-counted}
   */
  Tally atOnce(TermsHistory history, YearMonth period) {
    if (!history.byVolume()) {
      return new Tally();
    }
    ResellerId reseller = history.now().reseller();
    return store
        .find(reseller, period)
        .orElseGet(() -> {
          if (facts.moreThan(MANY, reseller)) {
            throw new Refused(
                new Refusal.WrongState(
                    "being-counted",
                    "The licences of all customers are being counted, because a price depends on"
                        + " their number. Reload this page in a minute."));
          }
          return count(history, period);
        });
  }

  /** Counts all of the reseller's customers, some at a time. */
  public Tally count(TermsHistory history, YearMonth period) {
    Tallying tallying = new Tallying(period, history);
    Tally all = new Tally();
    if (!history.byVolume()) {
      return all;
    }
    facts.each(history, period, customer -> all.add(tallying.of(customer)));
    return all;
  }

  /**
   * Makes a change of one customer's licences, and counts it; the customer is locked. What is
   * written has to be in the database when the change returns.
   */
  public void changing(ResellerId reseller, CustomerId customer, Runnable change) {
    Optional<Counting> counting = open(reseller);
    if (counting.isEmpty()) {
      change.run();
      return;
    }
    List<CustomerFacts> before = read(counting.get(), customer);
    change.run();
    add(counting.get(), before, read(counting.get(), customer));
  }

  /**
   * Counts a change of what is kept of the customer itself; the customer is locked.
   *
   * @param before gives its licences the life, zone and trial that it had
   * @param after the same from now on
   */
  public void changed(
      ResellerId reseller,
      CustomerId customer,
      UnaryOperator<CustomerFacts> before,
      UnaryOperator<CustomerFacts> after) {
    open(reseller)
        .ifPresent(counting -> {
          CustomerFacts licences =
              facts.licences(counting.history(), counting.tally().period(), customer);
          add(counting, List.of(before.apply(licences)), List.of(after.apply(licences)));
        });
  }

  /** A tally that changes are added to, and how they are counted. */
  private record Counting(
      TallyStore.Open tally, ResellerId reseller, TermsHistory history, Tallying tallying) {

    Tally of(List<CustomerFacts> customer) {
      Tally tally = new Tally();
      customer.forEach(each -> tally.add(tallying.of(each)));
      return tally;
    }
  }

  private Optional<Counting> open(ResellerId reseller) {
    return store
        .open(reseller)
        .flatMap(open ->
            history(reseller, open)
                .map(history ->
                    new Counting(open, reseller, history, new Tallying(open.period(), history))));
  }

  /** Under one mark they are always the same. */
  private Optional<TermsHistory> history(ResellerId reseller, TallyStore.Open open) {
    Marked last = known.get(reseller);
    if (last != null && last.mark().equals(open.mark())) {
      return Optional.of(last.history());
    }
    Optional<TermsHistory> read = terms.find(reseller).map(on -> terms.history(on, open.period()));
    read.ifPresent(history -> known.put(reseller, new Marked(open.mark(), history)));
    return read;
  }

  private List<CustomerFacts> read(Counting counting, CustomerId customer) {
    return facts.ofCustomer(counting.history(), counting.tally().period(), customer);
  }

  private void add(Counting counting, List<CustomerFacts> before, List<CustomerFacts> after) {
    UUID tally = counting.tally().id();
    Tally more;
    try {
      more = counting.of(after).minus(counting.of(before));
    } catch (RuntimeException failed) {
      // G: no act waits for a figure. All are counted again instead.
      log.error(
          "A change of licences of reseller {} can't be counted", counting.reseller(), failed);
      store.drop(tally);
      return;
    }
    if (more.isEmpty()) {
      return;
    }
    store.add(tally, counting.reseller(), more);
    if (ThreadLocalRandom.current().nextInt(FOLD) == 0) {
      store.fold(tally);
    }
  }

  /** The invoice that is counted for: the reseller's next. */
  public Optional<Next> next(ResellerId reseller) {
    return terms
        .find(reseller)
        .map(on -> {
          YearMonth period = terms.nextPeriod(on);
          return new Next(on, period, terms.history(on, period));
        });
  }

  /** A reseller's next invoice, and its terms. */
  public record Next(Terms on, YearMonth period, TermsHistory history) {}
}
