package dev.tenure.platform.web;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.platform.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** A23 for every form there is: what creates carries a key, and what doesn't says why. */
class FormsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T20:41:00Z");
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Pattern FORM = Pattern.compile("(?s)<form\\b([^>]*)>(.*?)</form>");
  private static final Pattern ACTION = Pattern.compile("action=\"((?:\\$\\{.*?}|[^\"$])*)\"");

  /** An expression, or what stands between two. */
  private static final Pattern PART = Pattern.compile("\\$\\{[^}]*}|[^$]+");

  private static final String VERSION = "carries a version: the second is refused or a no-op (A10)";
  private static final String MARK = "carries a mark of all licences (A10)";
  private static final String SETS = "sets values: the second time they are what they are";
  private static final String STATE = "asks for a state: the second time it is so";
  private static final String LINK = "uses up a link that works once";

  /** The routes that create nothing twice without a key, and why. */
  private static final Map<String, String> EXEMPT =
      Map.ofEntries(
          entry("/intake/v1/events", "events have ids of their own (C5)"),
          entry("/signin", "begins a session; a second one ends by itself"),
          entry("/signout", STATE),
          entry("/forgot", "a newer link replaces the older one; nobody is signed in"),
          entry("/first/{token}", LINK),
          entry("/activate/{token}", LINK),
          entry("/reset/{token}", LINK),
          entry("/profile/password", SETS),
          entry("/profile/sessions/{session}/end", STATE),
          entry("/profile/sign-out-everywhere", STATE),
          entry("/profile/browsers/{browser}/forget", STATE),
          entry("/support/outbox/{id}", "shows a letter"),
          entry("/portal/calls/columns", SETS),
          entry("/portal/settings", VERSION),
          entry("/portal/settings/thresholds", VERSION),
          entry("/portal/reports/views/{view}/delete", VERSION),
          entry("/portal/reports/views/{view}/restore", "brings back one that is there or not"),
          entry("/portal/users/{person}", VERSION),
          entry("/portal/users/{person}/deactivate", STATE),
          entry("/portal/users/{person}/reactivate", STATE),
          entry("/portal/users/{person}/sign-out", STATE),
          entry("/reseller/users/{person}", VERSION),
          entry("/reseller/users/{person}/deactivate", STATE),
          entry("/reseller/users/{person}/reactivate", STATE),
          entry("/reseller/users/{person}/sign-out", STATE),
          entry("/support/users/{person}", VERSION),
          entry("/support/users/{person}/deactivate", STATE),
          entry("/support/users/{person}/reactivate", STATE),
          entry("/support/users/{person}/sign-out", STATE),
          entry("/reseller/customers/{id}", VERSION),
          entry("/reseller/customers/{id}/disable", VERSION),
          entry("/reseller/customers/{id}/re-enable", VERSION),
          entry("/reseller/customers/{id}/terminate", VERSION),
          entry("/reseller/customers/{id}/terminate-on", VERSION),
          entry("/reseller/customers/{id}/withdraw", VERSION),
          entry("/reseller/customers/{id}/licences/{holder}", MARK),
          entry("/reseller/customers/{id}/licences/{holder}/move", MARK),
          entry("/reseller/customers/{id}/licences/{holder}/join", MARK),
          entry("/reseller/customers/{id}/licences/{holder}/separate", MARK),
          entry("/reseller/customers/{id}/automatic-licences", MARK),
          entry("/reseller/customers/{id}/automatic-licences/cap", SETS),
          entry("/reseller/customers/{id}/users/{person}", VERSION),
          entry("/reseller/customers/{id}/users/{person}/deactivate", STATE),
          entry("/reseller/customers/{id}/users/{person}/reactivate", STATE),
          entry("/reseller/customers/{id}/users/{person}/sign-out", STATE),
          entry("/reseller/phone-systems/{source}", VERSION),
          entry(
              "/reseller/phone-systems/{source}/import/history",
              "the same span again changes nothing"),
          entry("/reseller/phone-systems/{source}/customers/replace", VERSION),
          entry("/reseller/phone-systems/{source}/customers/remove", VERSION),
          entry("/support/customers/{id}/licences", MARK),
          entry("/support/customers/{id}/hold", VERSION),
          entry("/support/customers/{id}/lift", VERSION),
          entry("/support/customers/{id}/reinstate", VERSION),
          entry("/support/resellers/{id}/edit", VERSION),
          entry("/support/resellers/{id}/hold", VERSION),
          entry("/support/resellers/{id}/lift", VERSION),
          entry("/support/clock", "confirms the leap that it names, once"),
          entry("/support/reinstatements/{id}/decline", "settles the request that waits, once"),
          entry("/support/billing/parts/products", SETS),
          entry("/support/billing/issuer", SETS));

  /** Where forms go whose address a template doesn't tell. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          entry("identity/password.jte", "/activate/{token}"),
          entry("identity/first.jte", "/first/{token}"),
          entry("reseller/import.jte", "/reseller/phone-systems/{source}/import"),
          entry(
              "reseller/import.jte ${here.path()}/history",
              "/reseller/phone-systems/{source}/import/history"),
          entry("reseller/automatic.jte ${address}", "/reseller/customers/{id}/automatic-licences"),
          entry("reseller/licence.jte ${address}", "/reseller/customers/{id}/licences/{holder}"),
          entry("support/warning.jte", "/support/customers/{id}/hold"),
          entry("reseller/warning.jte", "/reseller/customers/{id}/disable"),
          entry("support/confirm.jte", "/support/billing/runs"),
          entry("customer/keeping.jte ${saved.delete()}", "/portal/reports/views/{view}/delete"),
          entry("reseller/details.jte ${frame.address()}", "/reseller/customers/{id}"),
          entry("reseller/system.jte ${address}", "/reseller/phone-systems/{source}"));

  @Test
  @DisplayName("A23: every address for POST takes the form's key, or has a reason not to")
  void routes() {
    Map<String, Boolean> routes = posts();
    assertThat(routes).hasSizeGreaterThan(50);
    SoftAssertions all = new SoftAssertions();
    routes.forEach((path, creates) ->
        all.assertThat(creates)
            .as("POST %s takes a CreatingForm, or stands in EXEMPT with the reason", path)
            .isEqualTo(!EXEMPT.containsKey(path)));
    all.assertThat(routes.keySet()).as("routes that are exempt").containsAll(EXEMPT.keySet());
    all.assertAll();
  }

  @Test
  @DisplayName("A23: every form that posts to an address which creates carries the key")
  void forms() throws IOException {
    Map<String, Boolean> routes = posts();
    int creating = 0;
    SoftAssertions all = new SoftAssertions();
    for (Path file : templates()) {
      String template = TEMPLATES.relativize(file).toString();
      Matcher form = FORM.matcher(Files.readString(file));
      while (form.find()) {
        if (form.group(1).contains("method=\"post\"")) {
          boolean keyed = form.group(2).contains("@template.part.creating(page = page)");
          creating += keyed ? 1 : 0;
          List<String> led = led(template, form.group(1), routes);
          all.assertThat(led).as("%s %s leads somewhere", template, form.group(1)).isNotEmpty();
          if (!keyed) {
            all.assertThat(led)
                .as("%s %s has no key and creates nothing", template, form.group(1))
                .noneMatch(path -> Boolean.TRUE.equals(routes.get(path)));
          }
        }
      }
    }
    all.assertThat(creating).isGreaterThan(15);
    all.assertAll();
  }

  /** The routes that the form's action can be. */
  private static List<String> led(String template, String form, Map<String, Boolean> routes) {
    Matcher action = ACTION.matcher(form);
    String address = action.find() ? action.group(1).replaceFirst("#.*", "") : "";
    String known = ELSEWHERE.getOrDefault(template + " " + address, ELSEWHERE.get(template));
    if (known != null || address.isEmpty()) {
      return known != null && routes.containsKey(known) ? List.of(known) : List.of();
    }
    if (address.startsWith("${form.place()") || address.startsWith("${form.address()")) {
      String rest = address.replaceFirst("^\\$\\{[^}]*}", "");
      return routes.keySet().stream()
          .filter(path -> path.matches("/(support|reseller|portal)/users/(new|\\{person})" + rest))
          .toList();
    }
    StringBuilder pattern = new StringBuilder();
    Matcher part = PART.matcher(address);
    while (part.find()) {
      String word = part.group();
      pattern.append(word.startsWith("${") ? "\\S+?" : Pattern.quote(word));
    }
    return routes.keySet().stream().filter(path -> path.matches(pattern.toString())).toList();
  }

  private static List<Path> templates() {
    try (Stream<Path> all = Files.walk(TEMPLATES)) {
      return all.filter(path -> path.toString().endsWith(".jte")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every address that takes a POST, and whether it takes a form's key. */
  private static Map<String, Boolean> posts() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
    Map<String, Boolean> posts = new TreeMap<>();
    for (var bean : scanner.findCandidateComponents("dev.tenure")) {
      try {
        Class<?> type = Class.forName(bean.getBeanClassName());
        if (type.getProtectionDomain().getCodeSource().getLocation().getPath().contains("test")) {
          continue;
        }
        RequestMapping below = type.getAnnotation(RequestMapping.class);
        for (Method method : type.getDeclaredMethods()) {
          PostMapping post = method.getAnnotation(PostMapping.class);
          if (post != null) {
            boolean keyed = List.of(method.getParameterTypes()).contains(CreatingForm.class);
            for (String path : addresses(below, post)) {
              posts.put(path, keyed);
            }
          }
        }
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
    return posts;
  }

  private static List<String> addresses(
      @org.jspecify.annotations.Nullable RequestMapping below, PostMapping post) {
    List<String> addresses = new ArrayList<>();
    for (String first : below == null ? new String[] {""} : below.value()) {
      for (String last : new TreeSet<>(Arrays.asList(post.value()))) {
        addresses.add(first + last);
      }
    }
    return addresses;
  }

  @Test
  @DisplayName(
      "A23: a key that is missing, damaged, too old or from the future is refused with a reason")
  void refusedKeys() {
    String good = FormKey.fresh(NOW).text();
    assertThat(FormKey.require(good, NOW.plus(FormKey.LIFE)).text()).isEqualTo(good);
    assertRefused("", NOW, "form-key-missing", "send it again");
    assertRefused("garbage", NOW, "form-key-damaged", "damaged");
    assertRefused("%%%", NOW, "form-key-damaged", "damaged");
    for (int i = 0; i < good.length(); i++) {
      char other = good.charAt(i) == 'A' ? 'B' : 'A';
      String damaged = good.substring(0, i) + other + good.substring(i + 1);
      assertRefused(damaged, NOW, "form-key-damaged", "damaged");
    }
    assertRefused(good.substring(1), NOW, "form-key-damaged", "damaged");
    assertRefused(good, NOW.plus(FormKey.LIFE).plusMillis(1), "form-key-expired", "7 days ago");
    assertRefused(
        FormKey.fresh(NOW.plus(Duration.ofDays(2))).text(), NOW, "form-key-damaged", "damaged");
  }

  private static void assertRefused(String sent, Instant now, String code, String says) {
    assertThatThrownBy(() -> FormKey.require(sent, now))
        .as(sent)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.refusal().code()).isEqualTo(code);
              assertThat(refused.refusal().sentence()).contains(says);
              // For people it stands above the form, whose key they don't see.
              assertThat(Problems.of(refused).general()).contains(says);
            });
  }

  @Test
  @DisplayName("A23: a secret is opened by the key that sealed it and by no other")
  void sealed() {
    FormKey key = FormKey.fresh(NOW);
    byte[] sealed = key.seal("tnr_secret");
    assertThat(key.open(sealed)).isEqualTo("tnr_secret");
    assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("secret");
    assertThatThrownBy(() -> FormKey.fresh(NOW).open(sealed))
        .isInstanceOf(IllegalStateException.class);
  }
}
