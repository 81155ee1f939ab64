package dev.tenure.collection.connect;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Networks that are no part of the public Internet, as IANA registers them for IPv4 and IPv6, and
 * those that carry IPv4 inside IPv6.
 */
final class Networks {

  /** All addresses that begin with the same bits. */
  record Network(byte[] bits, int length) {

    static Network parse(String text) {
      String[] parts = text.split("/", 2);
      try {
        // No name is looked up: these are addresses.
        byte[] bits = InetAddress.getByName(parts[0]).getAddress();
        return new Network(bits, parts.length == 1 ? bits.length * 8 : Integer.parseInt(parts[1]));
      } catch (UnknownHostException | NumberFormatException noNetwork) {
        throw new IllegalStateException("No network: " + text, noNetwork);
      }
    }

    boolean holds(InetAddress address) {
      byte[] other = address.getAddress();
      if (other.length != bits.length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        int mask = 0x80 >> (i % 8);
        if ((bits[i / 8] & mask) != (other[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    }

    /** Whether it is one address alone. */
    boolean single() {
      return length == bits.length * 8;
    }
  }

  private static final List<Network> PRIVATE =
      networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

  private static final List<Network> SPECIAL =
      networks(
          "0.0.0.0/8",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // Protocol assignments, among them Teredo, benchmarking and ORCHID.
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "2620:4f:8000::/48",
          "3fff::/20");

  /**
   * All of IPv6 that is routed; elsewhere are loopback, NAT64, unique local, site and link local.
   */
  private static final Network ROUTED = Network.parse("2000::/3");

  /** Where cloud providers tell a machine its secrets. */
  private static final List<Network> METADATA =
      networks(
          "169.254.169.254",
          "169.254.170.2",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "fd00:ec2::254",
          "fd20:ce::254");

  private Networks() {}

  private static List<Network> networks(String... texts) {
    return Arrays.stream(texts).map(Network::parse).toList();
  }

  private static boolean in(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.holds(address));
  }

  /** Whether it belongs to some organisation's inside. */
  static boolean isPrivate(InetAddress address) {
    return in(PRIVATE, address);
  }

  /** Whether a cloud's machines ask there for what nobody else may know. */
  static boolean isMetadata(InetAddress address) {
    return in(METADATA, address);
  }

  /** Whether everybody can have a machine there. */
  static boolean isPublic(InetAddress address) {
    return !in(PRIVATE, address)
        && !in(SPECIAL, address)
        && !in(METADATA, address)
        && (address.getAddress().length == 4 || ROUTED.holds(address));
  }
}
