package dev.tenure.platform.backup;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which files of the data directory, besides the cluster, belong into a backup: all but what is
 * made again and what must not lie beside the data.
 *
 * @param data the directory of everything that is kept
 * @param archive directory of archived WAL, which may lie inside
 */
record DataFiles(Path data, Optional<Path> archive) {

  /** Whether the path inside the data directory is copied as it is. */
  boolean belongs(Path path) {
    String name = path.getFileName().toString();
    Path relative = data.relativize(path);
    boolean ofTheServer = relative.startsWith("postgres");
    return !name.startsWith(".")
        && !name.endsWith(".lock")
        && !isKey(path)
        && archive.filter(path::equals).isEmpty()
        && !(ofTheServer
            && (name.startsWith("cluster")
                || name.startsWith("server-")
                || name.equals("password-for-init")
                // A restored database has an archive of its own.
                || name.equals("archive")));
  }

  /** Whether the file is a key, which makes a backup worth stealing. */
  boolean isKey(Path path) {
    return path.getFileName().toString().endsWith(".key");
  }
}
