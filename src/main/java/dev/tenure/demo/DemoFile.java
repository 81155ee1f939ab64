package dev.tenure.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code demo.json} in the data directory: where the demo is and how to get in, for people and
 * programs that try it. Only its owner can read it (mode 0600).
 */
final class DemoFile {

  /** A sign-in. */
  record SignIn(String email, String password) {}

  /** A phone system’s name and intake key. */
  record PhoneKey(String name, String key) {}

  /**
   * What the file says.
   *
   * @param source the one whose events {@code customer}'s people see
   * @param sources all of the demo's sources
   */
  record Contents(
      String url, SignIn support, SignIn reseller, SignIn customer, PhoneKey source, List<PhoneKey> sources) {

    Contents {
      sources = List.copyOf(sources);
    }
  }

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path path;

  DemoFile(Path dataDirectory) {
    this.path = dataDirectory.resolve("demo.json");
  }

  Path path() {
    return path;
  }

  /** What it says, empty when there is none. */
  Optional<Contents> read() {
    try {
      return Files.exists(path)
          ? Optional.of(JSON.readValue(Files.readString(path), Contents.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces it; whoever reads it meanwhile finds the old or the new one, whole. */
  void write(Contents contents) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Path fresh =
          Files.createTempFile(
              path.toAbsolutePath().getParent(),
              "demo",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, JSON.writeValueAsString(contents) + "\n");
      Files.move(
          fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
