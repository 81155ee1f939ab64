package dev.tenure.platform.server;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses that are written out; nothing is ever looked up by name. */
final class Literal {

  private static final Pattern FOUR = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private Literal() {}

  /**
   * The address: four decimal numbers, or IPv6 without a zone; an IPv4 address that is written as
   * IPv6 is the IPv4 address. Empty for anything else.
   */
  static Optional<InetAddress> address(String text) {
    boolean four = FOUR.matcher(text).matches();
    if (!four && !(text.indexOf(':') >= 0 && SIX.matcher(text).matches())) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** An address of the link itself is reported with the interface that it is on. */
  static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  /** An address that may have a port behind it; then IPv6 stands in brackets. */
  static Optional<InetAddress> withPort(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      boolean six = end > 0 && text.substring(0, end).contains(":");
      return six && isPort(text.substring(end + 1))
          ? address(text.substring(1, end))
          : Optional.empty();
    }
    int colon = text.indexOf(':');
    boolean four = colon >= 0 && colon == text.lastIndexOf(':');
    return four
        ? isPort(text.substring(colon)) ? address(text.substring(0, colon)) : Optional.empty()
        : address(text);
  }

  private static boolean isPort(String rest) {
    return rest.isEmpty() || rest.matches(":[0-9]{1,5}");
  }
}
