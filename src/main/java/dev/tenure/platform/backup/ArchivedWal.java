package dev.tenure.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The archived segments of one database.
 *
 * @param directory may be missing
 */
record ArchivedWal(Path directory) {

  private static final Pattern SEGMENT =
      Pattern.compile("[0-9A-F]{24}(\\.partial|\\..*\\.backup)?");
  private static final int TIMELINE = 8;

  /**
   * Removes all segments older than a backup's first, of whichever timeline.
   *
   * @return how many
   */
  long removeBefore(WalRange oldestNeeded) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    String first = oldestNeeded.firstName().substring(TIMELINE);
    List<Path> old;
    try (Stream<Path> all = Files.list(directory)) {
      old =
          all.filter(
                  path -> {
                    String name = path.getFileName().toString();
                    return SEGMENT.matcher(name).matches()
                        && name.substring(TIMELINE, first.length() + TIMELINE).compareTo(first) < 0;
                  })
              .toList();
    }
    for (Path segment : old) {
      Files.delete(segment);
    }
    return old.size();
  }

  /** Whether this process can read what is archived. */
  boolean isReadable() {
    return Files.isReadable(directory) && newest().filter(Files::isReadable).isPresent();
  }

  /** The last file that was archived, if there is any. */
  Optional<Path> newest() {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> SEGMENT.matcher(path.getFileName().toString()).matches())
          .max(Comparator.comparing(path -> path.getFileName().toString()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The command with which a recovering server fetches a file from here.
   *
   * <p>The server puts the file's name for {@code %f} and its place for {@code %p}.
   */
  String restoreCommand() {
    String quoted = directory.toString().replace("'", "'\\''").replace("%", "%%");
    return "cp '" + quoted + "/%f' \"%p\"";
  }
}
