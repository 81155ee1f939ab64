package dev.tenure.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses addresses and forms that can't be decoded: invalid escapes, and bytes that aren't UTF-8.
 * The answer names the parameter.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ReadableFilter extends OncePerRequestFilter {

  /** Where {@link ErrorDispatch} finds what to say. */
  static final String SENTENCE = "dev.tenure.unreadable";

  private static final int LONGEST_NAME = 40;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> parameter = unreadable(request.getQueryString());
    if (parameter.isPresent()) {
      refuse(
          request,
          response,
          "The parameter “%s” of the address can’t be read. Write it as UTF-8, with %% only before two hexadecimal digits."
              .formatted(parameter.get()));
    } else if (isForm(request) && !isReadable(request)) {
      refuse(
          request,
          response,
          "A field of the form can’t be read. Send it as UTF-8, with % only before two hexadecimal"
              + " digits.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, String sentence)
      throws IOException {
    request.setAttribute(SENTENCE, sentence);
    response.sendError(HttpServletResponse.SC_BAD_REQUEST);
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.startsWith("application/x-www-form-urlencoded");
  }

  /** The container decodes all fields when the first one is read. */
  private static boolean isReadable(HttpServletRequest request) {
    try {
      request.getParameterMap();
      return true;
    } catch (IllegalStateException | IllegalArgumentException unreadable) {
      return false;
    }
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
