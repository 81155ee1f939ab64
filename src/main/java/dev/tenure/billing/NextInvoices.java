package dev.tenure.billing;

import dev.tenure.account.Account;
import dev.tenure.account.BillingFigures;
import dev.tenure.account.Period;
import dev.tenure.billing.draft.Comparison;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.DraftLine;
import dev.tenure.billing.draft.LastDay;
import dev.tenure.billing.facts.Drafting;
import dev.tenure.billing.facts.Snapshot;
import dev.tenure.billing.facts.Tallies;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the next invoices will say, from the function that makes them (D9). Nothing fails here: what
 * can't be calculated gives the reason.
 */
@Component
public class NextInvoices implements BillingFigures {

  /**
   * One customer's part of an estimate.
   *
   * @param users how many users it charges for
   */
  public record Share(CustomerId customer, String name, String reference, int users, Money net) {}

  /**
   * A reseller's next invoice as it would be now.
   *
   * @param customers how many it charges for
   * @param total with discount and tax
   */
  public record Estimate(
      YearMonth period, int customers, Money net, Money discount, Money tax, Money total) {}

  /** One customer's lines of the next invoice. */
  public record CustomerEstimate(YearMonth period, Money net, List<Line> lines) {

    public CustomerEstimate {
      lines = List.copyOf(lines);
    }
  }

  /** A line of an estimate. */
  public record Line(
      LineKind kind,
      String user,
      PartNumber part,
      String partName,
      LocalDate from,
      LocalDate until,
      int days,
      int monthDays,
      Money perMonth,
      Money amount) {}

  private final TermsStore terms;
  private final Drafting drafting;
  private final Unpriced unpriced;
  private final LicenceStore licences;
  private final ChargingStore chargings;
  private final Snapshot snapshot;
  private final Tallies tallies;

  NextInvoices(
      TermsStore terms,
      Drafting drafting,
      Unpriced unpriced,
      LicenceStore licences,
      ChargingStore chargings,
      Snapshot snapshot,
      Tallies tallies) {
    this.terms = terms;
    this.drafting = drafting;
    this.unpriced = unpriced;
    this.licences = licences;
    this.chargings = chargings;
    this.snapshot = snapshot;
    this.tallies = tallies;
  }

  /** The reseller's next invoice; nothing when it isn't charged. */
  public Outlook<Estimate> of(ResellerId reseller) {
    return each(reseller, share -> {});
  }

  /**
   * The same, customer by customer as they come, by name. They aren't held together: an invoice can
   * have a million.
   */
  public Outlook<Estimate> each(ResellerId reseller, Consumer<Share> sink) {
    return figure(reseller, on -> snapshot.read(() -> estimate(on, terms.nextPeriod(on), sink)));
  }

  /** The same for those who must know the whole before the first customer. */
  public Outlook<Estimate> twice(ResellerId reseller, Function<Estimate, Consumer<Share>> sinks) {
    return figure(
        reseller,
        on ->
            snapshot.read(() -> {
              YearMonth period = terms.nextPeriod(on);
              Estimate whole = estimate(on, period, share -> {});
              return estimate(on, period, sinks.apply(whole));
            }));
  }

  private <T> Outlook<T> figure(ResellerId reseller, Function<Terms, T> work) {
    return Outlook.of(
        () -> terms.find(reseller).map(on -> unpriced.naming(on, () -> work.apply(on))));
  }

  private Estimate estimate(Terms on, YearMonth period, Consumer<Share> sink) {
    Drafting.Whole whole =
        drafting.each(
            on,
            period,
            (share, lines) ->
                sink.accept(
                    new Share(
                        share.customer(),
                        share.name(),
                        share.reference(),
                        users(lines),
                        new Money(share.net(), on.currency()))));
    return new Estimate(
        period,
        whole.customers(),
        whole.net(),
        whole.sum(LineKind.DISCOUNT),
        whole.sum(LineKind.TAX),
        whole.total());
  }

