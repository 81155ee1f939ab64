package dev.tenure.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The answer 503 while the database is gone, or where it ended a statement that took too long. It
 * needs nothing of the rest of Tenure, which may be what just failed: no session, no template, no
 * security filter.
 */
final class DatabaseGoneAnswer {

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("messages-database", Locale.UK);

  private DatabaseGoneAnswer() {}

  static void write(
      HttpServletRequest request, HttpServletResponse response, DatabaseGone.Kind kind)
      throws IOException {
    response.reset();
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Retry-After", "5");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    boolean program = wantsJson(request);
    response.setContentType(program ? "application/problem+json" : "text/html;charset=utf-8");
    String body = program ? problem(kind) : page(kind);
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String problem(DatabaseGone.Kind kind) {
    return """
    {"type":"urn:tenure:problem:%1$s","title":"%2$s","status":503,"detail":"%3$s","code":"%1$s"}
    """
        .formatted(kind.code(), text(kind, "title"), text(kind, "detail"));
  }

  private static String page(DatabaseGone.Kind kind) {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>%1$s</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"></head>
    <body><main><h1>%1$s</h1><p>%2$s</p><p>%3$s</p></main></body>
    </html>
    """
        .formatted(text(kind, "title"), text(kind, "detail"), text(kind, "again"));
  }

  private static boolean wantsJson(HttpServletRequest request) {
    String path = request.getRequestURI();
    String accept = request.getHeader("Accept");
    return path.startsWith("/api/")
        || path.startsWith("/intake/")
        || (accept != null && accept.contains("json") && !accept.contains("text/html"));
  }

  private static String text(DatabaseGone.Kind kind, String key) {
    return TEXTS.getString("database." + kind.texts() + "." + key);
  }
}
