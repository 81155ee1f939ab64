package dev.tenure.collection.connect;

import dev.tenure.collection.AllowedAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Where phone systems may be: anywhere in public, and elsewhere as far as the operator allows it. A
 * host's addresses are looked up once, judged, and the connection goes to the very address that was
 * judged, whatever the name means a moment later.
 */
@Component
class Reach {

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
    for (InetAddress address : InetAddress.getAllByName(host)) {
      // Java takes IPv4 out of ::ffff:0:0/96 by itself; other disguises are no public addresses.
      boolean open = Networks.isPublic(address) && !isOwn(address);
      if (open || allowed.stream().anyMatch(each -> each.allows(address, port))) {
        return address;
      }
    }
    throw new KeptAway();
  }

  /** A public address may be this machine's. */
  static boolean isOwn(InetAddress address) throws IOException {
    return NetworkInterface.getByInetAddress(address) != null;
  }
}
