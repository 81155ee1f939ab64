package dev.tenure.platform.database;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bundled PostgreSQL can't be used. The message is one or two sentences for the operator: what
 * is wrong, and what to do about it.
 */
public final class PostgresFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What went wrong, for code that has to tell the cases apart. */
  public enum Cause {
    /** Another process listens on the configured port. */
    PORT_TAKEN,
    /** There is no room left for the database. */
    DISK_FULL,
    /** The data were written by another major version of PostgreSQL. */
    OTHER_VERSION,
    /** Tenure runs as root and there is no other user to run PostgreSQL as. */
    NO_SERVICE_USER,
    /** The directory can't be created, written or reached. */
    DIRECTORY_UNUSABLE,
    /** Another live Tenure uses the directory. */
    DIRECTORY_IN_USE,
    /** The stored password is missing or doesn't open the database. */
    PASSWORD_MISMATCH,
    /** There are no binaries for this kind of machine, or they don't run on it. */
    NOT_RUNNABLE,
    /** PostgreSQL ended for a reason that it tells itself. */
    DID_NOT_START
  }

  private final Cause reason;

  PostgresFailure(Cause reason, String message) {
    this(reason, message, null);
  }

  PostgresFailure(Cause reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason);
  }

  /** Tells which of the known failures this is. */
  public Cause reason() {
    return reason;
  }
}
