package dev.tenure.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries a secret from a command to the page behind its redirect, which shows it once: to the
 * browser that gave the command, for one minute, and nowhere kept on the server.
 */
public final class OnceCookie {

  private OnceCookie() {}

  /**
   * Hands the secret, which has no characters that a cookie can't hold, to the page at that path.
   */
  public static void hand(
      HttpServletRequest request, HttpServletResponse response, String path, String secret) {
    OurCookie.write(request, response, name(path), secret, Duration.ofMinutes(1), "Strict");
  }

  /** Takes the secret that was handed to this page, and makes the browser forget it. */
  public static Optional<String> take(HttpServletRequest request, HttpServletResponse response) {
    String name = name(request.getRequestURI());
    Optional<String> handed = OurCookie.read(request, name);
    if (handed.isPresent()) {
      OurCookie.forget(request, response, name, "Strict");
    }
    return handed;
  }

  /** A cookie that is bound to the host has no path of its own: each page has a name instead. */
  private static String name(String path) {
    return "tenure-once-" + Integer.toHexString(path.hashCode());
  }
}
