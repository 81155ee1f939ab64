package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.Tenure;
import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.CreateCustomer;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.Moment;
import dev.tenure.account.Order;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ReenableCustomer;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.account.Status;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.customer.Browser;
import dev.tenure.customer.PortalWorld;
import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.Permission;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.clock.ClockStanding;
import dev.tenure.platform.clock.Clocks;
import dev.tenure.platform.clock.Irreversible;
import dev.tenure.platform.verify.Verification;
import dev.tenure.testing.Story;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole product on a real PostgreSQL whose clock is moved under it (libfaketime). */
class MovedClockTest {

  private static final String PASSWORD = "seven quiet otters";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path data;

  /** A running Tenure, and the file that says how far its database's clock is off. */
  private record Product(ConfigurableApplicationContext app, Path offset, ResellerId reseller) {

    <T> T the(Class<T> type) {
      return app.getBean(type);
    }

    /** Sets the database's clock, so many seconds from the machine's. */
    void clock(long seconds) throws IOException {
      Path next = offset.resolveSibling("next");
      Files.writeString(next, "%+d\n".formatted(seconds));
      Files.move(next, offset, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    void await(ClockStanding.State state) {
      Await.until(
          PATIENCE,
          () -> {
            ClockStanding standing = the(Clocks.class).standing();
            return standing.state() == state
                && (state == ClockStanding.State.RIGHT) == (standing.step() == null);
          });
    }

    String root() {
      return "http://127.0.0.1:" + app.getEnvironment().getProperty("local.server.port");
    }

    Actor dana() {
      return Story.dana(reseller);
    }

    CustomerId customer(String name) {
      CustomerId id = the(CreateCustomer.class).create(Story.details(name), dana());
      person(new Organisation.Customer(id), name, Permission.WEBSITE_USER);
      return id;
    }

    void person(Organisation organisation, String name, Permission permission) {
      the(People.class)
          .create(
              new Invitation(organisation, name, name + "@example.com", Set.of(permission)),
              PASSWORD,
              Actor.system("test"));
    }

    Account account(CustomerId id) {
      return the(Accounts.class).require(id, Story.support());
    }

    Order order(CustomerId id) {
      return new Order(
          id, account(id).version(), null, new Reason(ReasonCode.MISSED_PAYMENT, ""), dana());
    }

    void terminate(CustomerId id) {
      the(TerminateCustomer.class).terminate(order(id), account(id).name());
    }

    boolean admits(String name) {
      try (Browser browser = new Browser(root())) {
        return browser.signIn(name + "@example.com", PASSWORD).statusCode() / 100 == 3;
      }
    }

    long waiting(CustomerId id) {
      return the(JdbcClient.class)
          .sql(
              "SELECT count(*) FROM effect WHERE account_id = :id AND done_at IS NULL AND kind <>"
                  + " 'close-sessions'")
          .param("id", id.value())
          .query(Long.class)
          .single();
    }

    void lawful() {
      var told = new ByteArrayOutputStream();
      the(Verification.class).run(new PrintStream(told, true, StandardCharsets.UTF_8));
      assertThat(told.toString(StandardCharsets.UTF_8)).contains("all are kept.");
    }
  }

  private static Path library() throws IOException {
    try (Stream<Path> architectures = Files.list(Path.of("/usr/lib"))) {
      return architectures
          .map(directory -> directory.resolve("faketime/libfaketime.so.1"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow(() -> new AssertionError("Run build/faketime first"));
    }
  }

  /** Programs of a PostgreSQL that takes the time from a file. */
  private static Path programs(Path directory, Path offset) throws IOException {
    Path installation = directory.resolve("moved");
    Path bin = Files.createDirectories(installation.resolve("bin"));
    Path real = PostgresDirectory.programs().resolve("bin");
    Files.createSymbolicLink(bin.resolve("initdb"), real.resolve("initdb"));
    Path postgres =
        Files.writeString(
            bin.resolve("postgres"),
            """
            #!/bin/sh
            export LD_PRELOAD=%s FAKETIME_TIMESTAMP_FILE=%s FAKETIME_NO_CACHE=1
            export FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1
            exec %s "$@"
            """
                .formatted(library(), offset, real.resolve("postgres")));
    Files.setPosixFilePermissions(postgres, PosixFilePermissions.fromString("rwxr-xr-x"));
    return installation;
  }

  @Test
  @DisplayName(
      "A15, A16: on a database whose clock is moved back and forward, nothing reopens, and nothing"
          + " ends for good")
  void moved() throws Exception {
    Path directory = PostgresDirectory.fresh("moved-clock");
    Path offset = Files.writeString(directory.resolve("offset"), "+0\n");
    Path programs = programs(directory, offset);
    try (ConfigurableApplicationContext app =
        new SpringApplicationBuilder(Tenure.class)
            .initializers(PortalWorld::withoutTests)
            .run(
                "--tenure.port=0",
                "--tenure.data=" + data,
                "--tenure.database.programs=" + programs)) {
      ResellerId reseller =
          app.getBean(Resellers.class)
              .create(
                  new ResellerDetails(
                      "North", "GB", Story.LONDON, "GBP", "Desk", "desk@example.com", "", 30),
                  Story.support());
      Product tenure = new Product(app, offset, reseller);
      tenure.person(new Organisation.Support(), "sam", Permission.SUPPORT_ADMINISTRATOR);
      back(tenure);
      forward(tenure);
      tenure.lawful();
    }
  }

  private static void back(Product tenure) throws Exception {
    CustomerId over = tenure.customer("over");
    CustomerId vital = tenure.customer("vital");
    CustomerId idle = tenure.customer("idle");
    tenure.terminate(over);
    assertThat(tenure.admits("over")).isFalse();
    assertThat(tenure.admits("idle")).isTrue();

    tenure.clock(-3_600);
    assertThat(tenure.admits("over")).as("before the heartbeat").isFalse();
    tenure.await(ClockStanding.State.BEHIND);
    assertThat(tenure.admits("over")).isFalse();
    assertThat(tenure.account(over).status()).isEqualTo(Status.TERMINATED);
    assertThat(tenure.admits("idle")).as("whoever is served signs in").isTrue();
    tenure.the(DisableCustomer.class).disable(tenure.order(vital));
    assertThat(tenure.admits("vital")).isFalse();
    tenure.the(ReenableCustomer.class).reenable(tenure.order(vital));
    assertThat(tenure.admits("vital")).isTrue();
    tenure.terminate(vital);
    assertThat(tenure.admits("vital")).isFalse();
    assertThat(tenure.account(idle).status()).isEqualTo(Status.ACTIVE);
    try (Browser sam = new Browser(tenure.root())) {
      sam.signIn("sam@example.com", PASSWORD);
      assertThat(sam.get("/support/customers").body()).contains("behind", "/support/clock");
      assertThat(sam.get("/support/clock").body()).contains("59 minutes", "Set back", "Not yet");
    }
    tenure.lawful();

    tenure.clock(0);
    tenure.await(ClockStanding.State.RIGHT);
    assertThat(tenure.admits("over")).isFalse();
    assertThat(tenure.admits("idle")).isTrue();
    Await.until(PATIENCE, () -> tenure.waiting(vital) == 0);
  }

  private static void forward(Product tenure) throws Exception {
    CustomerId ending = tenure.customer("ending");
    CustomerId last = tenure.customer("last");
    Instant t = tenure.the(PlatformClock.class).now().plus(Duration.ofHours(6));
    tenure
        .the(ScheduleTermination.class)
        .schedule(
            tenure.order(ending),
            new Moment(
                t.atZone(Story.LONDON).toLocalDateTime(), Story.LONDON, t, Moment.Clocks.ORDINARY),
            "ending");
    assertThat(tenure.admits("ending")).isTrue();
    // Its announcement.
    Await.until(PATIENCE, () -> tenure.waiting(ending) == 2);

    tenure.clock(86_400);
    tenure.await(ClockStanding.State.IN_DOUBT);
    assertThat(tenure.admits("ending")).as("the gate goes by the clock").isFalse();
    assertThat(tenure.account(ending).status()).isEqualTo(Status.ACTIVE);
    assertThat(tenure.the(Irreversible.class).permitted()).isFalse();
    tenure.the(DisableCustomer.class).disable(tenure.order(last));
    assertThat(tenure.admits("last")).isFalse();
    tenure.terminate(last);
    assertThat(tenure.account(last).status()).isEqualTo(Status.TERMINATED);
    assertThat(tenure.waiting(last)).as("no letter, no cut").isEqualTo(2);

    tenure.clock(0);
    tenure.await(ClockStanding.State.RIGHT);
    assertThat(tenure.admits("ending")).as("as if nothing had been").isTrue();
    assertThat(tenure.account(last).status()).isEqualTo(Status.TERMINATED);
    Await.until(PATIENCE, () -> tenure.waiting(last) == 0);

    tenure.clock(86_400);
    tenure.await(ClockStanding.State.IN_DOUBT);
    try (Browser sam = new Browser(tenure.root())) {
      sam.signIn("sam@example.com", PASSWORD);
      String page = sam.get("/support/clock").body();
      assertThat(page).contains("jumped ahead", "Set right again");
      String step = page.replaceAll("(?s).*name=\"step\" value=\"([0-9]+)\".*", "$1");
      sam.submit("/support/clock", "/support/clock", Map.of("step", step, "reason", "radio"));
      assertThat(tenure.account(ending).status()).isEqualTo(Status.TERMINATED);
    }
    tenure.await(ClockStanding.State.RIGHT);
    Await.until(PATIENCE, () -> tenure.waiting(ending) == 0);
  }
}
