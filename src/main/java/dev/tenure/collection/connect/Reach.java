package dev.tenure.collection.connect;

import dev.tenure.collection.AllowedAddresses;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Where phone systems may be. A host's addresses are looked up once, judged, and the connection
 * goes to the very address that was judged, whatever the name means a moment later.
 */
@Component
class Reach {

  /** Where cloud providers tell a machine its secrets, as far as that isn't link-local. */
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

  private final List<AllowedAddresses> allowed;

  Reach(List<AllowedAddresses> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /**
   * The host's address to connect to.
   *
   * @throws KeptAway when it is none that anybody may have connected
   * @throws IOException when there is no such host
   */
  InetAddress of(String host, int port) throws IOException {
    InetAddress[] all = InetAddress.getAllByName(host);
    for (InetAddress address : all) {
      InetAddress plain = unwrapped(address);
      if (!isInner(plain) || allowed.stream().anyMatch(each -> each.allows(plain, port))) {
        return plain;
      }
    }
    throw new KeptAway();
  }

  /** An IPv4 address may come dressed as an IPv6 one. */
  private static InetAddress unwrapped(InetAddress address) throws IOException {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address v6) {
      boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff;
      boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
      boolean compatible =
          v6.isIPv4CompatibleAddress() && !v6.isAnyLocalAddress() && !v6.isLoopbackAddress();
      if (compatible || nat64) {
        return InetAddress.getByAddress(java.util.Arrays.copyOfRange(bytes, 12, 16));
      }
      if (sixToFour) {
        return InetAddress.getByAddress(java.util.Arrays.copyOfRange(bytes, 2, 6));
      }
    }
    return address;
  }

  private static boolean isInner(InetAddress address) throws IOException {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet4Address && isReserved(address.getAddress()))
        || METADATA.contains(address.getHostAddress())
        || NetworkInterface.getByInetAddress(address) != null;
  }

  /** 0.0.0.0/8, and from 240.0.0.0 on. */
  private static boolean isReserved(byte[] address) {
    return address[0] == 0 || (address[0] & 0xf0) == 0xf0;
  }
}
