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
        "127.1"
      })
  @DisplayName("Nothing is connected at Tenure itself, beside it, or at a cloud's metadata")
  void keptAway(String host) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NARROW.of(host, 5038))
        .isInstanceOfAny(KeptAway.class, UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "10.1.2.3", "192.168.7.8", "2001:db8::5"})
  @DisplayName("Phone systems may be anywhere else")
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

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "127.0.0.1:70000", "::1", "10.0.0.0/8;"})
  @DisplayName("What is no network is refused at the start, with an example")
  void noNetwork(String entry) {
    assertThatIllegalStateException()
        .isThrownBy(() -> new AllowedNetworks(entry))
        .withMessageContaining("10.0.0.0/8")
        .withMessageContaining(entry);
  }
}
