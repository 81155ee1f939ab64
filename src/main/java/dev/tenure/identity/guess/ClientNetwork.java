package dev.tenure.identity.guess;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What an address is counted under: all of an IPv6 network of 64 bits counts as one. */
public record ClientNetwork(String text) {

  private static final int HALF = 8;

  /** The network of an address; of whatever isn't one, the text itself. */
  public static ClientNetwork of(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      if (parsed instanceof Inet6Address) {
        byte[] prefix = Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), HALF), 2 * HALF);
        return new ClientNetwork(InetAddress.getByAddress(prefix).getHostAddress() + "/64");
      }
      return new ClientNetwork(parsed.getHostAddress());
    } catch (IllegalArgumentException | UnknownHostException notAnAddress) {
      return new ClientNetwork(address);
    }
  }
}
