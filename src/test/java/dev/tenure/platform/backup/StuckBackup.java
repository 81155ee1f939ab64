package dev.tenure.platform.backup;

import dev.tenure.platform.clock.MachineClock;
import dev.tenure.platform.database.PostgresSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A process that makes a backup and stands still in the middle of it, so that it can be killed. */
final class StuckBackup implements BackupFiles {

  private static final int FILES = 300;

  private int written;

  private StuckBackup() {}

  static Process start(BackupSettings settings, Path place) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            StuckBackup.class.getName(),
            settings.data().toString(),
            place.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The arguments are the data directory and the directory for backups. */
  public static void main(String[] args) {
    Path data = Path.of(args[0]);
    var settings =
        new BackupSettings(data, PostgresSettings.in(data.resolve("postgres")), Optional.empty());
    new Backup(settings, new MachineClock(), new StuckBackup())
        .make(BackupWorld.into(Path.of(args[1])));
  }

  @Override
  public void directory(Path directory) throws IOException {
    BackupFiles.onDisk().directory(directory);
  }

  @Override
  public OutputStream file(Path file) throws IOException {
    if (++written == FILES) {
      System.out.println("copying");
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    return BackupFiles.onDisk().file(file);
  }

  @Override
  public void settle(Path directory) throws IOException {
    BackupFiles.onDisk().settle(directory);
  }
}
