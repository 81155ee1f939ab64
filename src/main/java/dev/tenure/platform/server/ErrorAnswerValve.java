package dev.tenure.platform.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that failed before or beside all of our filters, in our words instead of the
 * container's: they reveal nothing but the kind of failure.
 */
public final class ErrorAnswerValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(ErrorAnswerValve.class);
  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("messages-platform", Locale.UK);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = ofTheSender(response.getStatus());
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    AtomicBoolean open = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
    if (!open.get()) {
      return;
    }
    if (status >= 500 && failure != null) {
      log.error(
          "Failed outside of any page: {} {}",
          request.getMethod(),
          request.getRequestURI(),
          failure);
    }
    try {
      response.setStatus(status);
      write(request, response, status);
    } catch (IOException | IllegalStateException gone) {
      log.debug("Nobody is left to be answered: {}", gone.toString());
    }
  }

  /** Methods, codings and versions of HTTP that there aren't here are the sender's mistake. */
  private static int ofTheSender(int status) {
    return switch (status) {
      case HttpServletResponse.SC_NOT_IMPLEMENTED -> HttpServletResponse.SC_BAD_REQUEST;
      case HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED -> HttpServletResponse.SC_BAD_REQUEST;
      default -> status;
    };
  }

  private static void write(Request request, Response response, int status) throws IOException {
    boolean program = wantsJson(request);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType(program ? "application/problem+json" : "text/html;charset=utf-8");
    byte[] body = (program ? problem(status) : page(status)).getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.finishResponse();
  }

  private static String problem(int status) {
    return """
    {"type":"urn:tenure:problem:http-%1$d","title":"%2$s","status":%1$d,"detail":"%3$s",\
    "code":"http-%1$d"}
    """
        .formatted(status, text("heading", status), text("sentence", status));
  }

  private static String page(int status) {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>%1$s</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"></head>
    <body><main><h1>%1$s</h1><p>%2$s</p></main></body>
    </html>
    """
        .formatted(text("heading", status), text("sentence", status));
  }

  private static boolean wantsJson(Request request) {
    String path = request.getRequestURI();
    String accept = request.getHeader("Accept");
    return (path != null && (path.startsWith("/api/") || path.startsWith("/intake/")))
        || (accept != null && accept.contains("json") && !accept.contains("text/html"));
  }

  private static String text(String kind, int status) {
    String key = "platform.error." + kind + ".";
    try {
      return TEXTS.getString(key + status);
    } catch (MissingResourceException general) {
      return TEXTS.getString(key);
    }
  }
}
