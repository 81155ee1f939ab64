package dev.tenure.platform.database;

import org.jspecify.annotations.Nullable;

/**
 * A database that Tenure can't or won't work on; the message tells the operator why and what to do.
 */
public final class DatabaseRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseRefused(String message) {
    this(message, null);
  }

  private DatabaseRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static DatabaseRefused unreachable(String server, RuntimeException cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new DatabaseRefused(
        "The database at "
            + server
            + " can't be used ("
            + root.getMessage()
            + "); check TENURE_DATABASE_URL, TENURE_DATABASE_USER and TENURE_DATABASE_PASSWORD,"
            + " and that the server runs.",
        cause);
  }
}
