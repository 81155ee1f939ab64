package dev.tenure.demo;

import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.Reseller;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.ResellerLine;
import dev.tenure.account.Resellers;
import dev.tenure.collection.Source;
import dev.tenure.collection.Sources;
import dev.tenure.demo.DemoFile.PhoneKey;
import dev.tenure.demo.phones.Office;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the demo world, once and whole; finds it again when the demo is started again. */
@InDemo
@Component
class DemoWorld {

  static final Actor MAKER = new Actor(null, "Demo", Level.SUPPORT, null, null, "demo world");
  private static final int TRIAL_DAYS = 30;

  /** The reseller whose offices are on the simulated Asterisk. */
  static final String ON_ASTERISK = "northwind";

  private final Resellers resellers;
  private final CreateCustomer customers;
  private final DemoPeople people;
  private final Fates fates;
  private final Sources sources;
  private final PlatformClock clock;

  DemoWorld(
      Resellers resellers,
      CreateCustomer customers,
      DemoPeople people,
      Fates fates,
      Sources sources,
      PlatformClock clock) {
    this.resellers = resellers;
    this.customers = customers;
    this.people = people;
    this.fates = fates;
    this.sources = sources;
    this.clock = clock;
  }

  private static final Map<String, ResellerDetails> RESELLERS = new LinkedHashMap<>();

  static {
    RESELLERS.put(
        "northwind",
        new ResellerDetails(
            "Northwind Telecom (demo)",
            "GB",
            ZoneId.of("Europe/London"),
            "GBP",
            "Northwind Service Desk",
            "help@northwind.example",
            "020 7946 0958",
            TRIAL_DAYS));
    RESELLERS.put(
        "harbour",
        new ResellerDetails(
            "Harbour Voice (demo)",
            "US",
            ZoneId.of("America/New_York"),
            "USD",
            "Harbour Support",
            "support@harbour.example",
            "212 555 0199",
            TRIAL_DAYS));
  }

  /** Since when the world has existed; empty if it is still to be made. */
  Optional<Instant> begun() {
    return find("northwind").map(reseller -> reseller.timeline().createdAt());
  }

  /** Whether somebody else's data are here, among which known passwords would be a danger. */
  boolean isForeign() {
    return begun().isEmpty() && !resellers.list("").isEmpty();
  }

  Optional<Reseller> find(String key) {
    String name = Objects.requireNonNull(RESELLERS.get(key)).name();
    return resellers.list(name).stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .map(ResellerLine::id)
        .map(resellers::require);
  }

  /** Makes everything in one transaction. Answers the keys of the phone systems, by reseller. */
  @Transactional
  public Map<String, PhoneKey> make() {
    PersonId sam = people.support("Sam Okafor", DemoPeople.SUPPORT, MAKER);
    Actor support = new Actor(sam, "Sam Okafor", Level.SUPPORT, null, null, "demo world");
    Map<String, Actor> actors = new HashMap<>();
    RESELLERS.forEach((key, details) -> actors.put(key, reseller(key, details, support)));
    Map<String, CustomerId> offices = new HashMap<>();
    for (CastList.Role role : CastList.read()) {
      Actor actor = Objects.requireNonNull(actors.get(role.reseller()));
      CustomerId customer = customers.takeOver(details(role), since(role), actor);
      staff(customer, role, actor);
      fates.befall(customer, role, actor, support);
      if (!role.account().isEmpty()) {
        offices.put(role.account(), customer);
      }
    }
    Map<String, PhoneKey> keys = new LinkedHashMap<>();
    actors.forEach((key, actor) -> keys.put(key, connect(key, offices, actor)));
    return keys;
  }

  private Actor reseller(String key, ResellerDetails details, Actor support) {
    ResellerId id = resellers.create(details, support);
    boolean first = key.equals("northwind");
    String name = first ? "Dana Meyer" : "Hugh Barlow";
    String email = first ? DemoPeople.RESELLER : "hugh@harbour.example";
    PersonId person = people.reseller(id, name, email, support);
    Actor actor = new Actor(person, name, Level.RESELLER, id, null, "demo world");
    if (first) {
      people.reader(id, "Rita Nowak", "rita@northwind.example", actor);
    }
    return actor;
  }

  private CustomerDetails details(CastList.Role role) {
    LocalDate today = clock.now().atZone(role.zone()).toLocalDate();
    return new CustomerDetails(
        role.name(),
        role.reference(),
        role.product(),
        role.country(),
        role.zone(),
        "",
        role.fate() == CastList.Fate.TRIAL ? today.plusDays(10 + role.daysAgo() % 15) : null);
  }

  private Instant since(CastList.Role role) {
    // Not all at the same time of day.
    return clock
        .now()
        .minus(Duration.ofDays(role.daysAgo()))
        .plus(Duration.ofMinutes(role.name().length() * 7L));
  }

  private void staff(CustomerId customer, CastList.Role role, Actor actor) {
    switch (role.name()) {
      case "Acme Dental Group" -> {
        people.administrator(customer, "Priya Nair", DemoPeople.CUSTOMER, actor);
        people.user(customer, "Owen Hart", "owen@acme.example", actor);
      }
      case "Calder Valley Taxis" ->
          people.administrator(customer, "Carl Booth", "carl@calder.example", actor);
      case "Brightwater Hotels" ->
          people.administrator(customer, "Beth Lyle", "beth@brightwater.example", actor);
      case "Kestrel Couriers" ->
          people.administrator(customer, "Kim Doyle", "kim@kestrel.example", actor);
      case "Atlantic Freight Lines" ->
          people.administrator(customer, "Alex Reyes", "alex@atlantic.example", actor);
      case "Dunmore Legal" ->
          people.administrator(customer, "Dervla Quinn", "dervla@dunmore.example", actor);
      default -> {}
    }
  }

  /** One phone system for the reseller's offices, which it tells apart by their account codes. */
  private PhoneKey connect(String key, Map<String, CustomerId> customersByOffice, Actor actor) {
    List<Office> offices = Objects.requireNonNull(Offices.ALL.get(key));
    CustomerId first = Objects.requireNonNull(customersByOffice.get(offices.getFirst().account()));
    Source.WithKey made = sources.create(first, name(key), actor);
    for (Office office : offices) {
      sources.addCustomer(
          made.source().id(),
          office.account(),
          Objects.requireNonNull(customersByOffice.get(office.account())),
          actor);
    }
    return new PhoneKey(name(key), made.key());
  }

  /** Fresh keys, for when the file that held them is lost. */
  @Transactional
  public Map<String, PhoneKey> renewKeys() {
    Map<String, PhoneKey> keys = new LinkedHashMap<>();
    for (String key : RESELLERS.keySet()) {
      Reseller reseller = find(key).orElseThrow();
      for (Source source : sources.ofReseller(reseller.id(), MAKER)) {
        if (source.name().equals(name(key))) {
          keys.put(
              key,
              new PhoneKey(name(key), sources.rollKey(source.id(), source.version(), MAKER).key()));
        }
      }
    }
    return keys;
  }

  static String name(String key) {
    return key.equals(ON_ASTERISK)
        ? "Northwind cloud telephony (demo)"
        : "Harbour cloud telephony (demo)";
  }
}
