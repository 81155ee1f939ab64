package dev.tenure.collection.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenure.collection.ami.Recording.Collected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AmiReaderTest {

  private static final String HELLO = "Asterisk Call Manager/11.0.0\r\n";

  private static Collected read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Collected read(byte[] bytes) {
    Collected collected = new Collected();
    collected.read(bytes);
    return collected;
  }

  @Test
  @DisplayName("Greeting, events and answers are told apart")
  void kinds() {
    Collected all =
        read(
            HELLO
                + "Event: Hangup\r\nUniqueid: 1.1\r\nCause-txt: Normal Clearing\r\n\r\n"
                + "Response: Error\r\nActionID: 7\r\nMessage: Permission denied\r\n\r\n");

    assertThat(all.greetings).containsExactly("11.0.0");
    assertThat(all.messages.getFirst().event()).isEqualTo("Hangup");
    assertThat(all.messages.getFirst().get("uniqueID")).isEqualTo("1.1");
    assertThat(all.messages.getLast().isResponse()).isTrue();
    assertThat(all.messages.getLast().isSuccess()).isFalse();
  }

  @Test
  @DisplayName("Any chunking of the bytes gives the same messages")
  void chunking() {
    byte[] bytes = Recording.bytes("scenarios2.ami");
    List<AmiMessage> whole = Recording.messages("scenarios2.ami");
    assertThat(whole).hasSizeGreaterThan(80);
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int largest = 1 + random.nextInt(seed % 2 == 0 ? 7 : 5_000);
      Collected collected = new Collected();
      for (int at = 0; at < bytes.length; ) {
        int count = Math.min(bytes.length - at, 1 + random.nextInt(largest));
        collected.read(bytes, at, count);
        at += count;
      }
      assertThat(collected.messages).as("seed %d", seed).isEqualTo(whole);
    }
  }

  @Test
  @DisplayName("A command's output is read alike, as fields and raw as before Asterisk 14")
  void commandOutput() {
    String now =
        "Response: Success\r\nActionID: 3\r\nMessage: Command output follows\r\n"
            + "Output: Channel: x\r\nOutput: \r\nOutput: 2 active\r\n\r\n";
    String before =
        "Response: Follows\r\nPrivilege: Command\r\nActionID: 3\r\nChannel: x\n\n2 active\n"
            + "--END COMMAND--\r\n\r\n";
    for (String form : List.of(now, before)) {
      Collected all = read(HELLO + form + "Event: Reload\r\n\r\n");
      assertThat(all.messages.getFirst().all("Output"))
          .containsExactly("Channel: x", "", "2 active");
      assertThat(all.messages.getFirst().get("ActionID")).isEqualTo("3");
      assertThat(all.messages.getFirst().isSuccess()).isTrue();
      assertThat(all.messages.getLast().event()).isEqualTo("Reload");
    }
  }

  @Test
  @DisplayName("A line of 10 MB costs its message only, and hardly any memory")
  void longLine() {
    Collected collected = read(HELLO + "Event: VarSet\r\nValue: ");
    byte[] piece = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 1_000; i++) {
      collected.read(piece);
    }
    collected.read("\r\nMore: 1\r\n\r\nEvent: Hangup\r\n\r\n".getBytes(StandardCharsets.UTF_8));

    assertThat(collected.messages)
        .singleElement()
        .extracting(AmiMessage::event)
        .isEqualTo("Hangup");
    assertThat(collected.reader.dropped()).isEqualTo(1);
  }

  @Test
  @DisplayName("A message without end is dropped whole")
  void longMessage() {
    Collected collected = read(HELLO);
    byte[] line = ("Field: " + "x".repeat(1_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 3_000; i++) {
      collected.read(line);
    }
    collected.read("\r\nEvent: Hangup\r\n\r\n".getBytes(StandardCharsets.UTF_8));

    assertThat(collected.messages).hasSize(1);
    assertThat(collected.reader.dropped()).isEqualTo(1);
  }

  @Test
  @DisplayName("Output without end is dropped, and its end is still found")
  void longOutput() {
    Collected collected = read(HELLO + "Response: Follows\r\n");
    byte[] line = "\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 10; i++) {
      collected.read(line);
    }
    collected.read("--END COMMAND--\r\n\r\nEvent: Hangup\r\n\r\n".getBytes(StandardCharsets.UTF_8));

    assertThat(collected.messages).hasSize(1);
    assertThat(collected.reader.dropped()).isEqualTo(1);
  }

  @Test
  @DisplayName("Bytes that are no UTF-8 are replaced; the message lives")
  void notUtf8() {
    byte[] bytes = (HELLO + "Event: X\r\nName: M?ller\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    bytes[(HELLO + "Event: X\r\nName: M").length()] = (byte) 0xFC;

    assertThat(read(bytes).messages.getFirst().get("Name")).isEqualTo("M\uFFFDller");
  }

  @Test
  @DisplayName(
      "Line ends without CR, lines without colon, empty values and empty messages do no harm")
  void tolerant() {
    Collected all = read(HELLO + "\r\n\nEvent: A\nnonsense\nEmpty:\nNone: \nX:y\n\n\n");

    assertThat(all.messages)
        .containsExactly(
            new AmiMessage(
                List.of(
                    new AmiMessage.Field("Event", "A"),
                    new AmiMessage.Field("Empty", ""),
                    new AmiMessage.Field("None", ""),
                    new AmiMessage.Field("X", "y"))));
  }

  @Test
  @DisplayName("Half a message tells nothing")
  void halfMessage() {
    assertThat(read(HELLO + "Event: Hangup\r\nUniq").messages).isEmpty();
  }

  @Test
  @DisplayName("Whatever doesn't greet as Asterisk does is refused at once")
  void notAsterisk() {
    for (String text :
        List.of("SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 400 Bad Request\r\n", "\0".repeat(300))) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThatExceptionOfType(NotAsterisk.class)
          .isThrownBy(() -> new Collected().reader.read(bytes, 0, bytes.length));
    }
  }

  @Test
  @DisplayName("Random bytes after the greeting never break the reader")
  void garbage() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = random.nextInt(4) == 0 ? (byte) "\r\n: ".charAt(random.nextInt(4)) : bytes[i];
      }
      Collected collected = read(HELLO);
      collected.read(bytes);
      collected.read("\n\n--END COMMAND--\n\nEvent: Z\n\n".getBytes(StandardCharsets.UTF_8));
      assertThat(collected.messages.getLast().event()).as("seed %d", seed).isEqualTo("Z");
    }
  }
}
