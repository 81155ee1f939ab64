package dev.tenure.platform.backup;

import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.command.Beside;
import dev.tenure.platform.verify.Verification;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proves that a backup can be restored: restores it to a throw-away directory, and proves the law
 * on that as {@code verify} does.
 */
final class BackupCheck {

  /** Settings of the live data, which a copy must not follow. */
  private static final List<String> OWN =
      List.of(
          "--tenure.data=",
          "--tenure.mode=",
          "--tenure.database.url=",
          "--tenure.database.port=",
          "--tenure.backup.archive=",
          "--tenure.trail.checkpoints=");

  private final Class<?> application;
  private final BackupSettings settings;
  private final PlatformClock clock;

  BackupCheck(Class<?> application, BackupSettings settings, PlatformClock clock) {
    this.application = application;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What is wanted.
   *
   * @param work where the throw-away copy is made
   */
  record Order(Path backup, Path work, Optional<String> passphrase) {}

  /**
   * Checks, and prints what was found.
   *
   * @param arguments Spring properties, as for serving
   * @return whether the backup is whole and the laws are kept in it
   * @throws BackupRefused if it can't be restored
   */
  boolean run(Order order, List<String> arguments, PrintStream out) {
    Manifest manifest = Manifest.of(order.backup());
    try (var place = BackupPlace.open(order.work())) {
      Path copy = place.begin(BackupPlace.name(clock.now()), BackupFiles.onDisk());
      try {
        new Restore(settings)
            .run(
                new Restore.Order(
                    order.backup(),
                    copy,
                    new UpTo.TheBackup(),
                    Optional.empty(),
                    order.passphrase()));
        out.printf(
            "%,d files match the manifest, and the database recovered from them.%n",
            manifest.files());
        lendKeys(copy);
        return prove(copy, arguments, out);
      } finally {
        BackupPlace.remove(copy);
      }
    } catch (IOException e) {
      throw BackupRefused.failed(
          "A copy can't be made in %s (%s). Name another directory with --work."
              .formatted(order.work(), e),
          e);
    }
  }

  /** What the backup lacks of keys, the live data may still have. */
  private void lendKeys(Path copy) throws IOException {
    if (!Files.isDirectory(settings.data())) {
      return;
    }
    var files = new DataFiles(settings.data(), Optional.empty());
    try (Stream<Path> all = Files.list(settings.data())) {
      for (Path key : all.filter(Files::isRegularFile).filter(files::isKey).toList()) {
        Path lent = copy.resolve(key.getFileName());
        if (!Files.exists(lent)) {
          Files.copy(key, lent);
        }
      }
    }
  }

  private boolean prove(Path copy, List<String> arguments, PrintStream out) {
    var all = new ArrayList<String>();
    arguments.stream()
        .filter(argument -> OWN.stream().noneMatch(argument::startsWith))
        .forEach(all::add);
    all.add("--tenure.data=" + copy);
    // Neither serves nor keeps off the tables: the copy of an older release is migrated first.
    all.add("--tenure.mode=copy");
    all.add("--tenure.database.url=");
    all.add("--tenure.database.port=0");
    all.add("--tenure.backup.archive=");
    // Those of the live data are ahead of the copy.
    all.add("--tenure.trail.checkpoints=" + copy.resolve("checkpoints"));
    var opened = Beside.open(application, all.toArray(String[]::new));
    if (opened.isEmpty()) {
      return false;
    }
    try (var context = opened.get()) {
      return context.getBean(Verification.class).run(out);
    }
  }
}
