package dev.tenure.platform.database;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * The kept directory and what lies where in it: {@code cluster} (PostgreSQL's data), {@code
 * password}, {@code tenure.lock}, {@code server-*} (unpacked binaries).
 */
record PostgresHome(Path directory) {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** Creates the directory where it is missing. */
  static PostgresHome open(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new PostgresFailure(
          Cause.DIRECTORY_UNUSABLE,
          directory + " is a file; choose another data directory with --data.",
          e);
    } catch (IOException e) {
      throw notWritable(directory, e);
    }
    if (!Files.isWritable(directory)) {
      throw notWritable(directory, null);
    }
    return new PostgresHome(directory);
  }

  private static PostgresFailure notWritable(
      Path directory, @org.jspecify.annotations.Nullable IOException cause) {
    return new PostgresFailure(
        Cause.DIRECTORY_UNUSABLE,
        "The database directory "
            + directory
            + " can't be written by user "
            + System.getProperty("user.name")
            + "; give that user the directory, or choose another with --data.",
        cause);
  }

  Path cluster() {
    return directory.resolve("cluster");
  }

  Path lockFile() {
    return directory.resolve("tenure.lock");
  }

  private Path passwordFile() {
    return directory.resolve("password");
  }

  /** Whether a database was made here before. */
  boolean hasCluster() {
    return Files.exists(cluster());
  }

  /** The major version that wrote the cluster. */
  String clusterVersion() {
    try {
      return Files.readString(cluster().resolve("PG_VERSION")).strip();
    } catch (IOException e) {
      throw new PostgresFailure(
          Cause.DIRECTORY_UNUSABLE,
          cluster()
              + " is not a whole PostgreSQL data directory (PG_VERSION can't be read);"
              + " restore it from a backup, or move it away to start empty.",
          e);
    }
  }

  /** The stored password of the database owner, if there is one. */
  Optional<String> password() {
    try {
      return Files.exists(passwordFile())
          ? Optional.of(Files.readString(passwordFile()).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new PostgresFailure(
          Cause.DIRECTORY_UNUSABLE,
          passwordFile()
              + " can't be read by user "
              + System.getProperty("user.name")
              + "; run Tenure as the user that owns it.",
          e);
    }
  }

  /** Makes a new password and keeps it, readable by the owner only. */
  String newPassword() {
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    try {
      Files.deleteIfExists(passwordFile());
      Files.createFile(passwordFile(), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(
          passwordFile(), password + "\n", StandardCharsets.UTF_8, StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw notWritable(directory, e);
    }
    return password;
  }
}
