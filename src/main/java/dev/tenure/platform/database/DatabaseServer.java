package dev.tenure.platform.database;

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

  /** Who owns the database. */
  String user();

  /** The owner's password. */
  String password();

  @Override
  void close();

  /** A server that others run. */
  record External(String jdbcUrl, String user, String password) implements DatabaseServer {
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
    public String user() {
      return server.user();
    }

    @Override
    public String password() {
      return server.password();
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
