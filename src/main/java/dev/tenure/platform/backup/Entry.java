package dev.tenure.platform.backup;

import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file or directory of a backup.
 *
 * @param path from the data directory, with slashes
 * @param mode as in {@code rw-------}
 * @param size of the file's content in bytes, before compression; -1 for a directory
 * @param sha256 of that content, in hexadecimal; empty for a directory
 */
record Entry(String path, String mode, long size, String sha256) {

  private static final Pattern LINE =
      Pattern.compile("(?:dir|file ([0-9a-f]{64}) (\\d{1,18})) ([rwx-]{9}) (\\S.*)");

  /** Refuses paths that lead out of the directory that they are restored to. */
  Entry {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("Not a path inside a data directory: " + path);
      }
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("A name with control characters: " + path);
    }
    PosixFilePermissions.fromString(mode);
  }

  static Entry directory(String path, String mode) {
    return new Entry(path, mode, -1, "");
  }

  boolean isDirectory() {
    return size < 0;
  }

  /** One line of the manifest. */
  String line() {
    return isDirectory()
        ? "dir %s %s".formatted(mode, path)
        : "file %s %d %s %s".formatted(sha256, size, mode, path);
  }

  /**
   * Reads a line of the manifest.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  static Entry read(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not a file or directory: " + line);
    }
    return matcher.group(1) == null
        ? directory(matcher.group(4), matcher.group(3))
        : new Entry(
            matcher.group(4), matcher.group(3), Long.parseLong(matcher.group(2)), matcher.group(1));
  }
}
