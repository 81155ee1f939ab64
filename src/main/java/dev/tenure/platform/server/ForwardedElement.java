package dev.tenure.platform.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One proxy's element of the header {@code Forwarded} (RFC 7239). */
record ForwardedElement(Map<String, String> pairs) {

  ForwardedElement {
    pairs = Map.copyOf(pairs);
  }

  String get(String name) {
    return pairs.getOrDefault(name, "");
  }

  /** All elements, in the order of the proxies; empty if any of it is malformed. */
  static Optional<List<ForwardedElement>> parse(String header) {
    return new Reading(header).elements();
  }

  /** A position in the header's text. */
  private static final class Reading {

    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private final String text;
    private int at;

    Reading(String text) {
      this.text = text;
    }

    Optional<List<ForwardedElement>> elements() {
      List<ForwardedElement> found = new ArrayList<>();
      do {
        Map<String, String> pairs = new LinkedHashMap<>();
        do {
          blanks();
          if (at < text.length() && (peek() == ',' || peek() == ';')) {
            continue;
          }
          if (!pair(pairs)) {
            return Optional.empty();
          }
          blanks();
        } while (took(';'));
        found.add(new ForwardedElement(pairs));
      } while (took(','));
      return at == text.length() ? Optional.of(found) : Optional.empty();
    }

    private boolean pair(Map<String, String> pairs) {
      if (at == text.length()) {
        return true;
      }
      String name = token().toLowerCase(Locale.ROOT);
      if (name.isEmpty() || !took('=')) {
        return false;
      }
      Optional<String> value = took('"') ? quoted() : Optional.of(token());
      return value.isPresent() && pairs.putIfAbsent(name, value.get()) == null;
    }

    private String token() {
      int begin = at;
      while (at < text.length() && isToken(peek())) {
        at++;
      }
      return text.substring(begin, at);
    }

    private static boolean isToken(char c) {
      // Colons and brackets belong between quotes, but many proxies write addresses without.
      return c < 128
          && (Character.isLetterOrDigit(c) || TOKEN.indexOf(c) >= 0 || "[]:".indexOf(c) >= 0);
    }

    private Optional<String> quoted() {
      StringBuilder value = new StringBuilder();
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '"') {
          return Optional.of(value.toString());
        }
        if (c == '\\' && at < text.length()) {
          value.append(text.charAt(at++));
        } else {
          value.append(c);
        }
      }
      return Optional.empty();
    }

    private char peek() {
      return text.charAt(at);
    }

    private boolean took(char c) {
      boolean there = at < text.length() && peek() == c;
      at += there ? 1 : 0;
      return there;
    }

    private void blanks() {
      while (at < text.length() && (peek() == ' ' || peek() == '\t')) {
        at++;
      }
    }
  }
}
