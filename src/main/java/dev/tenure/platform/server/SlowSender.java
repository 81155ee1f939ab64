package dev.tenure.platform.server;

import org.apache.coyote.BadRequestException;

/** A request's body didn't come within its time. The answer is 408, and the connection closes. */
public final class SlowSender extends BadRequestException {

  private static final long serialVersionUID = 1L;

  SlowSender() {
    super("The request's body came too slowly");
  }

  /** Whether this is why a body couldn't be read. */
  public static boolean caused(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SlowSender) {
        return true;
      }
    }
    return false;
  }
}
