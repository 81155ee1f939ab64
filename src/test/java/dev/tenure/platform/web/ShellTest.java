package dev.tenure.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.Actor;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

class ShellTest {

  private static ConfigurableApplicationContext site;
  private static HttpClient browser;
  private static String root;

  @BeforeAll
  static void start() {
    site =
        new SpringApplicationBuilder(Site.class)
            .web(WebApplicationType.SERVLET)
            .properties("spring.config.location=classpath:/application.properties")
            .run("--server.port=0", "--server.address=127.0.0.1");
    root = "http://127.0.0.1:" + site.getEnvironment().getProperty("local.server.port");
    browser = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    browser.close();
    site.close();
  }

  @Test
  @DisplayName("A page names the organisation, the person, the zone, and only what they may open")
  void frame() throws Exception {
    HttpResponse<String> answer = get("/reseller/hello", "text/html");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("Northwind", "Dana Meyer", "Europe/London")
        .contains("href=\"/reseller/hello\" aria-current=\"page\"")
        .doesNotContain("href=\"/reseller/secret\"")
        .doesNotContain("style=", "<script>", "onclick");
  }

  @Test
  @DisplayName("Assets are served below a fingerprint and kept for ever")
  void assets() throws Exception {
    Assets assets = site.getBean(Assets.class);
    assertThat(assets.styles()).isNotEmpty();
    for (String address : assets.styles()) {
      HttpResponse<String> sheet = get(address, "text/css");
      assertThat(sheet.statusCode()).as(address).isEqualTo(200);
      assertThat(sheet.headers().firstValue("Cache-Control"))
          .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000", "immutable"));
    }
    for (String address : assets.scripts()) {
      assertThat(get(address, "*/*").headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).contains("javascript"));
    }
    assertThat(get("/assets/css/10-tokens.css", "text/css").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("Each kind of refusal has its page, with its sentence")
  void refusalPages() throws Exception {
    assertRefusal("missing", 404, "There is no such customer");
    assertRefusal("forbidden", 403, "Only administrators");
    assertRefusal("state", 409, "It is terminated");
    assertRefusal("invalid", 422, "Give it a name");
    assertRefusal("conflict", 412, "It changed");
  }

  private void assertRefusal(String kind, int status, String sentence) throws Exception {
    HttpResponse<String> page = get("/reseller/refuse/" + kind, "text/html");
    assertThat(page.statusCode()).isEqualTo(status);
    assertThat(page.body()).contains(sentence, "Dana Meyer");
  }

  @Test
  @DisplayName("A program gets problem details with the stable code and the field")
  void refusalProblem() throws Exception {
    HttpResponse<String> answer = get("/reseller/refuse/invalid", "application/json");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .contains("\"code\":\"name-missing\"", "\"field\":\"name\"", "\"status\":422")
        .contains("urn:tenure:problem:name-missing", "\"instance\":\"/reseller/refuse/invalid\"");
  }

  @Test
  @DisplayName("An unknown address is a page of its own, and a problem for a program")
  void unknown() throws Exception {
    HttpResponse<String> page = get("/nowhere", "text/html");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is nothing here");
    assertThat(get("/api/nowhere", "*/*").body()).contains("\"code\":\"http-404\"");
  }

  @Test
  @DisplayName("A failure shows a number and nothing of its insides, also when a template fails")
  void failure() throws Exception {
    for (String address : List.of("/reseller/fail", "/reseller/broken-template")) {
      HttpResponse<String> page = get(address, "text/html");
      assertThat(page.statusCode()).as(address).isEqualTo(500);
      assertThat(page.body())
          .contains("Something went wrong on our side", "Tell your contact this number")
          .doesNotContain("IllegalState", "secret detail", "Dana Meyer");
    }
  }

  private static HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(URI.create(root + path)).header("Accept", accept).build(),
        BodyHandlers.ofString());
  }

  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
      })
  @ComponentScan("dev.tenure.platform.web")
  static class Site {

    @Bean
    PlatformClock clock() {
      return () -> Instant.parse("2026-11-22T20:41:00Z");
    }

    @Bean
    ShellSource shells() {
      Shell dana =
          new Shell(
              "Northwind", "Dana Meyer", ZoneId.of("Europe/London"), "reseller", Set.of("WEBSITE"));
      return new ShellSource() {
        @Override
        public Optional<Shell> shell(HttpServletRequest request) {
          return request.getRequestURI().startsWith("/reseller")
              ? Optional.of(dana)
              : Optional.empty();
        }

        @Override
        public Optional<Actor> actor(HttpServletRequest request) {
          return Optional.empty();
        }
      };
    }

    @Bean
    Navigation navigation() {
      return new Navigation(
          "reseller",
          List.of(
              new Navigation.Entry("platform.name", "/reseller/hello", "WEBSITE"),
              new Navigation.Entry("platform.name", "/reseller/secret", "SECRET")));
    }

    // A local class, which no other test's scan for components comes across.
    @Bean
    Object screens() {
      @Controller
      @SuppressWarnings("UnusedMethod") // Called through their mappings.
      class Screens {

        @GetMapping("/reseller/hello")
        ModelAndView hello(Page page) {
          return page.titled("platform.name")
              .view("platform/error")
              .addObject("status", 200)
              .addObject("sentence", "Hello")
              .addObject("incident", "");
        }

        @GetMapping("/reseller/refuse/{kind}")
        ModelAndView refuse(@PathVariable String kind) {
          throw new Refused(
              switch (kind) {
                case "missing" -> new Refusal.NotFound("customer");
                case "forbidden" -> new Refusal.NotAllowed("forbidden", "Only administrators may.");
                case "state" -> new Refusal.WrongState("account-terminated", "It is terminated.");
                case "invalid" -> new Refusal.Invalid("name", "name-missing", "Give it a name.");
                case "conflict" -> new Refusal.Conflict("changed", "It changed.", null, null, null);
                default -> throw new IllegalStateException("No refusal called " + kind);
              });
        }

        @GetMapping("/reseller/fail")
        ModelAndView fail() {
          throw new IllegalStateException("secret detail");
        }

        @GetMapping("/reseller/broken-template")
        ModelAndView broken(Page page) {
          return page.view("platform/error");
        }
      }
      return new Screens();
    }
  }
}
