package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.intake.EventDoor;
import dev.tenure.platform.Refused;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartsTest {

  private static final SourceId ONE = new SourceId(new UUID(0, 1));
  private static final SourceId OTHER = new SourceId(new UUID(0, 2));

  private static String key(int first) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) first;
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  @DisplayName("A secret opens for its own source and with its own key only, and untouched")
  void secrets() {
    Secrets secrets = new Secrets(SecretsKey.configured(key(1)));
    byte[] sealed = secrets.seal(ONE, "hüsh");

    assertThat(secrets.open(ONE, sealed)).contains("hüsh");
    assertThat(secrets.open(OTHER, sealed)).isEmpty();
    assertThat(new Secrets(SecretsKey.configured(key(2))).open(ONE, sealed)).isEmpty();
    assertThat(new Secrets(SecretsKey.configured("")).open(ONE, sealed)).isEmpty();
    assertThat(secrets.seal(ONE, "hüsh")).isNotEqualTo(sealed);
    for (int i = 0; i < sealed.length; i++) {
      byte[] touched = sealed.clone();
      touched[i] ^= 1;
      assertThat(secrets.open(ONE, touched)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  @DisplayName("Without a key no secret is taken, and a wrong key is refused at the start, untold")
  void withoutKey() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> new Secrets(SecretsKey.configured(" ")).seal(ONE, "hush"))
        .withMessageContaining("tenure.secrets.key");
    for (String wrong : List.of("c2hvcnQ=", "no base64 !")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> new Secrets(SecretsKey.configured(wrong)))
          .withMessageNotContaining(wrong);
    }
  }

  @Test
  @DisplayName("Tries to connect come ever more seldom, up to about a minute, and never together")
  void backoff() {
    Retries backoff = new Retries(new Random(7));
    for (int i = 0; i < 12; i++) {
      long whole = 1_000L << Math.min(i, 6);
      assertThat(backoff.afterFailure().toMillis()).isBetween(whole / 2, whole);
    }
    backoff.succeeded();
    assertThat(backoff.afterFailure()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.afterRefusal()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("C6: what can't be stored is given to the intake again, the same, until it is")
  void triedAgain() throws InterruptedException {
    List<List<CanonicalEvent>> given = new ArrayList<>();
    List<Duration> pauses = new ArrayList<>();
    EventDoor door =
        (source, events) -> {
          given.add(events);
          if (given.size() < 4) {
            throw new IllegalStateException("database gone");
          }
          return new EventDoor.Tally(events.size(), 0, Map.of());
        };
    Handover handover = new Handover(ONE, door, new Remembered(), pauses::add);
    CanonicalEvent event =
        new CanonicalEvent("1", "CallEnded", Instant.EPOCH, "", Map.of("callRef", "c"));

    handover.put(List.of(event), Instant.EPOCH.plusSeconds(5));
    assertThat(handover.storedUntil()).isEmpty();
    handover.close();
    handover.run();

    assertThat(given).hasSize(4).allMatch(List.of(event)::equals);
    assertThat(pauses).hasSize(3).isSorted();
    assertThat(handover.storedUntil()).contains(Instant.EPOCH.plusSeconds(5));
  }

  /** Says its lines one by one; "" stands for silence. */
  private static final class Lines implements Wire {
    final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<String> lines;

    Lines(String... lines) {
      this.lines = new ArrayList<>(List.of(lines));
    }

    @Override
    public InputStream in() {
      return new InputStream() {
        @Override
        public int read() {
          throw new IllegalStateException("Read in portions");
        }

        @Override
        public int read(byte[] buffer, int from, int most) throws SocketTimeoutException {
          String line = lines.isEmpty() ? "" : lines.removeFirst();
          if (line.isEmpty()) {
            throw new SocketTimeoutException();
          }
          byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
          System.arraycopy(bytes, 0, buffer, from, bytes.length);
          return bytes.length;
        }
      };
    }

    @Override
    public OutputStream out() {
      return sent;
    }

    @Override
    public void close() {}
  }

  @Test
  @DisplayName("A silent line is asked for a sign of life; one that gives none is dead")
  void heartbeat() throws Exception {
    Lines wire =
        new Lines(
            "Asterisk Call Manager/11.0.0\r\n",
            "",
            "Response: Success\r\nPing: Pong\r\n\r\n",
            "",
            "Event: Hangup\r\n\r\n");
    Session session = Session.greeted(wire);

    assertThat(session.next().get("Ping")).isEqualTo("Pong");
    assertThat(session.next().event()).isEqualTo("Hangup");
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(session::next);
    assertThat(wire.sent.toString(StandardCharsets.UTF_8).split("Action: Ping", -1)).hasSize(4);
  }

  @Test
  @DisplayName("Without TLS the secret itself never goes over the wire")
  void challenge() throws Exception {
    Lines wire =
        new Lines(
            "Asterisk Call Manager/11.0.0\r\n",
            "Response: Success\r\nActionID: tenure-1\r\nChallenge: 42\r\n\r\n",
            "Response: Success\r\nActionID: tenure-2\r\n\r\n");
    Session.greeted(wire).logIn(new Link("pbx", 5038, false, "", "tenure", "hush"));

    assertThat(wire.sent.toString(StandardCharsets.UTF_8)).contains("Key: ").doesNotContain("hush");

    Lines without =
        new Lines(
            "Asterisk Call Manager/11.0.0\r\n",
            "Response: Error\r\nActionID: tenure-1\r\nMessage: no\r\n\r\n");
    assertThatExceptionOfType(LoginRefused.class)
        .isThrownBy(() ->
            Session.greeted(without).logIn(new Link("pbx", 5038, false, "", "tenure", "hush")));
    assertThat(without.sent.toString(StandardCharsets.UTF_8)).doesNotContain("hush");
  }
}
