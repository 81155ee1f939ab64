package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenure.collection.eventsocket.Command;
import dev.tenure.collection.eventsocket.SwitchRecording;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SwitchSessionTest {

  private static final byte[] SILENCE = {};

  /** Says what it is given to say; nothing is a silence of five seconds. */
  private static final class Scripted implements Wire {
    private final Deque<byte[]> script = new ArrayDeque<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    Scripted(byte[]... parts) {
      script.add("Content-Type: auth/request\n\n".getBytes(StandardCharsets.UTF_8));
      script.addAll(List.of(parts));
    }

    @Override
    public InputStream in() {
      return new InputStream() {
        @Override
        public int read() {
          throw new IllegalStateException("Read in portions");
        }

        @Override
        public int read(byte[] buffer, int from, int most) throws IOException {
          byte[] part = script.poll();
          if (part == null) {
            return -1;
          }
          if (part.length == 0) {
            throw new SocketTimeoutException();
          }
          System.arraycopy(part, 0, buffer, from, part.length);
          return part.length;
        }
      };
    }

    @Override
    public OutputStream out() {
      return said;
    }

    @Override
    public void close() {}
  }

  private static byte[] answer(String text) {
    return SwitchRecording.frame("api/response", text);
  }

  @Test
  @DisplayName("A sign of life that comes between is no answer to what is asked next")
  void signOfLife() throws IOException {
    Scripted wire = new Scripted(SILENCE, answer("first"), answer("1795363236"), answer("second"));
    SwitchSession session = SwitchSession.greeted(wire);

    assertThat(session.ask(Command.api("version")).text()).isEqualTo("first");
    assertThat(session.ask(Command.api("show channels as json")).text()).isEqualTo("second");
    assertThat(wire.said.toString(StandardCharsets.UTF_8))
        .isEqualTo("api version\n\napi strepoch\n\napi show channels as json\n\n");
  }

  @Test
  @DisplayName("Who is silent and gives no sign of life is given up; a goodbye is the end")
  void silence() throws IOException {
    SwitchSession silent = SwitchSession.greeted(new Scripted(SILENCE, SILENCE));
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(silent::next);

    SwitchSession leaving =
        SwitchSession.greeted(
            new Scripted(SwitchRecording.frame("text/disconnect-notice", "Disconnected.\n")));
    assertThatExceptionOfType(EOFException.class).isThrownBy(leaving::next);
  }

  @Test
  @DisplayName("Events that come before an answer wait in their order")
  void waiting() throws IOException {
    SwitchSession session =
        SwitchSession.greeted(
            new Scripted(
                SwitchRecording.frame("{\"Event-Name\":\"A\"}"),
                SwitchRecording.frame("{\"Event-Name\":\"B\"}"),
                answer("now")));

    assertThat(session.ask(Command.api("strmicroepoch")).text()).isEqualTo("now");
    assertThat(session.next().text()).contains("A");
    assertThat(session.next().text()).contains("B");
    assertThat(session.hasMore()).isFalse();
  }
}
