package dev.tenure.platform.web;

import dev.tenure.platform.limits.ByteBudget;
import dev.tenure.platform.server.ClientNetwork;
import dev.tenure.platform.server.SlowSender;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a request's form before anybody asks who sent it, so that no decision grows old while the
 * rest is on its way, and refuses what can't be decoded: invalid escapes, bytes that aren't UTF-8,
 * control characters in the path. The answer names the parameter.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ReadableFilter extends OncePerRequestFilter {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int LONGEST_NAME = 40;

  /** So much Tomcat keeps for each request anyway. */
  private static final int SMALL_FORM = 8 * 1024;

  static final int LARGEST_FORM = 128 * 1024;
  private static final int ALL_FORMS = 32 * 1024 * 1024;
  private static final int FORMS_OF_AN_ADDRESS = 4 * 1024 * 1024;

  private final ByteBudget forms = new ByteBudget(ALL_FORMS);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isPath(request.getRequestURI())) {
      refuse(
          request,
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "The address can’t be read. Write it as UTF-8, with % only before two hexadecimal digits,"
              + " and without control characters.");
      return;
    }
    Optional<String> parameter = unreadable(request.getQueryString());
    if (parameter.isPresent()) {
      refuse(
          request,
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "The parameter “%s” of the address can’t be read. Write it as UTF-8, with %% only before two hexadecimal digits."
              .formatted(parameter.get()));
      return;
    }
    if (isPrograms(request.getRequestURI())) {
      // They read the body themselves, whatever content type it bears.
      chain.doFilter(request, response);
      return;
    }
    String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/") || (type.startsWith(FORM) && !isUtf8(type))) {
      refuse(
          request,
          response,
          HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
          "Send the form as application/x-www-form-urlencoded, in UTF-8.");
    } else if (type.startsWith(FORM) && claim(request) > SMALL_FORM) {
      largeForm(request, response, chain);
    } else if (isReadable(request, response)) {
      chain.doFilter(request, response);
    }
  }

  private static boolean isPrograms(String path) {
    return path.startsWith("/intake/") || path.startsWith("/api/");
  }

  /** What the form may take in memory. */
  private static int claim(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    return length < 0 || length > LARGEST_FORM ? LARGEST_FORM : (int) length;
  }

  private void largeForm(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ByteBudget.Share share = forms.share(ClientNetwork.of(request), FORMS_OF_AN_ADDRESS);
    try (share) {
      if (share.claim(claim(request)) != ByteBudget.Claim.GRANTED) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "10");
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      } else if (isReadable(request, response)) {
        chain.doFilter(request, response);
      }
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String sentence)
      throws IOException {
    EarlyRefusal.refuse(request, response, status, "unreadable", sentence);
  }

  private static boolean isUtf8(String type) {
    int charset = type.indexOf("charset=");
    if (charset < 0) {
      return true;
    }
    String name = type.substring(charset + "charset=".length()).split(";", 2)[0].strip();
    return Set.of("utf-8", "\"utf-8\"", "utf8", "us-ascii").contains(name);
  }

  /** The container decodes all fields when the first one is read. */
  private static boolean isReadable(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      request.getParameterMap();
      return true;
    } catch (IllegalStateException | IllegalArgumentException unreadable) {
      int status =
          unreadable instanceof InvalidParameterException invalid
              ? invalid.getErrorCode()
              : HttpServletResponse.SC_BAD_REQUEST;
      if (SlowSender.caused(unreadable)) {
        refuse(
            request,
            response,
            HttpServletResponse.SC_REQUEST_TIMEOUT,
            "The form came too slowly, and nothing was done. Send it again.");
      } else if (status == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
        refuse(
            request, response, status, "The form is larger than 128 kB. Send it in smaller parts.");
      } else {
        refuse(
            request,
            response,
            HttpServletResponse.SC_BAD_REQUEST,
            "A field of the form can’t be read. Send it as UTF-8, with % only before two"
                + " hexadecimal digits, and with at most 1,000 fields.");
      }
      return false;
    }
  }

  private static boolean isPath(String path) {
    for (int i = 0; i < path.length(); i++) {
      boolean escapedControl =
          path.startsWith("%0", i)
              || path.startsWith("%1", i)
              || path.regionMatches(true, i, "%7f", 0, 3);
      if (escapedControl || path.charAt(i) < ' ' || path.charAt(i) > '~') {
        return false;
      }
    }
    return isText(path);
  }

  /** The name of the first parameter that can't be read. */
  static Optional<String> unreadable(@Nullable String query) {
    if (query == null) {
      return Optional.empty();
    }
    for (String each : query.split("&", -1)) {
      if (!isText(each)) {
        String name = each.split("=", 2)[0].replaceAll("[^A-Za-z0-9_.-]", "�");
        return Optional.of(name.substring(0, Math.min(name.length(), LONGEST_NAME)));
      }
    }
    return Optional.empty();
  }

  private static boolean isText(String encoded) {
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        boolean whole = i + 2 < encoded.length();
        int high = whole ? Character.digit(encoded.charAt(i + 1), 16) : -1;
        int low = whole ? Character.digit(encoded.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return false;
        }
        bytes.put((byte) ((high << 4) | low));
        i += 2;
      } else {
        bytes.put((byte) c);
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }
}
