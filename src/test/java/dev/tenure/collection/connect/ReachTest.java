package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

  private static final Reach NARROW = new Reach(List.of(new AllowedNetworks("")));

  private static Reach allowing(String networks) {
    return new Reach(List.of(new AllowedNetworks(networks)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "localhost",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "0.0.0.0",
        "::",
        "0.1.2.3",
        "169.254.169.254",
        "fe80::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "224.0.0.1",
        "255.255.255.255",
        "2130706433",
        "127.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.7.8",
        "100.64.0.1",
        "100.127.255.254",
        "fc00::1",
        "fd12:3456::1",
        "::ffff:10.1.2.3",
        "::10.1.2.3",
        "fec0::1",
        "192.0.0.1",
        "192.0.2.1",
        "192.31.196.1",
        "192.52.193.1",
        "192.88.99.1",
        "192.175.48.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "239.255.255.250",
        "240.0.0.1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:102:304::1",
        "2001:2::1",
        "2001:20::1",
        "2001:db8::5",
        "2002:808:808::1",
        "2620:4f:8000::1",
        "3fff::1",
        "5f00::1",
        "ff02::1"
      })
  @DisplayName("Nothing is connected but public addresses, in whatever clothes the others come")
  void keptAway(String host) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NARROW.of(host, 5038))
        .isInstanceOfAny(KeptAway.class, UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.32.0.1",
        "172.15.255.255",
        "100.128.0.1",
        "192.0.1.1",
        "198.20.0.1",
        "2606:4700::1111",
        "::ffff:8.8.8.8"
      })
  @DisplayName("Phone systems may be anywhere in public")
  void reached(String host) throws IOException {
    assertThat(NARROW.of(host, 5038)).isEqualTo(InetAddress.getByName(host));
  }

  @Test
  @DisplayName("The operator may allow networks, each perhaps with one port")
  void allowed() throws IOException {
    assertThat(allowing("127.0.0.1:5038").of("127.0.0.1", 5038).getHostAddress())
        .isEqualTo("127.0.0.1");
    assertThatExceptionOfType(KeptAway.class)
        .isThrownBy(() -> allowing("127.0.0.1:5038").of("127.0.0.1", 5039));
    assertThatExceptionOfType(KeptAway.class)
        .isThrownBy(() -> allowing("127.0.0.0/31").of("127.0.0.2", 1));
    assertThat(allowing("10.0.0.0/8, 127.0.0.0/8").of("127.3.2.1", 1)).isNotNull();
    assertThat(allowing("[::1]/128:7").of("::1", 7)).isNotNull();
    assertThat(allowing("[fe80::]/10").of("fe80::9", 7)).isNotNull();
  }

  @Test
  @DisplayName(
      "“private” allows private networks, without this machine and what clouds keep secret")
  void allPrivate() throws IOException {
    Reach reach = allowing("private:5038");
    for (String host :
        List.of("10.255.1.2", "172.20.0.9", "192.168.7.8", "100.64.9.9", "fd12::7")) {
      assertThat(reach.of(host, 5038)).isEqualTo(InetAddress.getByName(host));
      assertThatExceptionOfType(KeptAway.class).isThrownBy(() -> reach.of(host, 5039));
    }
    for (String host :
        List.of("127.0.0.1", "169.254.1.1", "100.100.100.200", "fd00:ec2::254", "198.18.0.1")) {
      assertThatExceptionOfType(KeptAway.class).isThrownBy(() -> reach.of(host, 5038));
    }
    assertThatExceptionOfType(KeptAway.class)
        .as("a wide network doesn't reach a cloud's metadata")
        .isThrownBy(() -> allowing("169.254.0.0/16").of("169.254.169.254", 80));
    assertThat(allowing("169.254.169.254").of("169.254.169.254", 80)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "private:70000",
        "privat",
        "10.0.0.0/33",
        "127.0.0.1:70000",
        "::1",
        "10.0.0.0/8;"
      })
  @DisplayName("What is no network is refused at the start, with an example")
  void noNetwork(String entry) {
    assertThatIllegalStateException()
        .isThrownBy(() -> new AllowedNetworks(entry))
        .withMessageContaining("10.0.0.0/8")
        .withMessageContaining(entry);
  }
}
