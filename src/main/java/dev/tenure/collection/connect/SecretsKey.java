package dev.tenure.collection.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The key of phone systems' secrets: {@code tenure.secrets.key}, 32 bytes in Base64, or else the
 * file {@code secrets.key} in the data directory, readable by its owner only. The file is made when
 * the first secret is to be kept, where the data directory holds the database as well; with a
 * database of one's own there may be several nodes, which must all have the same key.
 */
@Component
class SecretsKey {

  private static final int BYTES = 32;

  private final @Nullable Path file;
  private final boolean made;
  private @Nullable SecretKeySpec key;

  @Autowired
  SecretsKey(
      @Value("${tenure.secrets.key:}") String base64,
      @Value("${tenure.data:data}") Path data,
      @Value("${tenure.database.url:}") String externalDatabase,
      @Value("${tenure.demo:false}") boolean demo) {
    file = base64.isBlank() ? data.resolve("secrets.key") : null;
    made = externalDatabase.isBlank() || demo;
    key = base64.isBlank() ? null : read(base64, "tenure.secrets.key");
  }

  private SecretsKey(@Nullable SecretKeySpec key) {
    this.file = null;
    this.made = false;
    this.key = key;
  }

  /** A key that was configured; blank for none. */
  static SecretsKey configured(String base64) {
    return new SecretsKey(base64.isBlank() ? null : read(base64, "tenure.secrets.key"));
  }

  private static SecretKeySpec read(String base64, String where) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      if (bytes.length == BYTES) {
        return new SecretKeySpec(bytes, "AES");
      }
    } catch (IllegalArgumentException noBase64) {
      // Told below, without a word of what was given.
    }
    throw new IllegalStateException(
        where + " must be 32 bytes in Base64, as “openssl rand -base64 32” makes them");
  }

  /** Whether there is one, or one will be made. */
  boolean ready() {
    return made || find().isPresent();
  }

  /** The key; empty if there is none. */
  synchronized Optional<SecretKeySpec> find() {
    if (key == null && file != null && Files.exists(file)) {
      try {
        key = read(Files.readString(file), file.toString());
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return Optional.ofNullable(key);
  }

  /** The key, made if need be; empty if none can be. */
  synchronized Optional<SecretKeySpec> forWriting() {
    if (find().isEmpty() && made && file != null) {
      make(file);
    }
    return find();
  }

  private static void make(Path file) {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    try {
      Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh =
          Files.createTempFile(
              directory,
              "secrets",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, Base64.getEncoder().encodeToString(bytes) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