  private static int users(List<DraftLine> lines) {
    return Math.toIntExact(lines.stream().map(line -> line.used().holder()).distinct().count());
  }

  /** One customer's lines of the next invoice; the caller has checked whose it is. */
  public Outlook<CustomerEstimate> of(ResellerId reseller, CustomerId customer) {
    return figure(reseller, on -> snapshot.read(() -> estimate(on, customer)));
  }

  private CustomerEstimate estimate(Terms on, CustomerId customer) {
    YearMonth period = terms.nextPeriod(on);
    Draft draft = drafting.of(on, period, customer);
    return new CustomerEstimate(
        period,
        draft.net(customer),
        draft.lines(customer).stream().map(line -> line(line, draft, on)).toList());
  }

  private static Line line(DraftLine line, Draft draft, Terms on) {
    DraftLine.Usage used = line.used();
    return new Line(
        line.kind(),
        used.holderName(),
        used.part(),
        line.terms()
            .plan()
            .part(used.part())
            .or(() -> on.plan().part(used.part()))
            .map(Part::name)
            .orElse(used.part().value()),
        used.from(),
        used.until(),
        used.days(),
        used.monthDays(),
        new Money(used.perMonth(), draft.currency()),
        new Money(line.amount(), draft.currency()));
  }

  @Override
  public Outlook<NextInvoice> next(Account account, List<Period> lives) {
    return figure(account.reseller(), on -> snapshot.read(() -> next(on, account.id(), lives)));
  }

  private NextInvoice next(Terms on, CustomerId customer, List<Period> lives) {
    YearMonth period = terms.nextPeriod(on);
    Drafting.Alone alone = drafting.alone(on, period, customer);
    Comparison pair = alone.compare(facts -> facts.living(lives));
    Money before = pair.before().net(customer);
    Money after = pair.after().net(customer);
    Money credit = credit(pair.after(), customer).minus(credit(pair.before(), customer));
    LastDay last = lastDay(on, period, customer, alone, lives);
    Money others = pair.others();
    boolean same =
        others.minor() == 0 && pair.before().lines(customer).equals(pair.after().lines(customer));
    return new NextInvoice(
        period,
        before.shown(),
        after.shown(),
        same,
        last.charged().orElse(null),
        credit.minor() == 0 ? "" : credit.negated().shown(),
        last.beyond(),
        others.minor() == 0 ? "" : others.shown());
  }

  private static Money credit(Draft draft, CustomerId customer) {
    return new Money(
        Money.sum(
            draft.lines(customer).stream()
                .filter(line -> line.kind() == LineKind.CREDIT)
                .mapToLong(DraftLine::amount)),
        draft.currency());
  }

  /** D6: by the invoice that charges T's month, which may be later than the next one. */
  private LastDay lastDay(
      Terms on, YearMonth period, CustomerId customer, Drafting.Alone next, List<Period> lives) {
    Instant end = lives.getLast().until();
    if (end == null) {
      return new LastDay(Optional.empty(), false);
    }
    YearMonth ending = YearMonth.from(end.minusNanos(1000).atZone(on.zone()));
    Drafting.Alone charging = ending.isAfter(period) ? drafting.alone(on, ending, customer) : next;
    return charging.lastDay(facts -> facts.living(lives));
  }

  @Override
  public void changed(
      Account account, List<Period> lives, ZoneId zone, @Nullable LocalDate trialUntil) {
    tallies.changed(
        account.reseller(),
        account.id(),
        facts ->
            facts.living(
                account.timeline().periods(),
                account.details().zone(),
                account.details().trialUntil()),
        facts -> facts.living(lives, zone, trialUntil));
  }

  @Override
  public boolean invoiced(CustomerId customer) {
    return chargings.invoiced(customer);
  }

  @Override
  public Optional<String> currency(ResellerId reseller) {
    return chargings.currency(reseller);
  }

  @Override
  public String licences(CustomerId customer) {
    return String.valueOf(licences.mark(customer));
  }
}
