package dev.tenure.collection.connect;

import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.util.List;

/** How phone systems of one kind are spoken with. */
interface Dialect {

  /**
   * Logs in, says what is to be told, and asks what is in progress.
   *
   * @throws LoginRefused when it doesn't let us in
   */
  Conversation begin(Wire wire, Link link, PlatformClock clock) throws IOException;

  /** What a test of a connection that has just begun finds beside clock and advice. */
  List<Finding> examine(Conversation begun, Link link) throws IOException;
}
