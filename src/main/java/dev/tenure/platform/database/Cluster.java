package dev.tenure.platform.database;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** PostgreSQL's data directory: made once, checked at each start. */
final class Cluster {

  private final PostgresHome home;
  private final PostgresBinaries binaries;
  private final ServerProcessUser user;

  Cluster(PostgresHome home, PostgresBinaries binaries, ServerProcessUser user) {
    this.home = home;
    this.binaries = binaries;
    this.user = user;
  }

  /**
   * Makes the cluster if there is none, or checks that this release can open the one there is.
   *
   * @return the owner's password
   */
  String prepare() {
    if (!home.hasCluster()) {
      String password = home.newPassword();
      create(password);
      return password;
    }
    requireReadableVersion();
    own(home.cluster());
    return home.password()
        .orElseThrow(() ->
            new PostgresFailure(
                Cause.PASSWORD_MISMATCH,
                "The file "
                    + home.directory().resolve("password")
                    + " is missing, without which the database beside it can't be opened;"
                    + " restore it from a backup."));
  }

  /** Fails unless the cluster was written by the bundled major version. */
  private void requireReadableVersion() {
    String version = home.clusterVersion();
    String bundled = Integer.toString(PostgresBinaries.MAJOR_VERSION);
    if (!version.equals(bundled)) {
      throw new PostgresFailure(
          Cause.OTHER_VERSION,
          "The data in %s were written by PostgreSQL %s, but this Tenure brings PostgreSQL %s; %s"
              .formatted(
                  home.cluster(),
                  version,
                  bundled,
                  isNewer(version)
                      ? "run the newer Tenure that wrote them."
                      : "see docs/operations.md, \"Upgrade\", for how to carry them over."));
    }
  }

  private static boolean isNewer(String version) {
    return version.matches("\\d+") && Integer.parseInt(version) > PostgresBinaries.MAJOR_VERSION;
  }

  /** Builds the cluster beside its place and moves it there when it is whole. */
  private void create(String password) {
    Path unfinished = home.directory().resolve("cluster-unfinished");
    Path passwordForInit = home.directory().resolve("password-for-init");
    Shell.run(List.of("rm", "-rf", unfinished.toString(), passwordForInit.toString()));
    try {
      Files.createDirectory(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.createFile(
          passwordForInit,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(passwordForInit, password);
      own(unfinished);
      own(passwordForInit);
      initialise(unfinished, passwordForInit);
      Files.delete(passwordForInit);
      Files.move(unfinished, home.cluster(), StandardCopyOption.ATOMIC_MOVE);
      try (var directory = FileChannel.open(home.directory())) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw FailureReader.unpacking(home.directory(), e);
    }
  }

  /**
   * The builtin locale orders by code point and never changes with the operating system; where
   * people read a sorted list the query names an ICU collation.
   */
  private void initialise(Path directory, Path passwordFile) {
    var outcome =
        Shell.run(
            user.command(
                false,
                List.of(
                    binaries.program("initdb").toString(),
                    "--pgdata=" + directory,
                    "--username=" + PostgresAddress.OWNER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--sync-method=syncfs",
                    "--no-instructions")));
    if (!outcome.succeeded()) {
      throw FailureReader.read("initdb", outcome.lines(), home.directory(), 0);
    }
  }

  private void own(Path path) {
    if (user instanceof ServerProcessUser.Same same) {
      requireOwner(path, same);
      return;
    }
    var outcome = Shell.run(List.of("chown", "-R", "-h", user.owner(), path.toString()));
    if (!outcome.succeeded()) {
      throw new PostgresFailure(
          Cause.DIRECTORY_UNUSABLE,
          "The user that runs PostgreSQL can't be made owner of "
              + path
              + ": "
              + String.join(" ", outcome.lines())
              + "; choose a data directory on a local disk with --data.");
    }
  }

  private static void requireOwner(Path path, ServerProcessUser.Same us) {
    try {
      int owner = (Integer) Files.getAttribute(path, "unix:uid");
      if (!us.owner().startsWith(owner + ":")) {
        throw new PostgresFailure(
            Cause.DIRECTORY_UNUSABLE,
            path
                + " belongs to another user (id "
                + owner
                + "); run Tenure as that user, or as root, or give the directory to this one.");
      }
    } catch (IOException e) {
      throw FailureReader.unpacking(path, e);
    }
  }
}
