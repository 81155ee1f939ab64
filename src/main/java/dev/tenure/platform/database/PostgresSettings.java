package dev.tenure.platform.database;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to run Tenure's own PostgreSQL.
 *
 * @param directory where everything lies that must be kept: data, password, unpacked binaries
 * @param port a loopback port, or 0 for any free one
 * @param serviceUser the user to run the server as when Tenure runs as root; empty means {@code
 *     postgres}, else {@code nobody}
 * @param maxConnections the server's limit, at least 10
 * @param parameters server parameters that replace Tenure's own choice
 * @param programs where a PostgreSQL is installed whose programs run; empty means the bundled ones
 * @param archive directory below which the server copies each finished segment of its WAL; empty
 *     means that it copies none
 * @param read files that whoever runs the server must be able to read
 */
public record PostgresSettings(
    Path directory,
    int port,
    Optional<String> serviceUser,
    int maxConnections,
    Map<String, String> parameters,
    Optional<Path> programs,
    Optional<Path> archive,
    List<Path> read) {

  /** Checks the ranges. */
  public PostgresSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("The database port must be 0 to 65535, not " + port);
    }
    if (maxConnections < 10) {
      throw new IllegalArgumentException(
          "PostgreSQL needs at least 10 connections, not " + maxConnections);
    }
    directory = directory.toAbsolutePath().normalize();
    parameters = Map.copyOf(parameters);
    archive = archive.map(path -> path.toAbsolutePath().normalize());
    read = List.copyOf(read);
  }

  /** Settings for a server that archives no WAL. */
  public PostgresSettings(
      Path directory,
      int port,
      Optional<String> serviceUser,
      int maxConnections,
      Map<String, String> parameters,
      Optional<Path> programs) {
    this(
        directory,
        port,
        serviceUser,
        maxConnections,
        parameters,
        programs,
        Optional.empty(),
        List.of());
  }

  /** Settings for a server in the directory, with everything else at its default. */
  public static PostgresSettings in(Path directory) {
    return new PostgresSettings(directory, 0, Optional.empty(), 100, Map.of(), Optional.empty());
  }

  /** The same on a fixed port. */
  public PostgresSettings onPort(int fixedPort) {
    return new PostgresSettings(
        directory, fixedPort, serviceUser, maxConnections, parameters, programs, archive, read);
  }

  /** The same with the server run as this user when Tenure runs as root. */
  public PostgresSettings runAs(String user) {
    return new PostgresSettings(
        directory, port, Optional.of(user), maxConnections, parameters, programs, archive, read);
  }

  /** The same with another limit of connections. */
  public PostgresSettings withMaxConnections(int limit) {
    return new PostgresSettings(
        directory, port, serviceUser, limit, parameters, programs, archive, read);
  }

  /** The same with the programs of a PostgreSQL that is installed there. */
  public PostgresSettings withProgramsOf(Path installation) {
    return new PostgresSettings(
        directory,
        port,
        serviceUser,
        maxConnections,
        parameters,
        Optional.of(installation),
        archive,
        read);
  }

  /** The same with finished segments of the WAL copied to a directory below this one. */
  public PostgresSettings archivingTo(Path base) {
    return new PostgresSettings(
        directory,
        port,
        serviceUser,
        maxConnections,
        parameters,
        programs,
        Optional.of(base),
        read);
  }

  /**
   * The same programs and user in another directory, on any free port, without archiving, and with
   * these parameters besides: for a server that recovers a backup.
   *
   * @param needed files that it reads
   */
  public PostgresSettings recoveringIn(
      Path other, Map<String, String> recovery, List<Path> needed) {
    var all = new HashMap<>(parameters);
    all.putAll(recovery);
    return new PostgresSettings(
        other, 0, serviceUser, maxConnections, all, programs, Optional.empty(), needed);
  }
}
