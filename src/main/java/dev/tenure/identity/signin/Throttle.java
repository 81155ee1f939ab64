package dev.tenure.identity.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down, by counters that all nodes share. A try is counted before it is judged, so
 * that many at once get no further than many in a row.
 */
@Component
class Throttle {

  private final ThrottleStore store;

  Throttle(ThrottleStore store) {
    this.store = store;
  }

  /**
   * A try beyond the limit.
   *
   * @param first whether it is the first beyond it in this window
   */
  record Wait(Instant until, boolean first) {}

  /** Counts a try; the answer is when to try again if it is one too many. */
  Optional<Wait> take(ThrottleRule rule, String subject) {
    ThrottleStore.Window window = store.count(rule, subject);
    return window.tries() <= rule.limit()
        ? Optional.empty()
        : Optional.of(new Wait(window.endsAt(), window.tries() == rule.limit() + 1));
  }

  /** The try succeeded: one that was no guess. */
  void forgive(ThrottleRule rule, String subject) {
    store.forgive(rule, subject);
  }

  /** Everything counted so far is settled. */
  void forget(ThrottleRule rule, String subject) {
    store.forget(rule, subject);
  }

  /** What an e-mail address is counted under. */
  static String account(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  /** What a network address is counted under: all of an IPv6 network of 64 bits counts as one. */
  static String network(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
          : parsed.getHostAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return address;
    }
  }
}
