package dev.tenure.platform.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.springframework.dao.DataAccessResourceFailureException;

/** Tells failures for want of a database, or of its patience, from all others. */
final class DatabaseGone {

  /** The server ended a statement that took longer than whoever asked may take. */
  private static final String CANCELLED = "57014";

  private DatabaseGone() {}

  /** What can be said of such a failure. */
  enum Kind {
    GONE("database-gone", "gone"),
    TOO_SLOW("took-too-long", "slow");

    private final String code;
    private final String texts;

    Kind(String code, String texts) {
      this.code = code;
      this.texts = texts;
    }

    String code() {
      return code;
    }

    String texts() {
      return texts;
    }
  }

  /** Which it is; empty for failures of any other kind. */
  static Optional<Kind> kind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
        return Optional.of(Kind.TOO_SLOW);
      }
    }
    return caused(failure) ? Optional.of(Kind.GONE) : Optional.empty();
  }

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
