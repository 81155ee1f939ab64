package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.LinkedSources.Verdict;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  private KeyStore certificate() throws Exception {
    Path file = folder.resolve("pbx.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "pbx",
                "-keyalg",
                "EC",
                "-dname",
                "CN=pbx",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static List<Finding> tried(int port, String fingerprint) {
    return new Trial(
            new AsteriskDialect(),
            new Sockets(new Reach(List.of((address, asked) -> true))),
            () -> NOW,
            Duration.ofSeconds(2))
        .run(
            new Link(
                "127.0.0.1", port, true, fingerprint, AsteriskDouble.USER, AsteriskDouble.SECRET));
  }

  @Test
  @DisplayName("Over TLS a certificate is trusted that is known, and no other one")
  void certificates() throws Exception {
    KeyStore store = certificate();
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    String fingerprint =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(store.getCertificate("pbx").getEncoded()));
    try (AsteriskDouble asterisk =
        new AsteriskDouble(
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            () -> NOW)) {

      assertThat(tried(asterisk.port(), fingerprint).getFirst().verdict()).isEqualTo(Verdict.WORKS);
      assertThat(asterisk.asked()).contains("Login").doesNotContain("Challenge");
      assertThat(tried(asterisk.port(), ""))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.FAILS);
            assertThat(finding.sentence())
                .startsWith("No phone system could be reached at 127.0.0.1:");
          });
      assertThat(tried(asterisk.port(), "00".repeat(32)))
          .singleElement()
          .satisfies(finding ->
              assertThat(finding.sentence())
                  .as("who scans ports doesn't learn where there is TLS")
                  .startsWith("No phone system could be reached at 127.0.0.1:")
                  .doesNotContain(fingerprint));
    }
  }

  @Test
  @DisplayName("A secure connection to a port without TLS is answered as any other failure")
  void mismatch() throws Exception {
    try (AsteriskDouble asterisk = AsteriskDouble.plain(() -> NOW)) {
      assertThat(tried(asterisk.port(), ""))
          .singleElement()
          .extracting(Finding::sentence)
          .asString()
          .startsWith("No phone system could be reached at 127.0.0.1:");
    }
  }
}
