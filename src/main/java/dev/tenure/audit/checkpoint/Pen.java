package dev.tenure.audit.checkpoint;

import dev.tenure.audit.keys.TrailKey;
import dev.tenure.audit.keys.VerifyingKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes one series of checkpoints into its directory, a line each, one file a month. Each is on
 * the disk when it is written. Only one process holds the pen of a directory.
 */
public final class Pen implements Closeable {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final FileChannel lock;
  private final UUID series;
  private long number;
  private byte[] hash;
  private String month;

  private Pen(Path directory, FileChannel lock, List<Reading.Last> ends) {
    this.directory = directory;
    this.lock = lock;
    Reading.Last last = ends.stream().max(Comparator.comparing(Reading.Last::at)).orElse(null);
    this.series = last == null ? UUID.randomUUID() : last.series();
    this.number = last == null ? 0 : last.number();
    this.hash = last == null ? new byte[0] : last.hash();
    this.month = last == null ? "" : MONTH.format(last.at());
  }

  /** Locks the directory before it is read. */
  public static FileChannel lock(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel lock =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) {
        return lock;
      }
    } catch (OverlappingFileLockException ownProcess) {
      // As if it were another one.
    }
    lock.close();
    throw new IOException(
        "another Tenure writes its checkpoints into %s; give each a directory of its own"
            .formatted(directory));
  }

  /**
   * Continues the newest series that was read, or begins one.
   *
   * @param lock from {@link #lock}, closed with the pen
   */
  public static Pen after(Path directory, FileChannel lock, Reading read) {
    return new Pen(directory, lock, read.ends());
  }

  /** A crash in the middle of a line left it without its end; nobody was told of it. */
  private static void dropHalfLine(Path file) throws IOException {
    if (!Reading.endsWithLine(file)) {
      byte[] all = Files.readAllBytes(file);
      int end = all.length;
      while (end > 0 && all[end - 1] != '\n') {
        end--;
      }
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        out.truncate(end);
        out.force(true);
      }
    }
  }

  private Path file(String of) {
    return directory.resolve(series + "-" + of + ".jsonl");
  }

  /** Writes the next one; when this returns it is on the disk. */
  public void write(
      TrailKey key,
      Instant at,
      boolean complete,
      List<Head> heads,
      @Nullable VerifyingKey successor)
      throws IOException {
    String line =
        new Checkpoint(series, number + 1, at, hash, complete, heads, successor).line(key);
    // Files are read by name: a clock that went back doesn't begin an earlier one.
    String its = MONTH.format(at).compareTo(month) < 0 ? month : MONTH.format(at);
    Path file = file(its);
    boolean begins = !Files.exists(file);
    if (!begins) {
      dropHalfLine(file);
    }
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long end = out.size();
      try {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.position(end);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      } catch (IOException full) {
        out.truncate(end);
        throw full;
      }
    }
    if (begins) {
      try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
    number++;
    hash = SignedLine.hash(line);
    month = its;
  }

  public UUID series() {
    return series;
  }

  /** The number of the newest checkpoint, 0 before the first. */
  public long number() {
    return number;
  }

  /** The hash of the newest checkpoint's line. */
  public byte[] hash() {
    return hash.clone();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
