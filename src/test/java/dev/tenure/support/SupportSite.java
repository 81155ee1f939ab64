package dev.tenure.support;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.CollectionFigures;
import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.Order;
import dev.tenure.account.ProductType;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.identity.Grants;
import dev.tenure.identity.Permission;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Shell;
import dev.tenure.platform.web.ShellSource;
import dev.tenure.testing.TestDatabase;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
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
import java.time.ZoneOffset;
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

/** The console on a port of its own, used by Sam of Support; sign-in is not part of it. */
final class SupportSite implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-22T20:41:00Z");
  static final ZoneId LONDON = ZoneId.of("Europe/London");

  final TestDatabase database = TestDatabase.fresh();
  private final ConfigurableApplicationContext context;
  private final HttpClient browser = HttpClient.newHttpClient();
  private final String root;
  private final Viewer viewer = new Viewer();

  SupportSite() {
    database.freezeClock(START);
    context =
        new SpringApplicationBuilder(Wiring.class)
            .initializers(c -> {
              var beans = c.getBeanFactory();
              beans.registerSingleton("dataSource", database.dataSource());
              beans.registerSingleton("clock", database.clock());
              beans.registerSingleton("viewer", viewer);
            })
            .run("--server.port=0", "--server.address=127.0.0.1");
    root = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  <T> T the(Class<T> type) {
    return context.getBean(type);
  }

  /** For the next test: the clock at its start, Sam an administrator, nothing undone or waiting. */
  void startOver() {
    database.moveClock(START);
    permit(Permission.SUPPORT_ADMINISTRATOR);
    database.jdbc().sql("DELETE FROM effect").update();
    database.jdbc().sql("DELETE FROM mail").update();
    database.jdbc().sql("DELETE FROM reinstatement_request").update();
  }

  String root() {
    return root;
  }

  /** Sam holds these permissions from now on. */
  void permit(Permission... permissions) {
    viewer.grants =
        Grants.of(Set.of(permissions)).stream().map(Enum::name).collect(Collectors.toSet());
  }

  static Actor sam() {
    return new Actor(
        new PersonId(new UUID(7, 7)), "Sam Support", Level.SUPPORT, null, null, "127.0.0.1");
  }

  static Actor dana(ResellerId reseller) {
    return new Actor(
        new PersonId(new UUID(1, 1)), "Dana Meyer", Level.RESELLER, reseller, null, "127.0.0.1");
  }

  ResellerId reseller(String name) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(name, "GB", LONDON, "GBP", "Help Desk", "help@example.com", "", 30),
            sam());
  }

  CustomerId customer(ResellerId reseller, String name) {
    return the(CreateCustomer.class)
        .create(
            new CustomerDetails(
                name, "CRM-" + name.length(), ProductType.ANALYTICS, "GB", LONDON, "", null),
            dana(reseller));
  }

  Account account(CustomerId id) {
    return the(Accounts.class).require(id, sam());
  }

  Order order(CustomerId id, Actor actor) {
    return new Order(
        id, account(id).version(), null, new Reason(ReasonCode.CONTRACT_ENDED, ""), actor);
  }

  void terminate(CustomerId id, ResellerId reseller) {
    the(TerminateCustomer.class).terminate(order(id, dana(reseller)), account(id).name());
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

  /** The page that a command's answer leads to. */
  HttpResponse<String> follow(HttpResponse<String> answer)
      throws IOException, InterruptedException {
    String to = answer.headers().firstValue("Location").orElseThrow();
    return get(URI.create(root).relativize(URI.create(to)).toString().replaceFirst("^(?!/)", "/"));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root + path)).header("Accept", "text/html");
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

  /** Stands for the module that knows sessions. */
  private static final class Viewer implements ShellSource {
    private volatile Set<String> grants =
        Grants.of(Set.of(Permission.SUPPORT_ADMINISTRATOR)).stream()
            .map(Enum::name)
            .collect(Collectors.toSet());

    @Override
    public Optional<Shell> shell(HttpServletRequest request) {
      return Optional.of(new Shell("Support", "Sam Support", ZoneOffset.UTC, "support", grants));
    }

    @Override
    public Optional<Actor> actor(HttpServletRequest request) {
      return Optional.of(sam());
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
        "dev.tenure.identity",
        "dev.tenure.delivery",
        "dev.tenure.life",
        "dev.tenure.support"
      },
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern =
                  ".*(World|Test|Site|AccountBell|EffectWorker|MailWorker|identity\\.web|"
                      + "Housekeeping|FirstSupportNotice).*"))
  static class Wiring {

    @Bean
    CollectionFigures figures() {
      return customer -> new CollectionFigures.Figures(4, 11, 2);
    }
  }
}
