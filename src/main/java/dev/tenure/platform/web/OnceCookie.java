package dev.tenure.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Carries a secret from a command to the page behind its redirect, which shows it once: to the
 * browser that gave the command, for one minute, and nowhere kept on the server.
 */
public final class OnceCookie {

  private static final String NAME = "tenure-once";

  private OnceCookie() {}

  /**
   * Hands the secret, which has no characters that a cookie can't hold, to the page at that path.
   */
  public static void hand(
      HttpServletRequest request, HttpServletResponse response, String path, String secret) {
    response.addHeader(
        HttpHeaders.SET_COOKIE, cookie(request, path, secret, Duration.ofMinutes(1)));
  }

  /** Takes the secret that was handed to this page, and makes the browser forget it. */
  public static Optional<String> take(HttpServletRequest request, HttpServletResponse response) {
    Cookie cookie = WebUtils.getCookie(request, NAME);
    if (cookie == null || cookie.getValue().isEmpty()) {
      return Optional.empty();
    }
    response.addHeader(
        HttpHeaders.SET_COOKIE, cookie(request, request.getRequestURI(), "", Duration.ZERO));
    return Optional.of(cookie.getValue());
  }

  private static String cookie(
      HttpServletRequest request, String path, String value, Duration life) {
    return ResponseCookie.from(NAME, value)
        .path(path)
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Strict")
        .maxAge(life)
        .build()
        .toString();
  }
}
