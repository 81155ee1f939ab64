package dev.tenure.platform.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds where a request came from when it passed proxies. Only what a trusted proxy wrote counts:
 * addresses are read from the right, each vouched for by the one behind it, up to the first that is
 * not a trusted proxy itself. What is malformed is vouched for by nobody, and ends the reading.
 *
 * @param standard whether the proxies write {@code Forwarded}; otherwise they write {@code
 *     X-Forwarded-*}, and {@code Forwarded} counts only where none of these is there, since what a
 *     proxy doesn't know it passes on as the client wrote it
 */
record Forwarding(TrustedProxies proxies, boolean standard) {

  private static final int MOST_HOPS = 50;
  private static final List<String> COMMON =
      List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");

  /** One proxy's word: whom it had the request from, and how. */
  private record Hop(String from, String scheme, String host) {}

  /**
   * The origin of a request.
   *
   * @param headers all lines of a header, in their order
   */
  Origin origin(InetAddress peer, boolean https, Function<String, List<String>> headers) {
    Origin direct = new Origin(peer, https, "", 0);
    if (!proxies.contain(peer)) {
      return direct;
    }
    boolean common = COMMON.stream().anyMatch(name -> !headers.apply(name).isEmpty());
    return standard || !common
        ? standard(direct, headers.apply("Forwarded"))
        : common(direct, headers);
  }

  private Origin standard(Origin direct, List<String> lines) {
    Optional<List<ForwardedElement>> elements =
        lines.isEmpty() ? Optional.empty() : ForwardedElement.parse(String.join(",", lines));
    if (elements.isEmpty()) {
      return direct;
    }
    List<Hop> hops =
        elements.get().stream()
            .map(each -> new Hop(each.get("for"), each.get("proto"), each.get("host")))
            .toList();
    List<Hop> believed = new ArrayList<>();
    InetAddress client = client(direct.address(), hops, believed);
    List<String> schemes =
        believed.stream().map(Hop::scheme).filter(scheme -> !scheme.isEmpty()).toList();
    String host = believed.isEmpty() ? "" : host(believed.getLast().host());
    return new Origin(client, https(direct.https(), schemes), host, 0);
  }

  private Origin common(Origin direct, Function<String, List<String>> headers) {
    List<Hop> hops =
        words(headers.apply("X-Forwarded-For")).stream()
            .map(from -> new Hop(from, "", ""))
            .toList();
    List<String> hosts = words(headers.apply("X-Forwarded-Host"));
    List<String> ports = words(headers.apply("X-Forwarded-Port"));
    return new Origin(
        client(direct.address(), hops, new ArrayList<>()),
        https(direct.https(), words(headers.apply("X-Forwarded-Proto"))),
        hosts.isEmpty() ? "" : host(hosts.getLast()),
        ports.isEmpty() ? 0 : port(ports.getLast()));
  }

  private InetAddress client(InetAddress peer, List<Hop> hops, List<Hop> believed) {
    InetAddress client = peer;
    int last = hops.size() - 1;
    for (int i = last; i >= 0 && last - i < MOST_HOPS && proxies.contain(client); i--) {
      believed.add(hops.get(i));
      Optional<InetAddress> before = Literal.withPort(hops.get(i).from());
      if (before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }

  /** Secure is what came by https all the way; a word that is neither http nor https is ignored. */
  private static boolean https(boolean direct, List<String> schemes) {
    List<String> known =
        schemes.stream()
            .filter(word -> word.equalsIgnoreCase("https") || word.equalsIgnoreCase("http"))
            .toList();
    return known.isEmpty()
        ? direct
        : known.stream().allMatch(word -> word.equalsIgnoreCase("https"));
  }

  private static List<String> words(List<String> lines) {
    return lines.stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String host(String word) {
    boolean wellFormed =
        word.matches("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
    return wellFormed ? word : "";
  }

  private static int port(String word) {
    int port = word.matches("[0-9]{1,5}") ? Integer.parseInt(word) : 0;
    return port <= 65_535 ? port : 0;
  }
}
