package dev.tenure.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What an owner does to a server as a whole. */
record MaintenanceStore(Connection connection) {

  /** Makes the database unless it exists. */
  void ensureDatabase(String name) throws SQLException {
    if (!name.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException("Not a plain name for a database: " + name);
    }
    if (!found("SELECT 1 FROM pg_database WHERE datname = ?", name)) {
      execute("CREATE DATABASE " + name);
    }
  }

  /** Makes the application's roles unless they exist, and sees that they sign in as it does. */
  void ensureRoles(Login application) throws SQLException {
    for (Role role : Role.values()) {
      String name = role.name(application.user());
      if (!found("SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
        execute("CREATE ROLE " + name);
      }
      execute(
          "ALTER ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION %s PASSWORD '%s'"
              .formatted(
                  name,
                  role == Role.WORKER ? "BYPASSRLS" : "NOBYPASSRLS",
                  application.password().replace("'", "''")));
    }
  }

  /**
   * Makes anew whichever indexes of this database were sorted by another release of ICU than these
   * programs have, since they would no longer find what is there. Broken off, it is done by the
   * next start.
   *
   * @return their names
   */
  List<String> sortAsTheseProgramsDo() throws SQLException {
    List<String> indexes =
        texts(
            """
            SELECT DISTINCT CAST(CAST(i.indexrelid AS regclass) AS text)
            FROM pg_index i
            JOIN pg_class r ON r.oid = i.indexrelid AND r.relkind = 'i'
            CROSS JOIN unnest(i.indcollation) AS u (collation_id)
            JOIN pg_collation c ON c.oid = u.collation_id
            WHERE c.collversion <> pg_collation_actual_version(c.oid)
            ORDER BY 1
            """);
    for (String index : indexes) {
      execute("REINDEX INDEX " + index);
    }
    List<String> orders =
        texts(
            """
            SELECT format('%I.%I', n.nspname, c.collname)
            FROM pg_collation c
            JOIN pg_namespace n ON n.oid = c.collnamespace
            WHERE c.collversion <> pg_collation_actual_version(c.oid)
            ORDER BY 1
            """);
    for (String order : orders) {
      execute("ALTER COLLATION " + order + " REFRESH VERSION");
    }
    return indexes;
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private void execute(String command) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private boolean found(String question, String name) throws SQLException {
    try (var query = connection.prepareStatement(question)) {
      query.setString(1, name);
      return query.executeQuery().next();
    }
  }
}
