package dev.tenure.customer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a person's browser does, without scripts: cookies, forms, and streams. */
public final class Browser implements AutoCloseable {

  private static final Pattern TOKEN =
      Pattern.compile("<input type=\"hidden\" name=\"(_csrf|formKey)\" value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String root;

  public Browser(String root) {
    this.root = root;
  }

  public HttpResponse<String> signIn(String email, String password) {
    return submit("/signin", "/signin", Map.of("email", email, "password", password));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  /** Fetches the page, and posts the fields with the token and the key that its forms carry. */
  public HttpResponse<String> submit(String page, String path, Map<String, String> fields) {
    Matcher token = TOKEN.matcher(get(page).body());
    Map<String, String> form = new LinkedHashMap<>(fields);
    while (token.find()) {
      form.putIfAbsent(token.group(1), token.group(2));
    }
    String body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Opens a stream; its status is known, its body still to come. */
  public HttpResponse<InputStream> open(String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(root + path))
              .header("Accept", "text/event-stream")
              .build(),
          BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root + path)).header("Accept", "text/html");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
