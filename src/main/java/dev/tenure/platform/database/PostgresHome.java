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
 * password} (its owner's), {@code password-application}, {@code tenure.lock}, {@code server-*}
 * (unpacked binaries).
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

  /** Names the archive of this database's WAL. */
  Path archiveFile() {
    return directory.resolve("archive");
  }

  private Path passwordFile() {
    return directory.resolve("password");
  }

  private Path applicationPasswordFile() {
    return directory.resolve("password-application");
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
    return read(passwordFile());
  }

  /** The stored password of the application's roles, if there is one. */
  Optional<String> applicationPassword() {
    return read(applicationPasswordFile());
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new PostgresFailure(
          Cause.DIRECTORY_UNUSABLE,
          file
              + " can't be read by user "
              + System.getProperty("user.name")
              + "; run Tenure as the user that owns it.",
          e);
    }
  }

  /** Makes a new password and keeps it, readable by the owner only. */
  String newPassword() {
    return newPassword(passwordFile());
  }

  /** The same for the application's roles. */
  String newApplicationPassword() {
    return newPassword(applicationPasswordFile());
  }

  private String newPassword(Path file) {
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(file, password + "\n", StandardCharsets.UTF_8, StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw notWritable(directory, e);
    }
    return password;
  }
}
