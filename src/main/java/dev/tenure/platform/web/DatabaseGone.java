package dev.tenure.platform.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.springframework.dao.DataAccessResourceFailureException;

/** Tells failures for want of a database from all others. */
final class DatabaseGone {

  private DatabaseGone() {}

  /**
   * Whether the failure came from a database that can't be reached, is starting or stopping, has no
   * connection left, or has no room: trying again later can help.
   */
  static boolean caused(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataAccessResourceFailureException
          || cause instanceof SQLTransientConnectionException
          || (cause instanceof SQLException sql && isAboutTheServer(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Class 08 connection, 53 resources, 57P shut down or starting; 25006 a server that has become a
   * read-only standby.
   */
  private static boolean isAboutTheServer(@org.jspecify.annotations.Nullable String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57P")
            || state.equals("25006"));
  }
}
