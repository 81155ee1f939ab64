package dev.tenure.reseller;

import dev.tenure.account.CollectionFigures;
import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.ProductType;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.identity.People;
import dev.tenure.identity.PeoplePages;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Shell;
import dev.tenure.platform.web.ShellSource;
import dev.tenure.testing.TestDatabase;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The portal on a port of its own, used by Dana of Northwind; sign-in is not part of it. */
final class ResellerSite implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-22T20:41:00Z");
  static final ZoneId LONDON = ZoneId.of("Europe/London");

  static final Set<String> ALL = Set.of("SEE_CUSTOMERS", "CHANGE_CUSTOMERS", "SEE_RESELLER_AUDIT");

  final TestDatabase database;
  private final ConfigurableApplicationContext context;
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String root;
  private final Viewer viewer;

  ResellerSite(int port) {
    database = TestDatabase.fresh();
    database.freezeClock(START);
    viewer = new Viewer();
    context =
        new SpringApplicationBuilder(Wiring.class)
            .initializers(c -> {
              var beans = c.getBeanFactory();
              beans.registerSingleton("dataSource", database.dataSource());
              beans.registerSingleton("clock", database.clock());
              beans.registerSingleton("viewer", viewer);
            })
            .run("--server.port=" + port, "--server.address=127.0.0.1");
    root = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    viewer.actor = dana(reseller("Northwind Telecom"));
  }

  <T> T the(Class<T> type) {
    return context.getBean(type);
  }

  String root() {
    return root;
  }

  Actor dana() {
    return viewer.actor;
  }

  /** Somebody else looks from now on, with these permissions. */
  void viewedBy(Actor actor, Set<String> grants) {
    viewer.actor = actor;
    viewer.grants = grants;
  }

  static Actor support() {
    return new Actor(
        new PersonId(new UUID(7, 7)), "Sam Support", Level.SUPPORT, null, null, "test");
  }

  static Actor dana(ResellerId reseller) {
    return new Actor(
        new PersonId(new UUID(1, 1)), "Dana Meyer", Level.RESELLER, reseller, null, "127.0.0.1");
  }

  ResellerId reseller(String name) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(name, "GB", LONDON, "GBP", "Help Desk", "help@example.com", "", 30),
            support());
  }

  CustomerId customer(String name) {
    return customer(name, viewer.actor);
  }

  CustomerId customer(String name, Actor by) {
    CustomerDetails details =
        new CustomerDetails(
            name,
            "CRM-" + Math.abs(name.hashCode() % 90000),
            ProductType.ANALYTICS,
            "GB",
            LONDON,
            "",
            null);
    return the(CreateCustomer.class).create(details, by);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return browser.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return browser.send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    URI address = URI.create(root).resolve(path);
    return HttpRequest.newBuilder(address).header("Accept", "text/html");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    browser.close();
    context.close();
    database.close();
  }

  /** Opens the portal on a port for people to look at, with some customers in all states. */
  public static void main(String[] args) throws Exception {
    try (ResellerSite site = new ResellerSite(Integer.parseInt(args[0]))) {
      DemoStories.tell(site);
      System.out.println(site.root());
      Thread.sleep(Long.parseLong(args[1]) * 1000);
    }
  }

  /** Stands for the module that knows sessions. */
  private static final class Viewer implements ShellSource {
    private volatile Actor actor = support();
    private volatile Set<String> grants = ALL;

    @Override
    public Optional<Shell> shell(HttpServletRequest request) {
      return Optional.of(new Shell("Northwind Telecom", actor.name(), LONDON, "reseller", grants));
    }

    @Override
    public Optional<Actor> actor(HttpServletRequest request) {
      return Optional.of(actor);
    }
  }

  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
      })
  @ComponentScan(
      basePackages = {
        "dev.tenure.platform.web",
        "dev.tenure.audit",
        "dev.tenure.account",
        "dev.tenure.reseller"
      },
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = ".*(World|Test|Site|AccountBell).*"))
  @ComponentScan(
      basePackages = "dev.tenure.collection",
      useDefaultFilters = false,
      includeFilters =
          @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*[.](Sources|SourceStore)"))
  @Import(PeoplePages.class)
  static class Wiring {

    @Bean
    People people(PlatformClock clock) {
      return new FakePeople(clock);
    }

    @Bean
    Presence presence() {
      return new Presence() {
        @Override
        public int signedIn(CustomerId customer) {
          return 3;
        }

        @Override
        public int signedIn(ResellerId reseller) {
          return 1;
        }

        @Override
        public List<SignedIn> people(CustomerId customer, int limit) {
          return List.of();
        }
      };
    }

    @Bean
    @Primary
    CollectionFigures figures() {
      return customer -> new CollectionFigures.Figures(4, 11, 2);
    }
  }
}
