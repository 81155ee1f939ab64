package dev.tenure.billing;

import dev.tenure.account.Account;
import dev.tenure.account.BillingFigures;
import dev.tenure.account.Period;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.DraftLine;
import dev.tenure.billing.draft.LastDay;
import dev.tenure.billing.facts.Drafting;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
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
   * @param total with discount and tax
   */
  public record Estimate(
      YearMonth period, Money net, Money discount, Money tax, Money total, List<Share> shares) {

    public Estimate {
      shares = List.copyOf(shares);
    }
  }

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

  NextInvoices(
      TermsStore terms,
      Drafting drafting,
      Unpriced unpriced,
      LicenceStore licences,
      ChargingStore chargings) {
    this.terms = terms;
    this.drafting = drafting;
    this.unpriced = unpriced;
    this.licences = licences;
    this.chargings = chargings;
  }

  /** The reseller's next invoice; nothing when it isn't charged. */
  public Outlook<Estimate> of(ResellerId reseller) {
    return Outlook.of(() ->
        terms
            .find(reseller)
            .map(on -> unpriced.naming(on, () -> estimate(on, terms.nextPeriod(on)))));
  }

  private Estimate estimate(Terms on, YearMonth period) {
    Draft draft = drafting.of(on, period);
    List<Share> shares =
        draft.shares().stream()
            .map(share ->
                new Share(
                    share.customer(),
                    share.name(),
                    share.reference(),
                    users(draft.lines(share.customer())),
                    new Money(share.net(), draft.currency())))
            .toList();
    return new Estimate(
        period,
        sum(draft, null),
        sum(draft, LineKind.DISCOUNT),
        sum(draft, LineKind.TAX),
        draft.total(),
        shares);
  }

  private static int users(List<DraftLine> lines) {
    return Math.toIntExact(lines.stream().map(line -> line.used().holder()).distinct().count());
  }

  /** The sum of the lines of that kind; of all licences' lines for null. */
  private static Money sum(Draft draft, @Nullable LineKind kind) {
    return new Money(
        Money.sum(
            draft.lines().stream()
                .filter(line -> kind == null ? line.kind().ofLicence() : line.kind() == kind)
                .mapToLong(DraftLine::amount)),
        draft.currency());
  }

  /** One customer's lines of the next invoice; the caller has checked whose it is. */
  public Outlook<CustomerEstimate> of(ResellerId reseller, CustomerId customer) {
    return Outlook.of(
        () -> terms.find(reseller).map(on -> unpriced.naming(on, () -> estimate(on, customer))));
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
    return Outlook.of(() ->
        terms
            .find(account.reseller())
            .map(on -> unpriced.naming(on, () -> next(on, account.id(), lives))));
  }

  private NextInvoice next(Terms on, CustomerId customer, List<Period> lives) {
    YearMonth period = terms.nextPeriod(on);
    Drafting.Pair pair = drafting.compare(on, period, customer, facts -> facts.living(lives));
    Money before = pair.before().net(customer);
    Money after = pair.after().net(customer);
    Money credit = credit(pair.after(), customer).minus(credit(pair.before(), customer));
    LastDay last = lastDay(on, period, customer, lives);
    Money others = pair.others(customer);
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
  private LastDay lastDay(Terms on, YearMonth period, CustomerId customer, List<Period> lives) {
    Instant end = lives.getLast().until();
    if (end == null) {
      return new LastDay(Optional.empty(), false);
    }
    YearMonth ending = YearMonth.from(end.minusNanos(1000).atZone(on.zone()));
    return drafting.lastDay(
        on, ending.isBefore(period) ? period : ending, customer, facts -> facts.living(lives));
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
