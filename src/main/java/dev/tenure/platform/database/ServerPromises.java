package dev.tenure.platform.database;

import java.util.Set;

/**
 * What a server promises about the data it is given.
 *
 * @param versionNumber as PostgreSQL counts, 180006 for 18.6
 * @param missing extensions that Tenure needs and that aren't installed there, with commas
 */
record ServerPromises(
    String version,
    int versionNumber,
    String fsync,
    String fullPageWrites,
    String synchronousCommit,
    String missing) {

  private static final int OLDEST = 180_000;
  private static final Set<String> SYNCED = Set.of("on", "remote_apply", "remote_write", "local");

  /** Refuses a server that is too old, or that would lose what it said it had committed. */
  void require(String server) {
    if (versionNumber < OLDEST) {
      throw new DatabaseRefused(
          "The database at %s is PostgreSQL %s; Tenure needs 18 or newer, so upgrade that server."
              .formatted(server, version));
    }
    requireOn(server, "fsync", fsync, fsync.equals("on"));
    requireOn(server, "full_page_writes", fullPageWrites, fullPageWrites.equals("on"));
    requireOn(server, "synchronous_commit", synchronousCommit, SYNCED.contains(synchronousCommit));
    if (!missing.isEmpty()) {
      throw new DatabaseRefused(
          "The database at %s lacks what Tenure needs: %s; install the extensions that come with PostgreSQL, package postgresql-contrib on some systems."
              .formatted(server, missing));
    }
  }

  private static void requireOn(String server, String name, String value, boolean kept) {
    if (!kept) {
      throw new DatabaseRefused(
          "The database at %s has %s=%s and would lose commits in a crash; set %s=on in its configuration."
              .formatted(server, name, value, name));
    }
  }
}
