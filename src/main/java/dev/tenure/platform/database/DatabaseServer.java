package dev.tenure.platform.database;

import java.util.Optional;

/**
 * The PostgreSQL that Tenure works on, as one can sign in to it.
 *
 * <p>Closing it stops a server that this process started, and nothing else.
 */
public sealed interface DatabaseServer extends AutoCloseable {

  /** The database's name in a server of our own. */
  String NAME = "tenure";

  /** The JDBC address of Tenure's database. */
  String jdbcUrl();

  /** Who owns the schema and migrates it; nobody else signs in so once Tenure runs. */
  Login owner();

  /**
   * Who signs in for everything else; the other roles are named after it and have its password.
   * Empty where a server elsewhere has none: then the owner does it all.
   */
  Optional<Login> application();

  @Override
  void close();

  /** A server that others run. */
  record External(String jdbcUrl, Login owner, Optional<Login> application)
      implements DatabaseServer {
    @Override
    public void close() {
      // Not ours to stop.
    }

    @Override
    public String toString() {
      return jdbcUrl.replaceFirst("\\?.*", "");
    }
  }

  /** The bundled server, run by this process. */
  record Embedded(EmbeddedPostgres server) implements DatabaseServer {
    @Override
    public String jdbcUrl() {
      return server.jdbcUrl(NAME);
    }

    @Override
    public Login owner() {
      return new Login(server.user(), server.password());
    }

    @Override
    public Optional<Login> application() {
      return Optional.of(server.application());
    }

    @Override
    public void close() {
      server.close();
    }

    @Override
    public String toString() {
      return jdbcUrl();
    }
  }
}
