package dev.tenure.testing;

import dev.tenure.platform.Actor;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.clock.Clocks;
import dev.tenure.platform.clock.Irreversible;
import dev.tenure.platform.database.Copy;
import dev.tenure.platform.database.Pools;
import dev.tenure.platform.database.Tenant;
import dev.tenure.platform.database.Use;
import dev.tenure.platform.database.WithCommit;
import dev.tenure.platform.web.FormKey;
import dev.tenure.platform.web.ProofSource;
import dev.tenure.platform.web.ShellSource;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;

/** Pages of some modules on a port of their own; sign-in is not part of them. */
public abstract class SiteStory extends Story {

  /** What Spring Boot brings, without security and migrations. */
  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
      })
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface EnablePages {}

  private final ConfigurableApplicationContext context;
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final Pools pools;
  private final String root;

  /**
   * Opens the pages.
   *
   * @param viewer stands for the module that knows sessions
   * @param port 0 for any free one
   */
  protected SiteStory(Class<?> modules, Instant frozen, ShellSource viewer, int port) {
    super(TestDatabase.fresh());
    pools = database.pools();
    database.freezeClock(frozen);
    context =
        new SpringApplicationBuilder(
                modules, Copy.class, WithCommit.class, Irreversible.class, Clocks.class)
            .initializers(c -> {
              var beans = c.getBeanFactory();
              beans.registerSingleton("dataSource", pools);
              beans.registerSingleton("walls", walls(viewer));
              beans.registerSingleton("clock", database.clock());
              beans.registerSingleton("viewer", viewer);
              // Nobody signs in here; whoever looks has proved who they are.
              beans.registerSingleton(
                  "everybodyHasProved", (ProofSource) (request, password) -> {});
            })
            .run(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--tenure.data=no-data",
                "--tenure.secrets.key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    root = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** Stands for the gate: each request reads and writes as whoever looks. */
  private static FilterRegistrationBean<Filter> walls(ShellSource viewer) {
    Filter filter =
        (request, response, chain) -> {
          Actor who = viewer.actor((HttpServletRequest) request).orElseThrow();
          Tenant tenant =
              switch (who.level()) {
                case RESELLER -> new Tenant.OfReseller(Objects.requireNonNull(who.reseller()));
                case CUSTOMER -> new Tenant.OfCustomer(Objects.requireNonNull(who.customer()));
                case SUPPORT, SYSTEM -> null;
              };
          try {
            Use.pages(tenant)
                .<@Nullable Object, Exception>call(() -> {
                  chain.doFilter(request, response);
                  return null;
                });
          } catch (IOException | ServletException | RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new ServletException(e);
          }
        };
    return new FilterRegistrationBean<>(filter);
  }

  @Override
  protected ConfigurableApplicationContext context() {
    return context;
  }

  public String root() {
    return root;
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return browser.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  /** Sends the form with a one-time key of its own, as every form of a page has one. */
  public HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    Map<String, String> whole = new LinkedHashMap<>(form);
    whole.putIfAbsent(FormKey.FIELD, FormKey.fresh(the(PlatformClock.class).now()).text());
    return postAsItIs(path, whole);
  }

  /** Sends these fields and no others. */
  public HttpResponse<String> postAsItIs(String path, Map<String, String> form)
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
  public HttpResponse<String> follow(HttpResponse<String> answer)
      throws IOException, InterruptedException {
    return get(answer.headers().firstValue("Location").orElseThrow());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root).resolve(path)).header("Accept", "text/html");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    browser.close();
    pools.close();
    super.close();
  }
}
