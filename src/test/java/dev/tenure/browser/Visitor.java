package dev.tenure.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who has signed in and sends requests without a browser; redirects are not followed. */
final class Visitor {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  /** An answer; of an endless one only its beginning. */
  record Answer(int status, String location, String body) {}

  private final String root;
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String token;

  Visitor(BrowserWorld world, Somebody who) {
    root = world.root();
    String before = csrf(get("/signin"));
    Answer in =
        send(
            "POST",
            "/signin",
            Map.of("_csrf", before, "email", who.email(), "password", BrowserWorld.PASSWORD));
    if (in.status() >= 400 || in.location().contains("signin")) {
      throw new IllegalStateException(who.email() + " could not sign in: " + in);
    }
    token = csrf(get("/profile"));
  }

  private static String csrf(Answer page) {
    Matcher found = CSRF.matcher(page.body());
    if (!found.find()) {
      throw new IllegalStateException("No CSRF token in " + page);
    }
    return found.group(1);
  }

  Answer get(String path) {
    return send("GET", path, Map.of());
  }

  /** Sends the form, with the token that proves that it is ours. */
  Answer post(String path, Map<String, String> form) {
    Map<String, String> fields = new TreeMap<>(form);
    fields.put("_csrf", token);
    // Time leaps in stories: whoever sends a form has their password at hand (B8).
    fields.putIfAbsent("proof", BrowserWorld.PASSWORD);
    return send("POST", path, fields);
  }

  /** Sends a file as it is; the fields stand in the address. */
  Answer upload(String path, Map<String, String> fields, String file) {
    String query =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return answer(
        HttpRequest.newBuilder(URI.create(root + path + "?" + query))
            .header("Accept", "text/html")
            .header("Content-Type", "application/octet-stream")
            .header("X-XSRF-TOKEN", token)
            .POST(BodyPublishers.ofString(file)));
  }

  private Answer send(String method, String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path)).header("Accept", "text/html");
    if (method.equals("POST")) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(body));
    }
    return answer(request);
  }

  private Answer answer(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
      boolean endless =
          answer.headers().firstValue("Content-Type").orElse("").contains("event-stream");
      try (InputStream in = answer.body()) {
        return new Answer(
            answer.statusCode(),
            answer.headers().firstValue("Location").orElse(""),
            endless ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Interrupted while asking", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
