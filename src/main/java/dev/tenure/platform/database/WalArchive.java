package dev.tenure.platform.database;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a server copies each finished segment of its WAL.
 *
 * <p>Each database has a directory of its own below the configured one, with a name that is chosen
 * when archiving is first switched on and kept beside the cluster. A restored database gets another
 * name, so that it never mixes its segments with those of the one that it was restored from.
 *
 * @param directory of this database
 */
public record WalArchive(Path directory) {

  /** The archive of the database that is kept in the directory, if it ever archived. */
  public static Optional<String> nameIn(Path directory) {
    return name(new PostgresHome(directory));
  }

  /** Makes the directory of this database, with a new name unless it has one. */
  static WalArchive below(Path base, PostgresHome home) {
    try {
      Optional<String> kept = name(home);
      String name = kept.orElseGet(() -> UUID.randomUUID().toString());
      Path directory = Files.createDirectories(base.resolve(name));
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
      if (kept.isEmpty()) {
        Files.writeString(home.archiveFile(), name + "\n");
      }
      return new WalArchive(directory);
    } catch (IOException e) {
      throw unusable(base, String.valueOf(e), e);
    }
  }

  private static Optional<String> name(PostgresHome home) {
    try {
      return Files.exists(home.archiveFile())
          ? Optional.of(Files.readString(home.archiveFile()).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw unusable(home.archiveFile(), String.valueOf(e), e);
    }
  }

  /** Makes the server's user the owner of what is archived. */
  void giveTo(ServerProcessUser user) {
    if (user instanceof ServerProcessUser.Same) {
      return;
    }
    var outcome = Shell.run(List.of("chown", "-R", "-h", user.owner(), directory.toString()));
    if (!outcome.succeeded()) {
      throw unusable(directory, String.join(" ", outcome.lines()), null);
    }
  }

  List<String> arguments() {
    return List.of(
        "-c",
        "archive_mode=on",
        "-c",
        "archive_library=basic_archive",
        "-c",
        "basic_archive.archive_directory=" + directory);
  }

  private static PostgresFailure unusable(
      Path path, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new PostgresFailure(
        Cause.DIRECTORY_UNUSABLE,
        "WAL can't be archived to %s (%s); set TENURE_BACKUP_ARCHIVE to a directory that Tenure can write to, or leave it out."
            .formatted(path, why),
        cause);
  }
}
