package dev.tenure.collection.connect;

import dev.tenure.collection.AllowedAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Those that the operator allows by {@code tenure.connect.allow}: networks, or addresses, each
 * perhaps with a port, as {@code 127.0.0.1:5038, 10.0.0.0/8, [fd00::1]/64}.
 */
@Component
class AllowedNetworks implements AllowedAddresses {

  private static final Pattern ENTRY =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([0-9.]+))(?:/([0-9]{1,3}))?(?::([0-9]{1,5}))?");

  private record Network(byte[] bits, int length, int port) {

    boolean holds(InetAddress address, int asked) {
      byte[] other = address.getAddress();
      if (other.length != bits.length || (port != 0 && port != asked)) {
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
  }

  private final List<Network> networks = new ArrayList<>();

  AllowedNetworks(@Value("${tenure.connect.allow:}") String allowed) {
    for (String entry : allowed.split("[,\\s]+", -1)) {
      if (!entry.isEmpty()) {
        networks.add(network(entry));
      }
    }
  }

  private static Network network(String entry) {
    Matcher parts = ENTRY.matcher(entry);
    if (parts.matches()) {
      try {
        // No name is looked up: the pattern lets only addresses pass.
        byte[] bits =
            InetAddress.getByName(parts.group(1) == null ? parts.group(2) : parts.group(1))
                .getAddress();
        int length = number(parts.group(3), bits.length * 8);
        int port = number(parts.group(4), 0);
        if (length <= bits.length * 8 && port <= 65_535) {
          return new Network(bits, length, port);
        }
      } catch (UnknownHostException noAddress) {
        // Told below.
      }
    }
    throw new IllegalStateException(
        ("tenure.connect.allow takes networks like 10.0.0.0/8, 127.0.0.1:5038 or [fd00::1]/64,"
                + " not “%s”")
            .formatted(entry));
  }

  private static int number(@org.jspecify.annotations.Nullable String text, int otherwise) {
    return text == null ? otherwise : Integer.parseInt(text);
  }

  @Override
  public boolean allows(InetAddress address, int port) {
    return networks.stream().anyMatch(network -> network.holds(address, port));
  }
}
