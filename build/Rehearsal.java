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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Uses a demo as people and phone systems would: pages of all portals, commands, events. What the
 * JVM learns of it is kept by build/train, so that a server that was just started is as quick as one that has run
 * for a while.
 *
 * <p>{@code java Rehearsal.java DATA SECONDS}; exit code 1 if something of it didn't work.
 */
final class Rehearsal {

  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
  private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
  private static final Pattern CUSTOMER =
      Pattern.compile("/reseller/customers/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
  private static final Pattern VERSION = Pattern.compile("done=(\\d+)");
  private static final int MOST_PAGES = 400;

  /** Even, so that nobody stays disabled. */
  private static final int COMMANDS_IN_A_ROW = 20;

  private final String demo;
  private final URI server;
  private final long end;
  private final AtomicInteger pages = new AtomicInteger();
  private final AtomicInteger commands = new AtomicInteger();
  private final AtomicInteger events = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  private Rehearsal(String demo, long end) {
    this.demo = demo;
    this.server = URI.create(value("url").replaceAll("/$", ""));
    this.end = end;
  }

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0], "demo.json");
    long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!Files.exists(file) && System.nanoTime() < patience) {
      Thread.sleep(50);
    }
    long seconds = Long.parseLong(args[1]);
    Rehearsal all =
        new Rehearsal(
            Files.readString(file), System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
    List<Thread> parts =
        List.of(
            all.part(() -> all.walk("support", "/support")),
            all.part(() -> all.walk("reseller", "/reseller")),
            all.part(() -> all.walk("customer", "/portal")),
            all.part(() -> all.command(0)),
            all.part(() -> all.command(1)),
            all.part(all::send));
    for (Thread part : parts) {
      part.join();
    }
    System.out.printf(
        "rehearsed: %d pages, %d commands, %d events, %d failures%n",
        all.pages.get(), all.commands.get(), all.events.get(), all.failures.get());
    if (all.pages.get() == 0 || all.commands.get() == 0 || all.events.get() == 0) {
      System.exit(1);
    }
  }

  private interface Part {
    void play() throws IOException, InterruptedException;
  }

  private Thread part(Part part) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            part.play();
          } catch (IOException | InterruptedException | RuntimeException e) {
            failures.incrementAndGet();
            System.out.println("A part of the rehearsal broke off: " + e);
          }
        });
  }

  private boolean isOver() {
    return System.nanoTime() > end;
  }

  /** Of demo.json, the first one of that name. */
  private String value(String name) {
    return found(Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(demo));
  }

  private String value(String who, String name) {
    return found(
        Pattern.compile(
                "\"" + who + "\"\\s*:\\s*\\{[^}]*?\"" + name + "\"\\s*:\\s*\"([^\"]*)\"")
            .matcher(demo));
  }

  private static String found(Matcher matcher) {
    if (!matcher.find()) {
      throw new IllegalStateException("demo.json lacks " + matcher.pattern());
    }
    return matcher.group(1);
  }

  /** A browser of somebody who has signed in. */
  private final class Browser {
    private final HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    Browser(String who) throws IOException, InterruptedException {
      Map<String, String> form = hidden(get("/signin").body());
      form.put("email", value(who, "email"));
      form.put("password", value(who, "password"));
      post("/signin", form);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
      pages.incrementAndGet();
      return client.send(to(path).build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    HttpResponse<String> post(String path, Map<String, String> form)
        throws IOException, InterruptedException {
      String body =
          form.entrySet().stream()
              .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
              .collect(Collectors.joining("&"));
      return client.send(
          to(path)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server + path.replace(" ", "%20")))
        .timeout(Duration.ofSeconds(20));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Follows links from a portal's first page; streams never end and are left out. */
  private void walk(String who, String first) throws IOException, InterruptedException {
    Browser browser = new Browser(who);
    while (!isOver()) {
      Deque<String> ahead = new ArrayDeque<>(List.of(first));
      Set<String> seen = new HashSet<>(ahead);
      for (int i = 0; !ahead.isEmpty() && i < MOST_PAGES && !isOver(); i++) {
        Matcher links = LINK.matcher(browser.get(ahead.removeFirst()).body());
        while (links.find()) {
          String link = links.group(1).replace("&amp;", "&");
          if (!link.contains("stream") && !link.contains("signout") && seen.add(link)) {
            ahead.addLast(link);
          }
        }
      }
    }
  }

  /** Disables a customer and re-enables it, again and again, with the pages now and then. */
  private void command(int half) throws IOException, InterruptedException {
    Browser browser = new Browser("reseller");
    Set<String> ids = new TreeSet<>();
    Matcher links = CUSTOMER.matcher(browser.get("/reseller/customers").body());
    while (links.find()) {
      ids.add(links.group(1));
    }
    // Each of two has its own customers: else each would be refused what the other just changed.
    ids.removeIf(id -> (id.charAt(id.length() - 1) & 1) != half);
    while (!isOver()) {
      for (String id : ids) {
        command(browser, "/reseller/customers/" + id);
      }
    }
  }

  private void command(Browser browser, String customer) throws IOException, InterruptedException {
    HttpResponse<String> page = browser.get(customer + "/disable");
    if (page.statusCode() != 200) {
      // Not possible in its state.
      return;
    }
    Map<String, String> form = hidden(page.body());
    // What belongs to this page alone isn't sent with the other command.
    form.keySet().retainAll(Set.of("_csrf", "version"));
    form.put("reasonCode", "MISSED_PAYMENT");
    form.put("reason", "Invoice overdue");
    for (int i = 0; i < COMMANDS_IN_A_ROW && !isOver(); i++) {
      HttpResponse<String> done =
          browser.post(customer + (i % 2 == 0 ? "/disable" : "/re-enable"), form);
      Matcher version = VERSION.matcher(done.headers().firstValue("location").orElse(""));
      if (!version.find()) {
        System.out.printf("A command on %s was answered %d%n", customer, done.statusCode());
        failures.incrementAndGet();
        return;
      }
      form.put("version", version.group(1));
      commands.incrementAndGet();
    }
  }

  private static Map<String, String> hidden(String page) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher inputs = HIDDEN.matcher(page);
    while (inputs.find()) {
      fields.put(attribute(inputs.group(), "name"), attribute(inputs.group(), "value"));
    }
    return fields;
  }

  private static String attribute(String tag, String name) {
    Matcher m = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
    return m.find() ? m.group(1).replace("&amp;", "&") : "";
  }

  /** Sends calls, twenty in a request. */
  private void send() throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String key = value("source", "key");
    for (int n = 0; !isOver(); n++) {
      List<String> lines = new ArrayList<>();
      for (int call = 0; call < 20; call++) {
        lines.addAll(call("rehearsal-" + n + "-" + call, 101 + call));
      }
      HttpResponse<String> answer =
          client.send(
              to("/intake/v1/events")
                  .header("Authorization", "Bearer " + key)
                  .POST(BodyPublishers.ofString(String.join("\n", lines)))
                  .build(),
              BodyHandlers.ofString());
      (answer.statusCode() == 200 ? events : failures).addAndGet(lines.size());
      // Phones ring now and then: what is learnt is how to wait for them as well.
      Thread.sleep(10);
    }
  }

  private static List<String> call(String ref, int agent) {
    String queue = "\"queue\":\"Rehearsal\"";
    String who = "\"agent\":\"" + agent + "\"";
    Instant at = Instant.now().minusSeconds(60);
    return List.of(
        event(at, ref, 0, "LegStarted", "\"legRef\":\"in\",\"direction\":\"inbound\""),
        event(at, ref, 1, "QueueEntered", queue),
        event(at, ref, 4, "AgentOffered", queue + "," + who),
        event(at, ref, 9, "QueueAnswered", queue + "," + who),
        event(at, ref, 29, "QueueCallEnded", queue + ",\"by\":\"caller\""),
        event(at, ref, 30, "CallEnded", "\"by\":\"caller\""));
  }

  private static String event(Instant at, String ref, int second, String type, String fields) {
    return "{\"id\":\"%s-%d\",\"type\":\"%s\",\"occurredAt\":\"%s\",\"callRef\":\"%s\",%s}"
        .formatted(ref, second, type, at.plusSeconds(second), ref, fields);
  }
}
