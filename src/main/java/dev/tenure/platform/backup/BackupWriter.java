package dev.tenure.platform.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Copies files of a data directory, which may change and vanish meanwhile, into a backup that isn't
 * whole yet, and notes what was copied.
 */
final class BackupWriter {

  private static final int BUFFER = 1 << 16;

  private final Path data;
  private final Path target;
  private final Compression compression;
  private final BackupFiles files;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * Writes nothing yet.
   *
   * @param data the directory whose files are copied
   * @param target an existing directory, where each copy has the path that its original has in data
   */
  BackupWriter(Path data, Path target, Compression compression, BackupFiles files) {
    this.data = data;
    this.target = target;
    this.compression = compression;
    this.files = files;
  }

  /** What was copied so far, directories before what is in them. */
  List<Entry> entries() {
    return entries;
  }

  /**
   * Copies a directory with everything in it that belongs.
   *
   * @param belongs asked for each file and directory
   * @param isEmptied whether a directory is copied without its content
   */
  void tree(Path root, Predicate<Path> belongs, Predicate<Path> isEmptied) throws IOException {
    Files.walkFileTree(
        root,
        Set.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new Copying(root, belongs, isEmptied));
  }

  /** Notes and makes a directory. */
  void directory(Path directory) throws IOException {
    Entry entry = Entry.directory(path(directory), mode(directory));
    files.directory(target.resolve(entry.path()));
    entries.add(entry);
  }

  /** Copies a file as it is read; one that vanished is left out. */
  void file(Path file) throws IOException {
    String mode;
    InputStream in;
    try {
      mode = mode(file);
      in = Files.newInputStream(file);
    } catch (NoSuchFileException vanished) {
      return;
    }
    try (in) {
      write(file, mode, in);
    }
  }

  /** Writes a file with this content in place of the original's. */
  void file(Path file, byte[] content) throws IOException {
    write(file, "rw-------", new ByteArrayInputStream(content));
  }

  private void write(Path file, String mode, InputStream in) throws IOException {
    String path = path(file);
    MessageDigest digest = Checksum.begin();
    long size = 0;
    try (OutputStream out = open(target.resolve(path + compression.ending()))) {
      var buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        size += read;
      }
    }
    entries.add(new Entry(path, mode, size, Checksum.end(digest)));
  }

  private OutputStream open(Path file) throws IOException {
    OutputStream raw = files.file(file);
    try {
      return compression.into(new BufferedOutputStream(raw, BUFFER));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private String path(Path original) {
    return data.relativize(original).toString();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private final class Copying extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Predicate<Path> belongs;
    private final Predicate<Path> isEmptied;

    Copying(Path root, Predicate<Path> belongs, Predicate<Path> isEmptied) {
      this.root = root;
      this.belongs = belongs;
      this.isEmptied = isEmptied;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!directory.equals(data)) {
        if (!directory.equals(root) && !belongs.test(directory)) {
          return FileVisitResult.SKIP_SUBTREE;
        }
        try {
          directory(directory);
        } catch (NoSuchFileException vanished) {
          return FileVisitResult.SKIP_SUBTREE;
        }
      }
      return isEmptied.test(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile() && belongs.test(file)) {
        file(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException || failure instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path directory, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        throw failure;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
