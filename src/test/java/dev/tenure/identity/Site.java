package dev.tenure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.Tenure;
import dev.tenure.account.CreateCustomer;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.identity.guess.GuessSubject;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.FormKey;
import dev.tenure.testing.Story;
import dev.tenure.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;

/** All of Tenure on a port and a database of its own, one for all tests of a class. */
final class Site implements AutoCloseable {

  static final String PASSWORD = "correct horse battery";

  final TestDatabase database = TestDatabase.fresh();
  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String root;

  /** Tenure with further settings. */
  Site(String... more) {
    List<String> settings = new ArrayList<>();
    settings.add("--server.port=0");
    settings.add("--server.address=127.0.0.1");
    settings.add("--tenure.data=no-data");
    settings.add("--tenure.database.url=" + database.jdbcUrl());
    settings.add("--tenure.database.user=" + database.user());
    settings.add("--tenure.database.password=" + database.password());
    settings.add("--tenure.database.pool-size=6");
    settings.addAll(List.of(more));
    context = new SpringApplicationBuilder(Whole.class).run(settings.toArray(String[]::new));
    root = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** All that {@link Tenure} is made of, without the fixtures that lie beside it in tests. */
  @EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
  @ComponentScan(
      basePackageClasses = Tenure.class,
      nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
      excludeFilters = {
        @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Tenure.class),
        @ComponentScan.Filter(type = FilterType.CUSTOM, classes = Fixtures.class)
      })
  static class Whole {}

  static final class Fixtures implements TypeFilter {
    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory factory) throws IOException {
      return type.getResource().getURI().toString().contains("/test-classes/");
    }
  }

  String root() {
    return root;
  }

  <T> T the(Class<T> type) {
    return context.getBean(type);
  }

  Map<String, ?> all(Class<?> type) {
    return context.getBeansOfType(type);
  }

  PersonId person(Organisation organisation, String name, Permission... permissions) {
    return the(People.class)
        .create(
            new Invitation(organisation, name, name + "@example.com", Set.of(permissions)),
            PASSWORD,
            Actor.system("test"));
  }

  ResellerId reseller(String name) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(
                name, "GB", Story.LONDON, "GBP", "Desk", "desk@example.com", "+44 1", 30),
            Story.support());
  }

  CustomerId customer(ResellerId reseller, String name) {
    return the(CreateCustomer.class).create(Story.details(name), Story.dana(reseller));
  }

  /** Stops or restores a customer's access, as a hold and its lifting do to the row. */
  void stop(CustomerId customer, boolean stopped) {
    database
        .jdbc()
        .sql(
            """
            UPDATE customer
            SET access_stopped_at = CASE WHEN :stopped THEN tenure_now() END,
                access_from = CASE WHEN :stopped THEN access_from ELSE tenure_now() END
            WHERE id = :id
            """)
        .param("stopped", stopped)
        .param("id", customer.value())
        .update();
  }

  void invited(Organisation organisation, String email) {
    the(People.class)
        .invite(new Invitation(organisation, "Ivy", email, Set.of()), Actor.system("test"));
  }

  /** The letter that was written to that address. */
  String letter(String email) {
    return database
        .jdbc()
        .sql("SELECT id::text FROM mail WHERE recipient = :email")
        .param("email", email)
        .query(String.class)
        .single();
  }

  /** As if all sessions had begun, and all passwords been typed, eleven minutes ago (B8). */
  void forgetProofs() {
    database
        .jdbc()
        .sql("UPDATE session SET proved_at = proved_at - interval '11 minutes'")
        .update();
  }

  /** As if there had just been so many wrong passwords by the rule at the name, or at any. */
  void guessed(String rule, String email, int wrong) {
    database
        .jdbc()
        .sql(
            """
            UPDATE guess
            SET wrong = :wrong,
                last_wrong_at = tenure_now()
            WHERE rule = :rule
              AND :subject IN ('', subject)
            """)
        .param("rule", rule)
        .param("wrong", wrong)
        .param("subject", email.isEmpty() ? "" : GuessSubject.account(email).key())
        .update();
  }

  String version(CustomerId customer) {
    return Long.toString(
        the(dev.tenure.account.Accounts.class).require(customer, Story.support()).version());
  }

  /** What acts change. */
  String digest() {
    return String.join(
        ", ",
        List.of("customer", "account_intent", "person", "source", "mail").stream()
            .map(table ->
                database
                    .jdbc()
                    .sql(
                        "SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)"
                            + " FROM "
                            + table
                            + " t")
                    .query(String.class)
                    .single())
            .toList());
  }

  /** A new browser without cookies. */
  Browser browser() {
    return new Browser();
  }

  /** Keeps cookies, reads the token out of forms, and follows no redirect. */
  final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrf = "";
    private boolean https;
    private String forwardedFor = "";
    private String accept = "text/html,*/*;q=0.8";

    Browser overHttps() {
      https = true;
      return this;
    }

    /** Through a proxy that reports these addresses. */
    Browser by(String addresses) {
      forwardedFor = addresses;
      return this;
    }

    Browser accepting(String type) {
      accept = type;
      return this;
    }

    Browser signIn(String name) throws IOException, InterruptedException {
      get("/signin");
      HttpResponse<String> answer =
          post("/signin", Map.of("email", name + "@example.com", "password", PASSWORD));
      assertThat(answer.statusCode()).as(answer.body()).isBetween(302, 303);
      return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
      return send(request(path).GET());
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
      return send(request(path).method(method, BodyPublishers.noBody()));
    }

    /** Sends a form with the token of the last form that was seen. */
    HttpResponse<String> post(String path, Map<String, String> form)
        throws IOException, InterruptedException {
      Map<String, String> fields = new LinkedHashMap<>(form);
      fields.putIfAbsent("_csrf", csrf);
      fields.putIfAbsent(FormKey.FIELD, FormKey.fresh(the(PlatformClock.class).now()).text());
      String body =
          fields.entrySet().stream()
              .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
              .collect(Collectors.joining("&"));
      return send(
          request(path)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(root + path)).header("Accept", accept);
      if (https) {
        request.header("X-Forwarded-Proto", "https");
      }
      if (!forwardedFor.isEmpty()) {
        request.header("X-Forwarded-For", forwardedFor);
      }
      if (!cookies.isEmpty()) {
        request.header(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
      }
      return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      for (String cookie : setCookies(answer)) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
          cookies.remove(pair[0]);
        } else {
          cookies.put(pair[0], pair[1]);
        }
      }
      Matcher token = CSRF.matcher(answer.body());
      if (token.find()) {
        csrf = token.group(1);
      }
      return answer;
    }
  }

  static List<String> setCookies(HttpResponse<?> answer) {
    return answer.headers().allValues("Set-Cookie");
  }

  static String location(HttpResponse<?> answer) {
    String location = answer.headers().firstValue("Location").orElse("");
    return location.replaceFirst("^https?://[^/]+", "");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
    context.close();
    database.close();
  }
}
