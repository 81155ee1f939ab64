package dev.tenure.platform.database;

import static java.util.stream.Collectors.joining;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds somebody to run PostgreSQL as. */
final class ServiceUserChoice {

  private ServiceUserChoice() {}

  /**
   * Whoever runs Tenure, unless that is root; then the configured user, {@code postgres}, {@code
   * nobody} or {@code daemon}, or one of these in a user namespace: the first that exists and
   * reaches all of these programs and directories.
   */
  static ServerProcessUser choose(Optional<String> configured, List<Path> needed) {
    return choose(configured, needed, List.of());
  }

  /** The same, of those who can also read these files. */
  static ServerProcessUser choose(Optional<String> configured, List<Path> needed, List<Path> read) {
    requireTools();
    if (id("-u").orElseThrow() != 0) {
      return new ServerProcessUser.Same(id("-u").orElseThrow() + ":" + id("-g").orElseThrow());
    }
    if (configured.isPresent()) {
      return configured(configured.get(), needed, read);
    }
    List<ServerProcessUser.Switched> users =
        Stream.of("postgres", "nobody", "daemon").flatMap(name -> named(name).stream()).toList();
    return Stream.<ServerProcessUser>concat(
            users.stream(),
            users.stream().map(user -> new ServerProcessUser.Namespaced(user.uid(), user.gid())))
        .filter(user -> needed.stream().allMatch(user::reaches))
        .filter(user -> read.stream().allMatch(user::reads))
        .findFirst()
        .orElseThrow(() ->
            new PostgresFailure(
                Cause.NO_SERVICE_USER,
                "PostgreSQL can't run as root, and none of the users postgres, nobody and daemon"
                    + " can reach "
                    + Stream.concat(needed.stream(), read.stream())
                        .map(Path::toString)
                        .collect(joining(" and "))
                    + "; run Tenure as an ordinary user, or choose a data directory that user"
                    + " postgres can enter with --data."));
  }

  private static ServerProcessUser configured(String name, List<Path> needed, List<Path> read) {
    ServerProcessUser user =
        named(name)
            .orElseThrow(() ->
                new PostgresFailure(
                    Cause.NO_SERVICE_USER,
                    "PostgreSQL can't run as root, and the service user "
                        + name
                        + " doesn't exist or is root too; create it with 'useradd --system "
                        + name
                        + "', or set TENURE_DATABASE_SERVICE_USER to another."));
    for (Path path : needed) {
      requireReach(name, user.reaches(path), path);
    }
    for (Path path : read) {
      requireReach(name, user.reads(path), path);
    }
    return user;
  }

  private static void requireReach(String name, boolean can, Path path) {
    if (!can) {
      throw new PostgresFailure(
          Cause.NO_SERVICE_USER,
          "The service user "
              + name
              + " can't reach "
              + path
              + "; let it enter the directories above, or choose another with --data.");
    }
  }

  private static Optional<ServerProcessUser.Switched> named(String name) {
    return id("-u", "--", name)
        .filter(uid -> uid != 0)
        .flatMap(
            uid -> id("-g", "--", name).map(gid -> new ServerProcessUser.Switched(name, uid, gid)));
  }

  private static Optional<Integer> id(String... arguments) {
    var outcome = Shell.run(Stream.concat(Stream.of("id"), Stream.of(arguments)).toList());
    return outcome.succeeded()
        ? Optional.of(Integer.valueOf(outcome.lines().getLast().strip()))
        : Optional.empty();
  }

  private static void requireTools() {
    for (String tool : List.of("setsid", "setpriv")) {
      if (Shell.run(List.of(tool, "--version")).exitCode() == 127) {
        throw new PostgresFailure(
            Cause.NOT_RUNNABLE,
            "The program "
                + tool
                + " is missing, which runs the bundled PostgreSQL; install the package"
                + " util-linux.");
      }
    }
  }
}
