package dev.tenure.billing.draft;

import dev.tenure.account.Period;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.Part;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Plan;
import dev.tenure.billing.PlanId;
import dev.tenure.billing.Price;
import dev.tenure.billing.Terms;
import dev.tenure.billing.TermsHistory;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reseller's billing told month by month, without a database: what happens, the invoices that are
 * issued, and their lines in words.
 */
final class Tale {

  static final PartNumber ESSENTIAL = new PartNumber("ESS");
  static final PartNumber AGENT = new PartNumber("AGT");
  static final PartNumber REPORTS = new PartNumber("SUP-1");
  static final PartNumber ANALYTICS = new PartNumber("SUP-2");

  /** What the tale knows of a customer. */
  private static final class Told {
    final List<Period> lives = new ArrayList<>();
    final List<CustomerFacts.Holding> holdings = new ArrayList<>();
    List<CustomerFacts.Charge> charged = List.of();
    ZoneId zone;
    @Nullable LocalDate trialUntil;

    Told(ZoneId zone) {
      this.zone = zone;
    }
  }

  private ZoneId zone;
  private Currency currency;
  private final LocalDate from;
  private final List<Price> prices = new ArrayList<>();
  private final Map<String, Told> customers = new LinkedHashMap<>();
  private final List<Draft> issued = new ArrayList<>();
  private final List<TermsHistory.Known> known = new ArrayList<>();
  private int closing = -1;
  private int discount;
  private int tax;
  private long version;
  private Instant now = Instant.parse("2020-01-01T00:00:00Z");

  private Tale(String zone, String currency, String from) {
    this.zone = ZoneId.of(zone);
    this.currency = Currency.getInstance(currency);
    this.from = LocalDate.parse(from);
    price(Price.flat(ESSENTIAL, LocalDate.EPOCH, 3100));
  }

  /** Each thing that happens happens after all before. */
  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  /** From now on these terms hold. */
  private Tale terms(boolean changed) {
    if (changed) {
      version++;
      known.add(new TermsHistory.Known(tick(), made()));
    }
    return this;
  }

  /** The reseller's zone becomes another. */
  Tale move(String otherZone) {
    this.zone = ZoneId.of(otherZone);
    return terms(true);
  }

  /** The plan becomes one in another currency, with the same figures. */
  Tale currency(String code) {
    this.currency = Currency.getInstance(code);
    return terms(true);
  }

  static Tale in(String zone, String currency) {
    return new Tale(zone, currency, "2024-01-01");
  }

  /** In London, charged from that day on. */
  static Tale from(String day) {
    return new Tale("Europe/London", "GBP", day);
  }

  static Tale london() {
    return in("Europe/London", "GBP");
  }

  Tale price(Price price) {
    prices.removeIf(p -> p.part().equals(price.part()) && p.from().equals(price.from()));
    prices.add(price);
    return terms(true);
  }

  Tale price(PartNumber part, String day, long perMonth) {
    return price(Price.flat(part, LocalDate.parse(day), perMonth));
  }

  Tale rule(CreditRule credit, int minimum) {
    return price(
        new Price(ESSENTIAL, LocalDate.EPOCH, credit, minimum, List.of(new Price.Tier(1, 3100))));
  }

  Tale percents(int discountBasisPoints, int taxBasisPoints) {
    this.discount = discountBasisPoints;
    this.tax = taxBasisPoints;
    return terms(true);
  }

  /** Service from that instant on. */
  Tale open(String customer, String instant) {
    told(customer).lives.add(new Period(Instant.parse(instant), null));
    return this;
  }

  /** T, or with null its withdrawal. */
  Tale end(String customer, @Nullable String instant) {
    List<Period> lives = told(customer).lives;
    Period last = lives.removeLast();
    lives.add(new Period(last.from(), instant == null ? null : Instant.parse(instant)));
    return this;
  }

  Tale trial(String customer, @Nullable String lastDay) {
    told(customer).trialUntil = lastDay == null ? null : LocalDate.parse(lastDay);
    return this;
  }

  Tale give(String customer, String user, PartNumber part, String from) {
    told(customer).holdings.add(holding(user, part, LocalDate.parse(from), null, null));
    return this;
  }

  private CustomerFacts.Holding holding(
      String user,
      PartNumber part,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable String movedFrom) {
    return new CustomerFacts.Holding(
        holder(user),
        user,
        part,
        from,
        until,
        movedFrom == null ? null : holder(movedFrom),
        tick(),
        null);
  }

  /** Support gives the user's licences of the part a trial, or changes it. */
  Tale tryOut(String customer, String user, PartNumber part, @Nullable String lastDay) {
    told(customer)
        .holdings
        .replaceAll(held ->
            held.name().equals(user) && held.part().equals(part)
                ? new CustomerFacts.Holding(
                    held.holder(),
                    held.name(),
                    held.part(),
                    held.from(),
                    held.until(),
                    held.movedFrom(),
                    held.given(),
                    lastDay == null ? null : LocalDate.parse(lastDay))
                : held);
    return this;
  }

