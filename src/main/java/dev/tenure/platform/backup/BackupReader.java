package dev.tenure.platform.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Set;
import java.util.zip.ZipException;

/** Reads the files of a backup and compares each with the manifest. */
final class BackupReader {

  private static final int BUFFER = 1 << 16;

  private final Path backup;
  private final Manifest manifest;

  /** Reads the manifest only. */
  BackupReader(Path backup) {
    this.backup = backup;
    this.manifest = Manifest.of(backup);
  }

  Manifest manifest() {
    return manifest;
  }

  /**
   * Reads all contents and writes nothing.
   *
   * @throws BackupRefused at the first file that is missing or differs
   */
  void check() {
    for (Entry entry : manifest.entries()) {
      if (!entry.isDirectory()) {
        read(entry, OutputStream.nullOutputStream());
      }
    }
  }

  /**
   * Writes all files into an existing directory, with their modes.
   *
   * @throws BackupRefused at the first file that is missing or differs, or can't be written
   */
  void extract(Path target) {
    for (Entry entry : manifest.entries()) {
      Path path = target.resolve(entry.path());
      var mode =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(entry.mode()));
      try {
        if (entry.isDirectory()) {
          Files.createDirectory(path, mode);
        } else {
          try (var channel =
              FileChannel.open(
                  path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            read(entry, Channels.newOutputStream(channel));
          }
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(entry.mode()));
      } catch (IOException e) {
        throw unwritable(path, e);
      }
    }
  }

  private void read(Entry entry, OutputStream out) {
    Path stored =
        backup.resolve(Backup.DATA).resolve(entry.path() + manifest.compression().ending());
    MessageDigest digest = Checksum.begin();
    long size = 0;
    var buffer = new byte[BUFFER];
    try (InputStream in =
        manifest
            .compression()
            .from(new BufferedInputStream(Files.newInputStream(stored), BUFFER))) {
      for (int read = next(in, buffer); read >= 0; read = next(in, buffer)) {
        digest.update(buffer, 0, read);
        size += read;
        write(out, buffer, read, stored);
      }
    } catch (NoSuchFileException missing) {
      throw damaged(stored, "is missing", missing);
    } catch (ZipException | EOFException e) {
      throw damaged(stored, "can't be unpacked", e);
    } catch (IOException e) {
      throw damaged(stored, "can't be read (" + e + ")", e);
    }
    if (size != entry.size() || !Checksum.end(digest).equals(entry.sha256())) {
      throw damaged(stored, "differs from the manifest", null);
    }
  }

  private static int next(InputStream in, byte[] buffer) throws IOException {
    return in.read(buffer);
  }

  private static void write(OutputStream out, byte[] buffer, int count, Path file) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static BackupRefused unwritable(Path path, IOException e) {
    return BackupRefused.failed(
        RoomForBackup.isFull(e)
            ? "The disk is full. Make room and try again."
            : "%s can't be restored (%s).".formatted(path, e),
        e);
  }

  private BackupRefused damaged(
      Path file, String what, @org.jspecify.annotations.Nullable Exception e) {
    String sentence =
        "The backup is damaged: %s %s. Choose another.".formatted(backup.relativize(file), what);
    return e == null ? BackupRefused.failed(sentence) : BackupRefused.failed(sentence, e);
  }
}
