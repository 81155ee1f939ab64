package dev.tenure.platform.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As whom PostgreSQL runs. It refuses to run as root. */
sealed interface ServerProcessUser {

  /**
   * Puts the words before a command that make it run as this user, in a process group of its own.
   */
  List<String> command(boolean diesWithUs, List<String> command);

  /** The words {@code uid:gid} that own the data as seen from outside. */
  String owner();

  /** Tenure isn't root: the server is the same user. */
  record Same(String owner) implements ServerProcessUser {
    @Override
    public List<String> command(boolean diesWithUs, List<String> command) {
      return words(List.of("setsid"), death(diesWithUs), command);
    }
  }

  /** Tenure is root: the server is a service user. */
  record Switched(String name, int uid, int gid) implements ServerProcessUser {
    @Override
    public List<String> command(boolean diesWithUs, List<String> command) {
      return words(
          List.of("setsid", "setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"),
          death(diesWithUs),
          command);
    }

    @Override
    public String owner() {
      return uid + ":" + gid;
    }
  }

  /**
   * Tenure is root and no service user can reach the data: in a user namespace the server sees
   * itself as somebody else, who must have a name, has no privileges, and owns root's files.
   */
  record Namespaced(int uid, int gid) implements ServerProcessUser {
    @Override
    public List<String> command(boolean diesWithUs, List<String> command) {
      return words(
          List.of("setsid", "unshare", "--user", "--map-user=" + uid, "--map-group=" + gid, "--"),
          death(diesWithUs),
          command);
    }

    @Override
    public String owner() {
      return "0:0";
    }
  }

  /** Whether this user can run the program, or enter the directory. */
  default boolean reaches(Path path) {
    return Shell.run(command(false, List.of("test", "-x", path.toString()))).succeeded();
  }

  /** Whether this user can read the file. */
  default boolean reads(Path file) {
    return Shell.run(command(false, List.of("test", "-r", file.toString()))).succeeded();
  }

  private static List<String> death(boolean diesWithUs) {
    return diesWithUs ? List.of("setpriv", "--pdeathsig", "INT", "--") : List.of();
  }

  private static List<String> words(List<String> user, List<String> death, List<String> command) {
    var words = new ArrayList<String>(user);
    words.addAll(death);
    words.addAll(command);
    return List.copyOf(words);
  }
}
