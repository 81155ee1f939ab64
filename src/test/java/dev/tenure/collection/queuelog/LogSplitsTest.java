package dev.tenure.collection.queuelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C5, C13: in whatever parts a log is imported, it tells the same. */
class LogSplitsTest {

  private static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(String log) {
    return new String(Imported.resource(log), StandardCharsets.UTF_8).lines().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"messy.queue_log", "scenarios.queue_log", "load-400.queue_log.gz"})
  @DisplayName("C5: any split of a log into successive imports gives the facts of one import")
  void split(String log) {
    List<String> all = lines(log);
    String whole = new Imported().read(null, bytes(all)).facts();
    Random random = new Random(18);
    for (int run = 0; run < 12; run++) {
      List<byte[]> parts = new ArrayList<>();
      for (int from = 0; from < all.size(); ) {
        int to = Math.min(all.size(), from + 1 + random.nextInt(all.size() / 2));
        parts.add(bytes(all.subList(from, to)));
        from = to;
      }
      assertThat(Imported.successive(parts).facts()).as("run " + run).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"messy.queue_log", "scenarios.queue_log", "load-400.queue_log.gz"})
  @DisplayName("C5: a log imported nightly as it grows, repeated or overlapping, gives the same")
  void growing(String log) {
    List<String> all = lines(log);
    String whole = new Imported().read(null, bytes(all)).facts();
    Random random = new Random(81);
    for (int run = 0; run < 6; run++) {
      List<byte[]> parts = new ArrayList<>();
      int reached = 0;
      int begun = 0;
      while (reached < all.size()) {
        // A rotated log begins anew, but leaves nothing out.
        begun = random.nextInt(4) == 0 ? random.nextInt(reached + 1) : begun;
        reached = Math.min(all.size(), reached + 1 + random.nextInt(all.size() / 3));
        parts.add(bytes(all.subList(random.nextBoolean() ? 0 : begun, reached)));
        if (random.nextBoolean()) {
          parts.add(parts.get(random.nextInt(parts.size())));
        }
      }
      assertThat(Imported.successive(parts).facts()).as("run " + run).isEqualTo(whole);
    }
  }
}
