package dev.tenure.platform.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {

  private static final TrustedProxies PROXIES =
      TrustedProxies.parse("10.0.0.0/8, 192.0.2.7 , fd00::/8,2001:db8:ffff::/48");
  private static final InetAddress PROXY = InetAddress.ofLiteral("10.1.2.3");

  private static Origin through(Map<String, List<String>> headers) {
    return new Forwarding(PROXIES, false)
        .origin(PROXY, false, name -> headers.getOrDefault(name, List.of()));
  }

  private static String from(String... lines) {
    return through(Map.of("X-Forwarded-For", List.of(lines))).address().getHostAddress();
  }

  private static String standard(String... lines) {
    return through(Map.of("Forwarded", List.of(lines))).address().getHostAddress();
  }

  @Test
  @DisplayName("From anybody but a trusted proxy, nothing is believed")
  void untrusted() {
    InetAddress stranger = InetAddress.ofLiteral("198.51.100.1");
    Origin origin =
        new Forwarding(PROXIES, false)
            .origin(stranger, false, name -> List.of(name.endsWith("Proto") ? "https" : "1.2.3.4"));
    assertThat(origin).isEqualTo(new Origin(stranger, false, "", 0));
    assertThat(
            new Forwarding(TrustedProxies.parse(""), true)
                .origin(PROXY, false, name -> List.of("for=1.2.3.4;proto=https")))
        .isEqualTo(new Origin(PROXY, false, "", 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.5 | 203.0.113.5",
        "1.1.1.1, 203.0.113.5 | 203.0.113.5",
        "1.1.1.1, 203.0.113.5, 10.9.9.9 | 203.0.113.5",
        "1.1.1.1, 10.0.0.1, 192.0.2.7, fd00::1 | 1.1.1.1",
        "10.0.0.1, 10.0.0.2 | 10.0.0.1",
        "203.0.113.5:1234 | 203.0.113.5",
        "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1] | 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:443 | 2001:db8:0:0:0:0:0:1",
        "::ffff:203.0.113.5 | 203.0.113.5",
        "203.0.113.5, 2001:db8:ffff::9 | 203.0.113.5"
      })
  @DisplayName("The client is the first from the right that isn't a trusted proxy")
  void rightmost(String header, String client) {
    assertThat(from(header)).isEqualTo(client);
    assertThat(from(header.split(", "))).as("in several lines").isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "_hidden",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.4:port",
        "0x7f.0.0.1",
        "[::1",
        "[1.2.3.4]",
        "::1%eth0",
        "1.2.3.4 5.6.7.8",
        "\"1.2.3.4\"",
        "<script>",
        ""
      })
  @DisplayName("What isn't an address ends the reading at the proxy that wrote it, or is left out")
  void malformed(String word) {
    assertThat(from(word)).isEqualTo("10.1.2.3");
    assertThat(from("1.1.1.1, " + (word.isEmpty() ? "10.0.0.9" : word + ", 10.0.0.9")))
        .isEqualTo(word.isEmpty() ? "1.1.1.1" : "10.0.0.9");
  }

  @Test
  @DisplayName("https is believed if all say so; other words are ignored")
  void https() {
    for (Map.Entry<List<String>, Boolean> each :
        Map.of(
                List.of("https"), true,
                List.of("HTTPS, https"), true,
                List.of("https, http"), false,
                List.of("http", "https"), false,
                List.of("gopher"), false)
            .entrySet()) {
      assertThat(through(Map.of("X-Forwarded-Proto", each.getKey())).https())
          .as(each.getKey().toString())
          .isEqualTo(each.getValue());
    }
  }

  @Test
  @DisplayName("Host and port are taken where they are well formed")
  void host() {
    Origin origin =
        through(
            Map.of(
                "X-Forwarded-Host", List.of("evil.example, tenure.example:8443"),
                "X-Forwarded-Port", List.of("8443")));
    assertThat(origin.host()).isEqualTo("tenure.example:8443");
    assertThat(origin.port()).isEqualTo(8443);
    for (String bad : List.of("a b", "x/y", "host:port", "[::1", "a\"b")) {
      assertThat(through(Map.of("X-Forwarded-Host", List.of(bad))).host()).as(bad).isEmpty();
    }
    assertThat(through(Map.of("X-Forwarded-Port", List.of("70000"))).port()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "for=203.0.113.5 | 203.0.113.5",
        "For=\"[2001:db8::1]:4711\";proto=https | 2001:db8:0:0:0:0:0:1",
        "for=1.1.1.1, for=203.0.113.5;by=10.0.0.1, for=10.0.0.2 | 203.0.113.5",
        "for=203.0.113.5;host=\"a,b;c=d\", for=10.0.0.2 | 203.0.113.5",
        "proto=https | 10.1.2.3",
        "for=_hidden | 10.1.2.3",
        "for=1.1.1.1;for=2.2.2.2 | 10.1.2.3",
        "for=\"1.1.1.1 | 10.1.2.3",
        "for 1.1.1.1 | 10.1.2.3",
        "for=1.1.1.1, | 10.1.2.3"
      })
  @DisplayName("Forwarded (RFC 7239) is read from the right as well, or not at all if malformed")
  void standardHeader(String header, String client) {
    assertThat(standard(header)).isEqualTo(client);
  }

  @Test
  @DisplayName("Of the two kinds of headers only the proxies' own is read, not what a client adds")
  void oneKind() {
    Map<String, List<String>> both =
        Map.of(
            "X-Forwarded-For", List.of("203.0.113.5"),
            "Forwarded", List.of("for=198.51.100.9;proto=https"));
    assertThat(through(both).address().getHostAddress()).isEqualTo("203.0.113.5");
    assertThat(through(both).https()).isFalse();
    Origin standard =
        new Forwarding(PROXIES, true)
            .origin(PROXY, false, name -> both.getOrDefault(name, List.of()));
    assertThat(standard.address().getHostAddress()).isEqualTo("198.51.100.9");
    assertThat(standard.https()).isTrue();
  }

  @Test
  @DisplayName("A chain without end is read for so many hops only")
  void endless() {
    assertThat(from("1.1.1.1, " + "10.0.0.1, ".repeat(2_000) + "10.0.0.2")).startsWith("10.0.0.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "1.2.3.4/x"})
  @DisplayName("A setting that names no network is refused by name")
  void setting(String word) {
    assertThatThrownBy(() -> TrustedProxies.parse("10.0.0.1," + word))
        .hasMessageContaining("tenure.proxy.trusted", "\"" + word + "\"");
  }

  @Test
  @DisplayName("Networks hold their addresses and no others")
  void networks() {
    TrustedProxies some = TrustedProxies.parse("192.168.128.0/17,2001:db8::/33");
    assertThat(some.contain(InetAddress.ofLiteral("192.168.255.1"))).isTrue();
    assertThat(some.contain(InetAddress.ofLiteral("192.168.127.1"))).isFalse();
    assertThat(some.contain(InetAddress.ofLiteral("2001:db8:7fff::1"))).isTrue();
    assertThat(some.contain(InetAddress.ofLiteral("2001:db8:8000::1"))).isFalse();
  }

  @Test
  @DisplayName("Clients are counted by IPv4 address and by IPv6 network of 64 bits")
  void counted() {
    assertThat(ClientNetwork.of(InetAddress.ofLiteral("2001:db8::1")))
        .isEqualTo(ClientNetwork.of(InetAddress.ofLiteral("2001:db8::ffff:1")))
        .isNotEqualTo(ClientNetwork.of(InetAddress.ofLiteral("2001:db8:0:1::1")));
    assertThat(ClientNetwork.of(InetAddress.ofLiteral("192.0.2.1")))
        .isNotEqualTo(ClientNetwork.of(InetAddress.ofLiteral("192.0.2.2")));
  }
}
