package tenure.bench;

import dev.tenure.Tenure;
import dev.tenure.account.Accounts;
import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.CustomerGrid;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.GridQuery;
import dev.tenure.account.Order;
import dev.tenure.account.ProductType;
import dev.tenure.account.Reason;
import dev.tenure.account.ReenableCustomer;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.collection.CallFilter;
import dev.tenure.collection.CallList;
import dev.tenure.collection.CallOrder;
import dev.tenure.collection.LiveBoard;
import dev.tenure.collection.Sources;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.database.Tenant;
import dev.tenure.platform.database.Use;
import dev.tenure.reporting.DayRange;
import dev.tenure.reporting.Dimension;
import dev.tenure.reporting.Grain;
import dev.tenure.reporting.ReportQuestion;
import dev.tenure.reporting.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the second wall costs (ADR 26): the same code asks by a tenant's connections and by the
 * platform's, in turns. Two tenants take turns as well, so that connections have to be told whose
 * rows they show. Processor time of this process and of PostgreSQL's, which doesn't depend on who
 * else is at work on the machine.
 */
final class Walls {

  private static final ZoneId ZONE = ZoneId.of("Europe/London");
  private static final int CUSTOMERS = Integer.getInteger("tenure.bench.customers", 200_000);
  private static final int CALLS = Integer.getInteger("tenure.bench.calls", 400_000);
  private static final double LEAST_SECONDS =
      Double.parseDouble(System.getProperty("tenure.bench.seconds", "1.5"));

  /** What is done once; the number says how often it was before. */
  private interface Act {
    void run(int number) throws Exception;
  }

  static void run(int runs) throws Exception {
    Path data = Files.createTempDirectory("tenure-bench-walls");
    try (ConfigurableApplicationContext server =
            SpringApplication.run(
                Tenure.class,
                "--tenure.data=" + data,
                "--tenure.port=0",
                "--tenure.reports.pause=1h",
                "--logging.level.root=warn");
        Connection owner = Server.owner(data)) {
      new Walls(server, owner, runs).measure();
    } finally {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private final ConfigurableApplicationContext server;
  private final Connection owner;
  private final int runs;

  private Walls(ConfigurableApplicationContext server, Connection owner, int runs) {
    this.server = server;
    this.owner = owner;
    this.runs = runs;
  }

  private <T> T the(Class<T> type) {
    return server.getBean(type);
  }

  private void measure() throws Exception {
    ResellerId[] resellers = {reseller("North"), reseller("South")};
    CustomerId[] customers = {customer(resellers[0], "Calls"), customer(resellers[1], "Others")};
    for (CustomerId customer : customers) {
      the(Sources.class)
          .create(customer, "PBX", actor(resellers[customer == customers[0] ? 0 : 1]));
      sql("SET session_replication_role = replica");
      sql(
          "UPDATE service_period SET during = tstzrange(lower(during) - interval '400 days', NULL)"
              + " WHERE customer_id = '"
              + customer.value()
              + "'");
      BulkCalls.load(owner, customer.value().toString(), CALLS);
      sql("SET session_replication_role = origin");
    }
    for (ResellerId reseller : resellers) {
      Load.customers(owner, reseller.value().toString(), CUSTOMERS, "Wall");
    }
    sql("VACUUM ANALYZE");
    sql("CHECKPOINT");

    LocalDate today = LocalDate.now(ZONE);
    ReportQuestion month =
        new ReportQuestion(
            new DayRange(today.minusDays(29), today),
            new Rows.Times(Grain.DAY),
            Dimension.ALL,
            "",
            false);
    CallFilter week = CallFilter.between(Instant.now().minus(Duration.ofDays(7)), Instant.now());
    compare(
        "disable and re-enable",
        true,
        resellers,
        n -> commands(resellers[n % 2], customers[n % 2]));
    compare("customers, first page", false, resellers, n -> grid(resellers[n % 2], ""));
    compare(
        "customers, search", false, resellers, n -> grid(resellers[n % 2], "crm-12345" + n % 10));
    compareCustomers(
        "report of 30 days from facts",
        customers,
        n -> the(dev.tenure.reporting.Reports.class).ask(customers[n % 2], month));
    compareCustomers(
        "calls of a week, first page",
        customers,
        n ->
            the(CallList.class)
                .page(customers[n % 2], week, CallOrder.NEWEST, Optional.empty(), 50));
    compareCustomers("live board", customers, n -> the(LiveBoard.class).of(customers[n % 2]));
  }

  private void commands(ResellerId reseller, CustomerId customer) {
    the(DisableCustomer.class).disable(order(reseller, customer));
    the(ReenableCustomer.class).reenable(order(reseller, customer));
  }

  private Order order(ResellerId reseller, CustomerId customer) {
    Actor actor = actor(reseller);
    long version = the(Accounts.class).require(customer, actor).version();
    return new Order(customer, version, null, Reason.none(), actor);
  }

  private void grid(ResellerId reseller, String text) {
    the(CustomerGrid.class)
        .look(
            new GridQuery(reseller, text, Optional.empty(), GridQuery.Sort.NAME, false, null, 50));
  }

  private void compare(String name, boolean vital, ResellerId[] resellers, Act act)
      throws Exception {
    compare(
        name,
        act,
        n -> {
          Tenant tenant = new Tenant.OfReseller(resellers[n % 2]);
          return vital ? Use.vital(tenant) : Use.pages(tenant);
        },
        vital ? Use.vital(null) : Use.pages(null));
  }

  private void compareCustomers(String name, CustomerId[] customers, Act act) throws Exception {
    compare(name, act, n -> Use.pages(new Tenant.OfCustomer(customers[n % 2])), Use.pages(null));
  }

  private void compare(
      String name, Act act, java.util.function.IntFunction<Use> walled, Use platform)
      throws Exception {
    int together = 8;
    while (seconds(together, act, n -> platform) < LEAST_SECONDS) {
      seconds(together, act, walled);
      together *= 2;
    }
    Figures with = new Figures();
    Figures without = new Figures();
    for (int run = 0; run < runs; run++) {
      without.add(seconds(together, act, n -> platform) / together * 1e3);
      with.add(seconds(together, act, walled) / together * 1e3);
    }
    System.out.printf(
        "%-30s with %8.3f ms, without %8.3f ms of processor time: %+.1f %%%n",
        name, with.at(0.5), without.at(0.5), (with.at(0.5) / without.at(0.5) - 1) * 100);
  }

  private double seconds(int times, Act act, java.util.function.IntFunction<Use> use)
      throws Exception {
    double begin = Cpu.tree(ProcessHandle.current().pid());
    for (int n = 0; n < times; n++) {
      int number = n;
      use.apply(n)
          .call(() -> {
            act.run(number);
            return true;
          });
    }
    return Cpu.tree(ProcessHandle.current().pid()) - begin;
  }

  private ResellerId reseller(String name) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(name, "GB", ZONE, "GBP", "Desk", "d@x.example", "", 0),
            new Actor(new PersonId(new UUID(7, 7)), "Bench", Level.SUPPORT, null, null, "bench"));
  }

  private CustomerId customer(ResellerId reseller, String name) {
    return the(CreateCustomer.class)
        .create(
            new CustomerDetails(name, "", ProductType.ANALYTICS, "GB", ZONE, "", null),
            actor(reseller));
  }

  private static Actor actor(ResellerId reseller) {
    return new Actor(
        new PersonId(new UUID(1, 1)), "Bench", Level.RESELLER, reseller, null, "bench");
  }

  private void sql(String sql) throws Exception {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
