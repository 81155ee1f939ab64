package dev.tenure.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.Accounts;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.audit.AuditTrail;
import dev.tenure.billing.facts.TallyBuilding;
import dev.tenure.billing.run.Chores;
import dev.tenure.billing.run.RunNow;
import dev.tenure.delivery.Mails;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.verify.LawCheck;
import dev.tenure.platform.web.Texts;
import dev.tenure.testing.FixedPresence;
import dev.tenure.testing.ModuleStory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Accounts, delivery and billing on a database of their own; runs happen when a test says so. */
public final class BillingWorld extends ModuleStory {

  public static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  public static final PartNumber ESSENTIAL = new PartNumber("TEN-ESS");
  public static final PartNumber REPORTS = new PartNumber("TEN-SUP-1");
  public static final PartNumber ANALYTICS = new PartNumber("TEN-SUP-2");

  public BillingWorld() {
    super(
        8,
        START,
        Wiring.class,
        Map.of(),
        context -> {
          context.register(Texts.class);
          context.registerBean(Presence.class, () -> new FixedPresence(0, 0));
        });
  }

  @ComponentScan(
      basePackageClasses = {Accounts.class, AuditTrail.class, Mails.class, Money.class},
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = ".*(AccountBell|EffectWorker|MailWorker|RunWorker|World.*|Test.*)"))
  static class Wiring {

    @Bean
    MessageSource messageSource() {
      var messages = new ResourceBundleMessageSource();
      messages.setBasenames("messages-platform", "messages-delivery", "messages-billing");
      messages.setDefaultEncoding("UTF-8");
      messages.setAlwaysUseMessageFormat(true);
      return messages;
    }
  }

  public ResellerId reseller(String name, String zone, String currency) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(
                name, "GB", ZoneId.of(zone), currency, "Help Desk", "help@example.com", "", 30),
            support());
  }

  /**
   * A plan in which each part costs 31.00 a month, or as much in another currency; less for more
   * than anybody has, so that licences are counted (D15).
   */
  public PlanId plan(String name, String currency, CreditRule credit) {
    PlanId id = the(Plans.class).create(name, currency, support());
    List<Price> prices = new ArrayList<>();
    for (PartNumber part : List.of(ESSENTIAL, REPORTS, ANALYTICS)) {
      List<Price.Tier> tiers = List.of(new Price.Tier(1, 3100), new Price.Tier(100_000, 3000));
      prices.add(new Price(part, LocalDate.of(2026, 1, 1), credit, 0, tiers));
    }
    the(Plans.class).price(id, 1, prices, support());
    return id;
  }

  /** Charges the reseller by the plan from a day on, with 20 % tax; the running month is closed. */
  public void charge(ResellerId reseller, PlanId plan, String from) {
    the(Chargings.class).keep(reseller, 0, charging(plan, from), support());
    look();
  }

  public static Charging charging(PlanId plan, String from) {
    return new Charging(
        plan, LocalDate.parse(from), "R-1", "1 High Street", "", "", 0, "VAT", 2000, ESSENTIAL);
  }

  public HolderId give(CustomerId customer, String user, String from, Actor actor) {
    return the(Licences.class)
        .takeOver(customer, user, List.of(ESSENTIAL), LocalDate.parse(from), actor);
  }

  public void take(CustomerId customer, HolderId holder, String on, Actor actor) {
    Licences licences = the(Licences.class);
    licences.carryOut(
        new LicenceChange(customer, holder, ESSENTIAL, false, LocalDate.parse(on)),
        licences.mark(customer),
        actor);
  }

  /** Agents of those names appear in a phone system of the customer's. */
  public void agents(CustomerId customer, String... names) {
    database
        .jdbc()
        .sql(
            """
            WITH phones AS (
              INSERT INTO source (
                reseller_id, name, kind, key_hash, key_hint, key_rolled_at, created_at, version)
              SELECT reseller_id, 'Phones ' || :first, 'HTTP', CAST(:first AS bytea), '', tenure_now(),
                     tenure_now(), 1
              FROM customer
              WHERE id = :customer
              RETURNING id
            )
            INSERT INTO agent (customer_id, source_id, agent_ref, name)
            SELECT :customer, phones.id, '2' || lpad(CAST(named.n AS text), 4, '0'), named.name
            FROM phones, unnest(CAST(:names AS text[])) WITH ORDINALITY AS named (name, n)
            """)
        .param("customer", customer.value())
        .param("first", names[0])
        .param("names", names)
        .update();
  }

  /** Somebody of the customer's who signs in. */
  public PersonId person(CustomerId customer, String name, boolean activated) {
    return new PersonId(
        database
            .jdbc()
            .sql(
                """
                INSERT INTO person (
                  level, customer_id, display_name, email, permissions, created_at, activated_at,
                  password_hash, sessions_valid_from)
                VALUES (
                  'CUSTOMER', :customer, :name, :email, '{WEBSITE_USER}', tenure_now(),
                  CASE WHEN :activated THEN tenure_now() END, CASE WHEN :activated THEN '' END, tenure_now())
                RETURNING id
                """)
            .param("customer", customer.value())
            .param("name", name)
            .param("email", name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com")
            .param("activated", activated)
            .query(UUID.class)
            .single());
  }

  /** The user of that name and origin. */
  public Holder holder(CustomerId customer, String name, Holder.Origin origin, Actor actor) {
    return the(Licences.class).of(customer, actor).holders().stream()
        .filter(holder -> holder.name().equals(name) && holder.origin() == origin)
        .findFirst()
        .orElseThrow();
  }

  /** All that verify would prove. */
  public List<LawCheck> laws() {
    return List.copyOf(context().getBeansOfType(LawCheck.class).values());
  }

  /** What the scheduler does when it looks. */
  public void look() {
    the(Chores.class).doDue();
    the(RunNow.class).beginIfDue();
    the(RunNow.class).work(() -> true);
    the(TallyBuilding.class).doDue(() -> true);
  }

  /** D15: what acts have counted since the last look, beside a count of all. */
  public void proveTallies() {
    laws().stream()
        .filter(law -> law.rule().equals("D15"))
        .forEach(law -> assertThat(law.run().violations()).as(law.sentence()).isEmpty());
  }

  /** The newest invoice's name and its lines in words. */
  public List<String> newest(Actor reader) {
    Invoices invoices = the(Invoices.class);
    Invoice invoice =
        invoices.list(new InvoiceQuery("", "issued", true, 1, 1), reader).rows().getFirst();
    List<String> words = new ArrayList<>();
    words.add(invoice.name() + " " + invoice.period() + " " + invoice.total().shown());
    invoices.each(invoice, line -> words.add(words(line)));
    return words;
  }

  private static String words(Invoice.Line line) {
    Invoice.Usage usage = line.usage();
    return usage == null
        ? line.kind() + " " + line.text() + " " + line.basisPoints() + " " + line.amount()
        : "%s %s %s %s..%s %d/%d %s"
            .formatted(
                line.kind(),
                usage.customerName(),
                usage.holderName(),
                usage.from(),
                usage.until().minusDays(1),
                usage.days(),
                usage.monthDays(),
                line.amount());
  }
}
