package dev.tenure.platform.backup;

import java.nio.file.Path;
import java.util.Set;

/**
 * Which files of a running cluster belong into a backup. What is left out is made again by the
 * server when it starts, or would be wrong in another place.
 */
final class ClusterFiles {

  /** Directories that stay, empty. */
  private static final Set<String> EMPTIED =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> LEFT_OUT =
      Set.of(
          "postmaster.pid",
          "postmaster.opts",
          "backup_label",
          "backup_label.old",
          "tablespace_map",
          "tablespace_map.old",
          "backup_manifest",
          "recovery.signal",
          "standby.signal",
          "current_logfiles",
          "postgresql.auto.conf.tmp",
          // Copied on its own, after everything else.
          "global/pg_control");

  private ClusterFiles() {}

  /** Whether the directory, relative to the cluster, is copied without what is in it. */
  static boolean isEmptied(Path directory) {
    return EMPTIED.contains(directory.toString());
  }

  /** Whether the file or directory, relative to the cluster, is copied at all. */
  static boolean belongs(Path path) {
    String name = path.getFileName().toString();
    return !LEFT_OUT.contains(path.toString())
        && !name.startsWith("pgsql_tmp")
        && !name.startsWith("pg_internal.init");
  }
}