  /** The licence is another user's from that day on. */
  Tale moveTo(String customer, String user, String other, String day) {
    take(customer, user, day);
    told(customer).holdings.add(holding(other, ESSENTIAL, LocalDate.parse(day), null, user));
    return this;
  }

  /** The customer's own zone. */
  Tale customerIn(String customer, String zoneOfCustomer) {
    told(customer).zone = ZoneId.of(zoneOfCustomer);
    return this;
  }

  Tale give(String customer, String user, String from) {
    return give(customer, user, ESSENTIAL, from);
  }

  /** Ends on that day, which is no longer held. */
  Tale take(String customer, String user, PartNumber part, String until) {
    List<CustomerFacts.Holding> holdings = told(customer).holdings;
    for (int i = 0; i < holdings.size(); i++) {
      CustomerFacts.Holding held = holdings.get(i);
      if (held.name().equals(user) && held.part().equals(part) && held.until() == null) {
        holdings.set(i, held.ending(LocalDate.parse(until)));
        return this;
      }
    }
    throw new IllegalStateException(user + " holds no " + part);
  }

  Tale take(String customer, String user, String until) {
    return take(customer, user, ESSENTIAL, until);
  }

  /** The lines of the invoice for the month, as facts are now, without issuing it. */
  Draft preview(String month) {
    return InvoiceDraft.of(YearMonth.parse(month), history(), facts());
  }

  /** Issues the invoice for the month and tells its lines. */
  List<String> run(String month) {
    Draft draft = preview(month);
    issued.add(draft);
    closing = known.size() - 1;
    customers.forEach((name, told) -> told.charged = charges(draft, id(name)));
    return words(draft);
  }

  private static List<CustomerFacts.Charge> charges(Draft draft, CustomerId customer) {
    List<CustomerFacts.Charge> charges = new ArrayList<>();
    draft
        .share(customer)
        .ifPresent(share -> {
          for (int i = share.first(); i < share.first() + share.count(); i++) {
            charges.add(charge(i + 1, draft.lines().get(i)));
          }
        });
    LocalDate closed = draft.period().atDay(1);
    charges.removeIf(charge -> !charge.until().isAfter(closed));
    return charges;
  }

  private static CustomerFacts.Charge charge(int seq, DraftLine line) {
    DraftLine.Usage usage = line.used();
    return new CustomerFacts.Charge(
        seq,
        usage.holder(),
        usage.holderName(),
        usage.part(),
        line.kind(),
        usage.from(),
        usage.until(),
        usage.perMonth());
  }

  List<Draft> issued() {
    return issued;
  }

  static List<String> words(Draft draft) {
    return draft.lines().stream().map(line -> words(line, draft.currency())).toList();
  }

  private static String words(DraftLine line, Currency currency) {
    String amount = new dev.tenure.billing.Money(line.amount(), currency).toString();
    if (line.usage() == null) {
      return line.kind() + " " + line.basisPoints() + " " + amount;
    }
    DraftLine.Usage used = line.used();
    return "%s %s %s %s..%s %d/%d %s"
        .formatted(
            line.kind(),
            used.holderName(),
            used.part(),
            used.from(),
            used.until().minusDays(1),
            used.days(),
            used.monthDays(),
            amount);
  }

  TermsHistory history() {
    return new TermsHistory(known, closing);
  }

  private Terms made() {
    List<Part> parts =
        List.of(
            new Part(ESSENTIAL, "Essential User", "User", "", 0),
            new Part(AGENT, "Agent add-on", "Agent", "", 0),
            new Part(REPORTS, "Supervisor Reports", "Supervisor", "supervisor", 1),
            new Part(ANALYTICS, "Supervisor Analytics", "Supervisor", "supervisor", 2));
    return new Terms(
        new ResellerId(uuid("reseller")),
        zone,
        from,
        new Plan(new PlanId(uuid("plan")), "Standard", currency, parts, prices, version),
        "Partner",
        discount,
        "VAT",
        tax);
  }

  List<CustomerFacts> facts() {
    return customers.entrySet().stream()
        .map(e ->
            new CustomerFacts(
                id(e.getKey()),
                e.getKey(),
                "",
                List.copyOf(e.getValue().lives),
                e.getValue().zone,
                e.getValue().trialUntil,
                List.copyOf(e.getValue().holdings),
                e.getValue().charged))
        .toList();
  }

  private Told told(String customer) {
    return customers.computeIfAbsent(customer, c -> new Told(zone));
  }

  static CustomerId id(String customer) {
    return new CustomerId(uuid(customer));
  }

  static HolderId holder(String user) {
    return new HolderId(uuid(user));
  }

  private static UUID uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
