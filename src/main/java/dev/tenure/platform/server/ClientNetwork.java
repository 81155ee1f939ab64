package dev.tenure.platform.server;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Where a client comes from, for counting: an IPv4 address, or an IPv6 network of 64 bits, which is
 * what one subscriber is given and within which addresses cost nothing.
 */
public record ClientNetwork(boolean six, long bits) {

  private static final ClientNetwork UNKNOWN = new ClientNetwork(true, 0);

  /** The network of a request's address, whichever proxies it came through. */
  public static ClientNetwork of(HttpServletRequest request) {
    return Literal.address(Literal.withoutZone(request.getRemoteAddr()))
        .map(ClientNetwork::of)
        .orElse(UNKNOWN);
  }

  static ClientNetwork of(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean six = !(address instanceof Inet4Address);
    long bits = 0;
    for (int i = 0; i < (six ? 8 : 4); i++) {
      bits = bits << 8 | (bytes[i] & 0xff);
    }
    return new ClientNetwork(six, bits);
  }
}
