package dev.tenure.collection.connect;

import dev.tenure.collection.AllowedAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Those that the operator allows by {@code tenure.connect.allow}: networks, or addresses, each
 * perhaps with a port, as {@code 127.0.0.1:5038, 10.0.0.0/8, [fd00::1]/64}; {@code private} for all
 * private networks, without this machine's own addresses. Where clouds keep their machines' secrets
 * is allowed to nobody who doesn't name the very address.
 */
@Component
class AllowedNetworks implements AllowedAddresses {

  private static final Pattern ENTRY =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([0-9.]+))(?:/([0-9]{1,3}))?(?::([0-9]{1,5}))?");
  private static final Pattern PRIVATE = Pattern.compile("private(?::([0-9]{1,5}))?");
  private static final int HIGHEST = 65_535;

  private interface Entry {
    boolean allows(InetAddress address);
  }

  /** Port 0 is any. */
  private record Allowed(Entry addresses, int port) {}

  private final List<Allowed> entries = new ArrayList<>();

  AllowedNetworks(@Value("${tenure.connect.allow:}") String allowed) {
    for (String entry : allowed.split("[,\\s]+", -1)) {
      if (!entry.isEmpty()) {
        entries.add(read(entry));
      }
    }
  }

  private static Allowed read(String entry) {
    Matcher all = PRIVATE.matcher(entry);
    if (all.matches() && number(all.group(1), 0) <= HIGHEST) {
      return new Allowed(AllowedNetworks::isPrivate, number(all.group(1), 0));
    }
    Matcher parts = ENTRY.matcher(entry);
    if (parts.matches()) {
      try {
        // No name is looked up: the pattern lets only addresses pass.
        byte[] bits =
            InetAddress.getByName(parts.group(1) == null ? parts.group(2) : parts.group(1))
                .getAddress();
        int length = number(parts.group(3), bits.length * 8);
        int port = number(parts.group(4), 0);
        if (length <= bits.length * 8 && port <= HIGHEST) {
          Networks.Network network = new Networks.Network(bits, length);
          return new Allowed(
              address ->
                  network.holds(address) && (network.single() || !Networks.isMetadata(address)),
              port);
        }
      } catch (UnknownHostException noAddress) {
        // Said below.
      }
    }
    throw new IllegalStateException(
        ("tenure.connect.allow takes “private” or networks like 10.0.0.0/8, 127.0.0.1:5038 or"
                + " [fd00::1]/64, not “%s”")
            .formatted(entry));
  }

  private static boolean isPrivate(InetAddress address) {
    try {
      return Networks.isPrivate(address) && !Networks.isMetadata(address) && !Reach.isOwn(address);
    } catch (IOException unknown) {
      throw new UncheckedIOException(unknown);
    }
  }

  private static int number(@Nullable String text, int otherwise) {
    return text == null ? otherwise : Integer.parseInt(text);
  }

  @Override
  public boolean allows(InetAddress address, int port) {
    return entries.stream()
        .anyMatch(entry ->
            (entry.port() == 0 || entry.port() == port) && entry.addresses().allows(address));
  }
}
