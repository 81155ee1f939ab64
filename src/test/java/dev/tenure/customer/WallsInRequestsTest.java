package dev.tenure.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.ProductType;
import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.Permission;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.ResellerId;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** ADR 26 in the requests of two resellers, by a query behind the gate that forgot to ask whose. */
class WallsInRequestsTest {

  private static final int CONNECTIONS_OF_CUSTOMERS = 6;

  private static final Probe PROBE = new Probe();

  private static PortalWorld world;

  @BeforeAll
  static void start() {
    world =
        PortalWorld.running(beans -> {
          beans
              .getEnvironment()
              .getPropertySources()
              .addFirst(
                  new MapPropertySource(
                      "short", Map.of("tenure.database.time-out.pages", "400ms")));
          PROBE.beans = beans.getDefaultListableBeanFactory();
          beans.registerBean(
              "probe", FilterRegistrationBean.class, () -> new FilterRegistrationBean<>(PROBE));
        });
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /** Stands for a page with a query that is wrong, slow, or holds on to its connection. */
  private static final class Probe implements Filter {

    private @Nullable BeanFactory beans;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile CountDownLatch go = new CountDownLatch(0);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      String asked = request.getParameter("probe");
      if (asked == null) {
        chain.doFilter(request, response);
        return;
      }
      BeanFactory all = Objects.requireNonNull(beans);
      JdbcClient jdbc = all.getBean(JdbcClient.class);
      String answer =
          all.getBean(TransactionTemplate.class)
              .execute(status ->
                  switch (asked) {
                    case "customers" ->
                        String.join(
                            ", ",
                            jdbc.sql("SELECT name FROM customer ORDER BY name")
                                .query(String.class)
                                .list());
                    case "slow" -> slow(jdbc);
                    default -> hold(jdbc);
                  });
      response.getWriter().write(String.valueOf(answer));
    }

    private static String slow(JdbcClient jdbc) {
      jdbc.sql(
              """
              INSERT INTO mail (recipient, subject, body, created_at, next_try_at)
              VALUES ('nobody@example.com', 'slow', '', now(), 'infinity')
              """)
          .update();
      return jdbc.sql("SELECT CAST(pg_sleep(60) AS text)").query(String.class).single();
    }

    private String hold(JdbcClient jdbc) {
      String role = jdbc.sql("SELECT current_user").query(String.class).single();
      held.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return role;
    }
  }

  private static Browser customers(String name, String email) {
    CustomerId customer = world.customer(name);
    world.administrator(customer, email);
    return world.signedIn(email);
  }

  private static Browser resellers(ResellerId reseller, String email) {
    world
        .the(People.class)
        .create(
            new Invitation(
                new Organisation.Reseller(reseller),
                "Olive",
                email,
                EnumSet.copyOf(Permission.of(Level.RESELLER))),
            PortalWorld.PASSWORD,
            PortalWorld.support());
    return world.signedIn(email);
  }

  @Test
  @DisplayName("B5: a query that forgets to ask whose shows a request its own tenant's rows")
  void forgotten() {
    ResellerId other = world.reseller("Southwind");
    Actor theirs =
        new Actor(PortalWorld.support().id(), "Theo", Level.RESELLER, other, null, "test");
    world
        .the(CreateCustomer.class)
        .create(
            new CustomerDetails(
                "Theirs", "", ProductType.ANALYTICS, "GB", PortalWorld.LONDON, "", null),
            theirs);
    Browser ours = customers("Ours", "ours@example.com");
    customers("Also ours", "also@example.com").close();
    Browser olive = resellers(world.reseller(), "olive@example.com");
    Browser theo = resellers(other, "theo@example.com");

    for (int i = 0; i < 3; i++) {
      assertThat(ours.get("/portal/calls?probe=customers").body()).isEqualTo("Ours");
      assertThat(theo.get("/reseller/customers?probe=customers").body()).isEqualTo("Theirs");
      assertThat(olive.get("/reseller/customers?probe=customers").body())
          .contains("Also ours", "Ours")
          .doesNotContain("Theirs");
    }
  }

  @Test
  @DisplayName("What takes longer than a page may is stopped and undone, and says what helps")
  void slow() {
    Browser visitor = customers("Slow", "slow@example.com");

    var answer = visitor.get("/portal/calls?probe=slow");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("This took too long", "Choose a shorter period");
    assertThat(
            world
                .database()
                .jdbc()
                .sql("SELECT count(*) FROM mail WHERE subject = 'slow'")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(visitor.get("/portal/calls").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("However many connections customers' pages hold, the gate and resellers have theirs")
  void poolsApart() throws Exception {
    // One customer's pages get half of them at most.
    List<Browser> visitors =
        List.of(
            customers("Held", "held@example.com"), customers("Held too", "held-too@example.com"));
    Browser olive = resellers(world.reseller(), "olive2@example.com");
    PROBE.held = new CountDownLatch(CONNECTIONS_OF_CUSTOMERS);
    PROBE.go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> holding = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS_OF_CUSTOMERS; i++) {
        Browser visitor = visitors.get(i % visitors.size());
        holding.add(threads.submit(() -> visitor.get("/portal/calls?probe=hold").body()));
      }
      PROBE.held.await();

      world.signedIn("held@example.com").close();
      assertThat(olive.get("/reseller/customers").statusCode()).isEqualTo(200);

      PROBE.go.countDown();
      for (Future<String> each : holding) {
        assertThat(each.get()).isEqualTo("tenure_app_customer");
      }
    } finally {
      PROBE.go.countDown();
    }
  }
}
