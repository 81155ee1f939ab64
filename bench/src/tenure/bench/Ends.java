package tenure.bench;

import dev.tenure.Tenure;
import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.Moment;
import dev.tenure.account.Order;
import dev.tenure.account.ProductType;
import dev.tenure.account.Reason;
import dev.tenure.account.ReinstateCustomer;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.account.WithdrawTermination;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.Sources;
import dev.tenure.collection.intake.EventDoor;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long the commands take that move the end of service, for a customer whose service period has
 * so many calls. Calls come through the connectors' door; the server runs in this process.
 */
final class Ends {

  private static final ZoneId ZONE = ZoneId.of("Europe/London");
  private static final Actor SUPPORT =
      new Actor(new PersonId(new UUID(7, 7)), "Bench", Level.SUPPORT, null, null, "bench");
  private static final int SENDERS = 4;
  private static final int TURNS = 5;
  private static final int OPEN = 20;

  static void run(int calls) throws Exception {
    Path data = Files.createTempDirectory("tenure-bench-ends");
    try (ConfigurableApplicationContext server =
        SpringApplication.run(
            Tenure.class,
            "--tenure.data=" + data,
            "--tenure.port=0",
            "--tenure.intake.answer=durable",
            "--logging.level.root=warn")) {
      new Ends(server, data).measure(calls);
    } finally {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private final ConfigurableApplicationContext server;
  private final Path data;
  private final Figures schedule = new Figures();
  private final Figures withdraw = new Figures();
  private final Figures terminate = new Figures();
  private final Figures reinstate = new Figures();
  private int sent;

  private Ends(ConfigurableApplicationContext server, Path data) {
    this.server = server;
    this.data = data;
  }

  private <T> T the(Class<T> type) {
    return server.getBean(type);
  }

  private void measure(int calls) throws Exception {
    ResellerId reseller =
        the(Resellers.class)
            .create(
                new ResellerDetails("North", "GB", ZONE, "GBP", "Desk", "d@x.example", "", 0),
                SUPPORT);
    // What is compiled and cached at the first time is so for the one that is measured.
    turns(customer(reseller, "Small"), 1_000);
    for (Figures figures : new Figures[] {schedule, withdraw, terminate, reinstate}) {
      figures.clear();
    }
    CustomerId big = customer(reseller, "Big");
    long begin = System.nanoTime();
    turns(big, calls);
    System.out.printf(
        "%,d calls with %,d facts in the first period; all in %.0f s%n",
        calls, facts(big), (System.nanoTime() - begin) / 1e9);
    System.out.println("schedule, ms:      " + schedule);
    System.out.println("withdraw, ms:      " + withdraw);
    System.out.println("terminate now, ms: " + terminate);
    System.out.println("reinstate, ms:     " + reinstate);
  }

  /** Schedules and withdraws some times, then terminates and reinstates; all with calls open. */
  private void turns(CustomerId customer, int calls) throws Exception {
    SourceId source = the(Sources.class).create(customer, "PBX", SUPPORT).source().id();
    send(source, calls);
    // As autovacuum does within a minute; without statistics plans look through whole tables.
    try (var owner = Server.owner(data);
        var statement = owner.createStatement()) {
      statement.execute("ANALYZE");
      statement.execute("SELECT brin_summarize_new_values('intake_call_entry_time')");
    }
    for (int turn = 0; turn < TURNS; turn++) {
      begin(source);
      LocalDate date = LocalDate.now(ZONE).plusDays(30L + turn);
      time(
          schedule,
          () ->
              the(ScheduleTermination.class)
                  .schedule(
                      order(customer), Moment.resolve(date, null, ZONE), account(customer).name()));
      time(withdraw, () -> the(WithdrawTermination.class).withdraw(order(customer)));
    }
    time(
        terminate,
        () -> the(TerminateCustomer.class).terminate(order(customer), account(customer).name()));
    time(
        reinstate,
        () -> the(ReinstateCustomer.class).reinstate(order(customer), account(customer).name()));
  }

  private CustomerId customer(ResellerId reseller, String name) {
    Actor dana =
        new Actor(new PersonId(new UUID(1, 1)), "Bench", Level.RESELLER, reseller, null, "bench");
    return the(CreateCustomer.class)
        .create(new CustomerDetails(name, "", ProductType.ANALYTICS, "GB", ZONE, "", null), dana);
  }

  private Account account(CustomerId id) {
    return the(Accounts.class).require(id, SUPPORT);
  }

  private Order order(CustomerId id) {
    return new Order(id, account(id).version(), null, Reason.none(), SUPPORT);
  }

  private void send(SourceId source, int calls) throws Exception {
    EventDoor door = the(EventDoor.class);
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int s = 0; s < SENDERS; s++) {
        Traffic traffic = new Traffic("s" + sent++, 1);
        all.add(
            senders.submit(() -> {
              for (int left = calls / SENDERS; left > 0; left -= 25) {
                door.take(source, traffic.next(Math.min(left, 25) * Traffic.EVENTS_OF_A_CALL));
              }
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    door.settle();
  }

  /** Calls that are in progress. */
  private void begin(SourceId source) {
    EventDoor door = the(EventDoor.class);
    for (int i = 0; i < OPEN; i++) {
      door.take(source, new Traffic("o" + sent++, 1).next(11));
    }
    door.settle();
  }

  private static void time(Figures figures, Runnable work) {
    long begin = System.nanoTime();
    work.run();
    figures.add((System.nanoTime() - begin) / 1e6);
  }

  private long facts(CustomerId customer) {
    Long n =
        the(JdbcTemplate.class)
            .queryForObject(
                """
                SELECT (SELECT count(*) FROM call WHERE customer_id = c.id)
                     + (SELECT count(*) FROM segment WHERE customer_id = c.id)
                     + (SELECT count(*) FROM queue_visit WHERE customer_id = c.id)
                     + (SELECT count(*) FROM agent_offer WHERE customer_id = c.id)
                FROM customer c
                WHERE c.id = ?
                """,
                Long.class,
                customer.value());
    return n == null ? 0 : n;
  }
}
