package dev.tenure.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the bundled PostgreSQL listens and how its owner signs in.
 *
 * @param port on 127.0.0.1
 */
public record PostgresAddress(int port, String password) {

  static final String OWNER = "tenure";

  /** The application's role; the others are named after it. */
  static final String APPLICATION = "tenure_app";

  /** The address of a server that another Tenure runs in the directory now, if one does. */
  public static Optional<PostgresAddress> ofRunning(Path directory) {
    var home = new PostgresHome(directory.toAbsolutePath().normalize());
    Path state = home.cluster().resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(state);
      boolean alive =
          ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
              .filter(ProcessHandle::isAlive)
              .isPresent();
      return alive && lines.size() > 3
          ? home.password()
              .map(password -> new PostgresAddress(Integer.parseInt(lines.get(3)), password))
          : Optional.empty();
    } catch (IOException noneRuns) {
      return Optional.empty();
    }
  }

  /** How the application signs in to the server in the directory, if its password is there. */
  static Optional<Login> applicationIn(Path directory) {
    return new PostgresHome(directory.toAbsolutePath().normalize())
        .applicationPassword()
        .map(password -> new Login(APPLICATION, password));
  }

  /** The JDBC address of a database of this server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The owner of everything in the server. */
  public String user() {
    return OWNER;
  }

  @Override
  public String toString() {
    return "127.0.0.1:" + port;
  }
}
