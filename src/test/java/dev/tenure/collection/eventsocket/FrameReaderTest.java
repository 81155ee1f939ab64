package dev.tenure.collection.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

  private static final String HELLO = "Content-Type: auth/request\n\n";

  private static List<Frame> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE, new Random(1));
  }

  private static List<Frame> read(byte[] bytes, int largest, Random random) throws IOException {
    List<Frame> frames = new ArrayList<>();
    FrameReader reader = new FrameReader(frames::add);
    for (int at = 0; at < bytes.length; ) {
      int count = Math.min(bytes.length - at, 1 + random.nextInt(largest));
      reader.read(bytes, at, count);
      at += count;
    }
    return frames;
  }

  private static byte[] recording() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(HELLO.getBytes(StandardCharsets.UTF_8));
    SwitchRecording.bodies().forEach(body -> all.writeBytes(SwitchRecording.frame(body)));
    return all.toByteArray();
  }

  @Test
  @DisplayName("Greeting, replies, answers, events and the goodbye are told apart")
  void kinds() throws IOException {
    List<Frame> frames =
        read(
            HELLO
                + "Content-Type: command/reply\nReply-Text: +OK accepted\n\n"
                + "Content-Type: api/response\nContent-Length: 4\n\n+OK\n"
                + "Content-Length: 27\nContent-Type: text/event-json\n\n"
                + "{\"Event-Name\":\"HEARTBEAT\"}\n"
                + "Content-Type: text/disconnect-notice\r\nContent-Length: 3\r\n\r\nbye");

    assertThat(frames).hasSize(5);
    assertThat(frames.get(1).isReply()).isTrue();
    assertThat(frames.get(1).reply()).isEqualTo("+OK accepted");
    assertThat(frames.get(2).isAnswer()).isTrue();
    assertThat(frames.get(2).text()).isEqualTo("+OK\n");
    assertThat(SwitchEvent.read(frames.get(3)).orElseThrow().name()).isEqualTo("HEARTBEAT");
    assertThat(frames.get(4).isGoodbye()).isTrue();
    assertThat(frames.get(4).text()).isEqualTo("bye");
  }

  @Test
  @DisplayName("Any chunking of the bytes gives the same events")
  void chunking() throws IOException {
    byte[] bytes = recording();
    for (long seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      int largest = 1 + random.nextInt(seed % 2 == 0 ? 70 : 9_000);
      List<SwitchEvent> events = new ArrayList<>();
      for (Frame frame : read(bytes, largest, random)) {
        SwitchEvent.read(frame).ifPresent(events::add);
      }
      assertThat(events).as("seed %d", seed).isEqualTo(SwitchRecording.events());
    }
  }

  @Test
  @DisplayName("What doesn't begin as FreeSWITCH does is said not to be one, at once")
  void others() {
    for (String other :
        List.of("Asterisk Call Manager/11.0.0\r\n", "HTTP/1.1 400 Bad Request\r\n", ":\n")) {
      assertThatExceptionOfType(NotFreeSwitch.class).as(other).isThrownBy(() -> read(other));
    }
    byte[] endless = new byte[1_000_000];
    java.util.Arrays.fill(endless, (byte) 'x');
    assertThatExceptionOfType(NotFreeSwitch.class)
        .isThrownBy(() -> read(endless, 100, new Random(3)));
  }

  @Test
  @DisplayName("Too long a line, too many headers, no header and an absurd length end in an error")
  void limits() {
    String many = "a: b\n".repeat(1);
    StringBuilder headers = new StringBuilder(HELLO);
    for (int i = 0; i <= FrameReader.MOST_HEADERS; i++) {
      headers.append('h').append(i).append(": x\n");
    }
    for (String broken :
        List.of(
            HELLO + "x".repeat(FrameReader.LONGEST_LINE + 1),
            headers.toString(),
            HELLO + "no header\n",
            HELLO + ": no name\n",
            HELLO + many + "Content-Length: -1\n\n",
            HELLO + "Content-Length: 9999999999\n\n",
            HELLO + "Content-Length: 16777217\n\n",
            HELLO + "Content-Length: 0x10\n\n")) {
      assertThatExceptionOfType(BrokenStream.class)
          .as(broken.substring(0, Math.min(80, broken.length())))
          .isThrownBy(() -> read(broken));
    }
  }

  @Test
  @DisplayName("An announced body takes no room before it comes")
  void room() throws IOException {
    List<FrameReader> readers = new ArrayList<>();
    byte[] announced =
        (HELLO + "Content-Length: 16777216\n\nhalf").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      FrameReader reader = new FrameReader(frame -> {});
      reader.read(announced, 0, announced.length);
      readers.add(reader);
    }
    assertThat(readers).hasSize(2_000);
  }

  @Test
  @DisplayName("A body that is no event is none; broken characters and lists do no harm")
  void bodies() throws IOException {
    for (String body : List.of("", "[]", "{", "{\"a\":", "nonsense", "null", "{\"a\":\"b\"")) {
      assertThat(
              SwitchEvent.read(
                  new Frame(java.util.Map.of(), body.getBytes(StandardCharsets.UTF_8))))
          .as(body)
          .isEmpty();
    }
    byte[] latin =
        "{\"Caller\":\"M\u00fcller\",\"l\":[\"x\",{}],\"n\":7,\"o\":{\"p\":1}}"
            .getBytes(StandardCharsets.ISO_8859_1);
    SwitchEvent event = SwitchEvent.read(new Frame(java.util.Map.of(), latin)).orElseThrow();
    assertThat(event.get("Caller")).isEqualTo("M\uFFFDller");
    assertThat(event.headers()).containsOnlyKeys("Caller", "n");
  }

  @Test
  @DisplayName("Absurd numbers and times are none")
  void numbers() {
    SwitchEvent event =
        new SwitchEvent(
            java.util.Map.of(
                "Event-Sequence",
                "99999999999999999999",
                "Event-Date-Timestamp",
                "9223372036854775807"));
    assertThat(event.sequence()).isZero();
    assertThat(event.stamp()).isEmpty();
    assertThat(SwitchRecording.events().getFirst().stamp())
        .contains(java.time.Instant.parse("2026-11-22T16:00:36.943675Z"));
  }

  @Test
  @DisplayName("Nothing put into a command ends it or begins another, and no password is told")
  void commands() {
    assertThat(new String(Command.api("show channels as json").bytes(), StandardCharsets.UTF_8))
        .isEqualTo("api show channels as json\n\n");
    assertThat(Command.auth("hush").toString()).doesNotContain("hush");
    for (String bad : List.of("a\nb", "a\r", "a\0", "a\u007f", "x\n\napi shutdown")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> Command.auth(bad))
          .withMessageNotContaining(bad);
      assertThatIllegalStateException().isThrownBy(() -> Command.events(bad));
    }
  }
}
