package dev.tenure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.audit.keys.TrailKeys;
import dev.tenure.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailKeeperTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String NEXT = "//ECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final UUID ACME = new UUID(2, 1);

  @TempDir Path directory;

  @Test
  @DisplayName(
      "F4: what was written is in a checkpoint when Tenure has stopped, and sent once a day")
  void keeps() {
    try (TestDatabase database = TestDatabase.fresh()) {
      List<Statement> sent = new ArrayList<>();
      TrailWorld world = new TrailWorld(database, directory, TrailKeys.of(KEY));
      TrailKeeper keeper = world.keeper(sent::add);
      keeper.start();
      world.write(ACME, "one");
      keeper.stop();
      assertThat(world.f4().violations()).isEmpty();
      assertThat(world.f4().notes()).isEmpty();
      assertThat(sent).hasSize(1);
      assertThat(world.status().now().problem()).isEmpty();
      assertThat(world.status().now().at()).isNotNull();

      // With another key the change is an entry, sealed with the new one.
      TrailWorld later = new TrailWorld(database, directory, TrailKeys.of(NEXT, KEY));
      TrailKeeper again = later.keeper(sent::add);
      again.start();
      again.stop();
      assertThat(later.f4().violations()).isEmpty();
      assertThat(later.f4().notes()).isEmpty();
      assertThat(later.f4().checked()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("F4: a directory that can't be written stops nothing, and Support sees why")
  void unwritable() throws IOException {
    try (TestDatabase database = TestDatabase.fresh()) {
      Path file = Files.writeString(directory.resolve("file"), "");
      TrailWorld world = new TrailWorld(database, file.resolve("below"), TrailKeys.of(KEY));
      TrailKeeper keeper = world.keeper(statement -> {});
      keeper.start();
      world.write(ACME, "one");
      keeper.stop();
      assertThat(world.status().now().problem())
          .startsWith("the newest checkpoint couldn't be taken");
      assertThat(world.verification().run().checked()).isEqualTo(1);
    }
  }

  private String trail(String act, @Nullable String configured, int exit) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertThat(TrailCommand.run(act, directory, configured, out, out)).isEqualTo(exit);
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName(
      "F4: keys are made for the owner's eyes only, shown by their public halves, and added to")
  void command() throws IOException {
    assertThat(trail("key", null, 1)).contains("There is no key yet");
    trail("rotate", null, 0);
    String first = trail("key", null, 0);
    assertThat(first).hasLineCount(1);
    assertThat(trail("rotate", null, 0)).hasLineCount(2).endsWith(first);
    Path file = directory.resolve("trail.key");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    for (String secret : Files.readAllLines(file)) {
      assertThat(trail("key", null, 0)).doesNotContain(secret);
    }
    assertThat(trail("key", NEXT + "," + KEY, 0)).hasLineCount(2);
    assertThat(trail("rotate", KEY, 1)).contains("TENURE_TRAIL_KEY is set");
    assertThat(trail("key", "c2hvcnQ=", 1)).contains("32 bytes").doesNotContain("c2hvcnQ=");
  }
}
