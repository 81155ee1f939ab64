package dev.tenure.platform.server;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a client comes from, for counting: an IPv4 address, or an IPv6 network of 64 bits, which is
 * what one subscriber is given and within which addresses cost nothing.
 *
 * @param text the address or the network; of whatever is neither, the text itself
 */
public record ClientNetwork(String text) {

  private static final ClientNetwork UNKNOWN = new ClientNetwork("");
  private static final int HALF = 8;

  /** The network of a request's address, whichever proxies it came through. */
  public static ClientNetwork of(HttpServletRequest request) {
    return Literal.address(Literal.withoutZone(request.getRemoteAddr()))
        .map(ClientNetwork::of)
        .orElse(UNKNOWN);
  }

  /** The network of an address as text; of whatever isn't one, the text itself. */
  public static ClientNetwork of(String address) {
    try {
      return of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException notAnAddress) {
      return new ClientNetwork(address);
    }
  }

  static ClientNetwork of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return new ClientNetwork(address.getHostAddress());
    }
    byte[] prefix = Arrays.copyOf(Arrays.copyOf(address.getAddress(), HALF), 2 * HALF);
    try {
      return new ClientNetwork(InetAddress.getByAddress(prefix).getHostAddress() + "/64");
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Sixteen bytes are an address", e);
    }
  }
}
