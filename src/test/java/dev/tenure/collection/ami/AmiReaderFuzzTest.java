package dev.tenure.collection.ami;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tenure.collection.asterisk.AsteriskTranslation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class AmiReaderFuzzTest {

  private static final byte[] GREETING =
      "Asterisk Call Manager/11.0.0\r\n".getBytes(StandardCharsets.UTF_8);

  @FuzzTest(maxDuration = "3m")
  void anyBytes(FuzzedDataProvider data) {
    boolean greets = data.consumeBoolean();
    long seed = data.consumeLong();
    byte[] bytes = data.consumeRemainingAsBytes();

    List<AmiMessage> whole = read(greets, bytes, new Random(seed), Integer.MAX_VALUE);
    List<AmiMessage> pieces = read(greets, bytes, new Random(seed), 7);

    assertThat(pieces).isEqualTo(whole);
    AsteriskTranslation translation = new AsteriskTranslation();
    whole.forEach(message -> translation.take(message, Instant.EPOCH));
  }

  private static List<AmiMessage> read(boolean greets, byte[] bytes, Random random, int largest) {
    List<AmiMessage> messages = new ArrayList<>();
    AmiReader reader =
        new AmiReader(
            new AmiSink() {
              @Override
              public void greeted(String version) {}

              @Override
              public void message(AmiMessage message) {
                messages.add(message);
              }
            });
    try {
      if (greets) {
        reader.read(GREETING, 0, GREETING.length);
      }
      for (int at = 0; at < bytes.length; ) {
        int count = Math.min(bytes.length - at, 1 + random.nextInt(largest));
        reader.read(bytes, at, count);
        at += count;
      }
    } catch (NotAsterisk other) {
      // Said clearly; what was read before it counts.
    }
    return messages;
  }
}
