package dev.tenure.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Directories for servers under test, with the programs linked rather than unpacked each time. */
public final class PostgresDirectory {

  /** Tests run in several processes at once; each unpacks its own. */
  private static final Path BASE =
      Path.of("target", "postgres-tests", Long.toString(ProcessHandle.current().pid()))
          .toAbsolutePath();

  private PostgresDirectory() {}

  /** An empty directory that a service user can enter. */
  public static Path fresh(String name) throws IOException {
    Files.createDirectories(BASE);
    Path programs = PostgresBinaries.unpackedIn(BASE).root();
    Path directory = BASE.resolve(name);
    remove(directory);
    Files.createDirectories(directory);
    link(programs, directory);
    return directory;
  }

  /** The bundled server's place below a directory of all data, with the programs in it. */
  public static Path below(Path data) throws IOException {
    Path directory = Files.createDirectories(data.resolve("postgres"));
    link(programs(), directory);
    return directory;
  }

  public static void remove(Path directory) {
    Shell.run(List.of("rm", "-rf", directory.toString()));
  }

  /** Links the programs into a directory, so that a start there finds them unpacked. */
  static void link(Path programs, Path directory) {
    var outcome = Shell.run(List.of("cp", "-al", programs.toString(), directory.toString()));
    if (!outcome.succeeded()) {
      outcome = Shell.run(List.of("cp", "-a", programs.toString(), directory.toString()));
    }
    if (!outcome.succeeded()) {
      throw new IllegalStateException("Not linked: " + outcome.lines());
    }
  }

  public static Path programs() throws IOException {
    Files.createDirectories(BASE);
    return PostgresBinaries.unpackedIn(BASE).root();
  }

  static JdbcClient client(EmbeddedPostgres server) {
    return JdbcClient.create(
        new DriverManagerDataSource(server.jdbcUrl("postgres"), server.user(), server.password()));
  }

  /** For tests of what only root meets, and of what root never meets. */
  static boolean runsAsRoot() {
    return Shell.run(List.of("id", "-u")).lines().getFirst().equals("0");
  }
}
