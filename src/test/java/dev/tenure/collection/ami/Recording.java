package dev.tenure.collection.ami;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** What a real Asterisk said over the wire, from src/test/resources/asterisk. */
public final class Recording {

  private Recording() {}

  /** The recording's bytes, greeting included. */
  public static byte[] bytes(String name) {
    String path = "/asterisk/" + name + ".gz";
    try (InputStream file =
            Objects.requireNonNull(Recording.class.getResourceAsStream(path), path);
        InputStream in = new GZIPInputStream(file)) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new IllegalStateException("The recording can't be read: " + path, broken);
    }
  }

  /** Its messages. */
  public static List<AmiMessage> messages(String name) {
    Collected collected = new Collected();
    collected.read(bytes(name));
    return collected.messages;
  }

  /** Keeps what a reader tells. */
  static final class Collected implements AmiSink {
    final List<String> greetings = new ArrayList<>();
    final List<AmiMessage> messages = new ArrayList<>();
    final AmiReader reader = new AmiReader(this);

    @Override
    public void greeted(String version) {
      greetings.add(version);
    }

    @Override
    public void message(AmiMessage message) {
      messages.add(message);
    }

    void read(byte[] bytes) {
      read(bytes, 0, bytes.length);
    }

    void read(byte[] bytes, int from, int count) {
      try {
        reader.read(bytes, from, count);
      } catch (NotAsterisk unexpected) {
        throw new IllegalStateException("Not a stream of Asterisk's", unexpected);
      }
    }
  }
}
