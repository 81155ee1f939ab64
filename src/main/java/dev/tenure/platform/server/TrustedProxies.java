package dev.tenure.platform.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The addresses and networks whose word about other addresses counts; usually none. */
record TrustedProxies(List<Network> networks) {

  record Network(InetAddress address, int bits) {

    boolean contains(InetAddress other) {
      byte[] ours = address.getAddress();
      byte[] theirs = other.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      int whole = bits / 8;
      int rest = bits % 8;
      return Arrays.equals(ours, 0, whole, theirs, 0, whole)
          && (rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >> (8 - rest) == 0);
    }
  }

  TrustedProxies {
    networks = List.copyOf(networks);
  }

  /**
   * Reads addresses and networks that are separated by commas.
   *
   * @throws IllegalArgumentException naming the first that is neither
   */
  static TrustedProxies parse(String text) {
    List<Network> networks = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      String word = each.strip();
      if (!word.isEmpty()) {
        networks.add(
            network(word)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "tenure.proxy.trusted: \"%s\" is neither an address nor a network. Write, for example, 192.0.2.10, 10.0.0.0/8, fd00::/8."
                            .formatted(word))));
      }
    }
    return new TrustedProxies(networks);
  }

  private static Optional<Network> network(String word) {
    int slash = word.indexOf('/');
    Optional<InetAddress> address = Literal.address(slash < 0 ? word : word.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int most = address.get().getAddress().length * 8;
    String bits = slash < 0 ? String.valueOf(most) : word.substring(slash + 1);
    return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= most
        ? Optional.of(new Network(address.get(), Integer.parseInt(bits)))
        : Optional.empty();
  }

  boolean contain(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
