package dev.tenure.platform.database;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs: bundled ones, unpacked once for each build of them, or installed ones.
 *
 * @param root holds {@code bin}
 */
record PostgresBinaries(Path root) {

  /** The major version of the bundled server, and of any other that takes its data. */
  static final int MAJOR_VERSION = 18;

  Path program(String name) {
    return root.resolve("bin").resolve(name);
  }

  /**
   * Unpacks the bundled programs below the directory, unless that was done before. A crash in the
   * middle leaves nothing that is taken for whole.
   */
  static PostgresBinaries unpackedIn(Path directory) {
    URL bundle = bundle();
    try {
      Path root = directory.resolve("server-" + fingerprint(bundle));
      if (!Files.exists(root)) {
        // Of an unpacking that was broken off, and of earlier releases.
        Shell.run(List.of("sh", "-c", "rm -rf -- \"$1\"/server-*", "sh", directory.toString()));
        Path unfinished = Files.createDirectory(directory.resolve("server-unfinished"));
        try (InputStream in = bundle.openStream()) {
          unpack(in, unfinished);
        }
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(unfinished, root, StandardCopyOption.ATOMIC_MOVE);
      }
      return new PostgresBinaries(root);
    } catch (IOException e) {
      throw FailureReader.unpacking(directory, e);
    }
  }

  /**
   * Those of a PostgreSQL that the operator has installed, say a distribution's.
   *
   * @throws PostgresFailure if there is none, or none of the bundled major version
   */
  static PostgresBinaries installedIn(Path root) {
    PostgresBinaries installed = new PostgresBinaries(root.toAbsolutePath().normalize());
    for (String name : List.of("postgres", "initdb")) {
      if (!Files.isExecutable(installed.program(name))) {
        throw refused(installed, "there is no program " + installed.program(name));
      }
    }
    var outcome = Shell.run(List.of(installed.program("postgres").toString(), "--version"));
    String said = String.join(" ", outcome.lines());
    if (!outcome.succeeded()) {
      throw refused(installed, "its postgres doesn't run: " + said);
    }
    if (!said.matches(".*\\(PostgreSQL\\) %d[.\\D].*".formatted(MAJOR_VERSION))) {
      throw refused(installed, "that is " + said);
    }
    return installed;
  }

  private static PostgresFailure refused(PostgresBinaries installed, String why) {
    return new PostgresFailure(
        Cause.NOT_RUNNABLE,
        "TENURE_DATABASE_PROGRAMS is %s, but %s; set it to where a PostgreSQL %d is installed, such as /usr/lib/postgresql/%d, or leave it out."
            .formatted(installed.root(), why, MAJOR_VERSION, MAJOR_VERSION));
  }

  private static URL bundle() {
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String name =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> machine;
        };
    URL bundle =
        PostgresBinaries.class
            .getClassLoader()
            .getResource("postgres-linux-%s.txz".formatted(name));
    if (bundle == null || !System.getProperty("os.name").equals("Linux")) {
      throw new PostgresFailure(
          Cause.NOT_RUNNABLE,
          "Tenure brings no PostgreSQL for %s on %s; name a server of your own with TENURE_DATABASE_URL."
              .formatted(System.getProperty("os.name"), machine));
    }
    return bundle;
  }

  private static String fingerprint(URL bundle) throws IOException {
    URLConnection connection = bundle.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return Long.toHexString(jar.getJarEntry().getCrc());
    }
    var crc = new CRC32();
    try (var in = new CheckedInputStream(bundle.openStream(), crc)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return Long.toHexString(crc.getValue());
  }

  private static void unpack(InputStream in, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("The bundle has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          boolean program = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
