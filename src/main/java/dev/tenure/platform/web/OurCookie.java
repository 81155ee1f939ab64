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
 * The one way to write and read a cookie: for the whole site and out of scripts' reach. Where
 * browsers come by https it is secure, and its name makes them refuse it from anybody but this very
 * host; there no other name is believed. Whether they do, {@link HttpServletRequest#isSecure} says:
 * directly, through a trusted proxy, or because the settings say so.
 */
public final class OurCookie {

  /** For {@code write}: until the browser is closed. */
  public static final Duration WHILE_OPEN = Duration.ofSeconds(-1);

  private OurCookie() {}

  /** The cookie's full name for this request. */
  public static String name(HttpServletRequest request, String name) {
    return (request.isSecure() ? "__Host-" : "") + name;
  }

  /** The value, if the browser sent one. */
  public static Optional<String> read(HttpServletRequest request, String name) {
    return Optional.ofNullable(WebUtils.getCookie(request, name(request, name)))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  /**
   * Hands the browser a value, which has no characters that a cookie can't hold.
   *
   * @param sameSite {@code Lax}, or {@code Strict} where no link from elsewhere needs it
   */
  public static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String value,
      Duration life,
      String sameSite) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(name(request, name), value)
            .path("/")
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite(sameSite)
            .maxAge(life)
            .build()
            .toString());
  }

  /** Makes the browser forget it. */
  public static void forget(
      HttpServletRequest request, HttpServletResponse response, String name, String sameSite) {
    write(request, response, name, "", Duration.ZERO, sameSite);
  }
}
