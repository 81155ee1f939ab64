package dev.tenure.platform.backup;

import dev.tenure.platform.clock.MachineClock;
import dev.tenure.platform.database.PostgresFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands {@code backup}, {@code backup verify} and {@code restore}. */
public final class BackupCommand {

  private static final Set<String> MAKING =
      Set.of("keep", "compression", "with-keys", "passphrase-file", "prune-archive");
  private static final Set<String> CHECKING = Set.of("passphrase-file", "work");
  private static final Set<String> RESTORING = Set.of("at", "archive", "passphrase-file");

  private BackupCommand() {}

  /** A command's own words, and Spring properties. */
  private record Arguments(List<String> words, List<String> settings) {
    static Arguments of(String... arguments) {
      List<String> all = List.of(arguments);
      int end = all.indexOf("--");
      return end < 0
          ? new Arguments(all, List.of())
          : new Arguments(all.subList(0, end), all.subList(end + 1, all.size()));
    }

    BackupSettings read() {
      return BackupSettings.read(settings.toArray(String[]::new));
    }
  }

  private interface Work {
    int run();
  }

  /**
   * Makes a backup, or with {@code verify} first checks one, and prints what was done.
   *
   * @param application opened to prove the law on a backup
   * @param arguments names and options, and after {@code --} Spring properties as for serving
   * @return 0 when done, 1 when something failed, 2 for wrong use
   */
  public static int backup(Class<?> application, String... arguments) {
    Arguments all = Arguments.of(arguments);
    boolean checks = !all.words().isEmpty() && all.words().getFirst().equals("verify");
    return run(() -> checks ? check(application, all) : make(all));
  }

  /**
   * Restores a backup to a new directory, which the properties name as {@code tenure.data}.
   *
   * @return as above
   */
  public static int restore(String... arguments) {
    return run(() -> restore(Arguments.of(arguments)));
  }

  private static int run(Work work) {
    try {
      return work.run();
    } catch (BackupRefused refused) {
      System.err.println("tenure: " + refused.getMessage());
      return refused.exitCode();
    } catch (PostgresFailure failure) {
      System.err.println("tenure: " + failure.getMessage());
      return 1;
    }
  }

  private static int make(Arguments all) {
    var words = new Words("backup", MAKING, all.words());
    Path directory = words.name("the directory for backups");
    Optional<Path> file = words.path("passphrase-file");
    var order =
        new Backup.Order(
            directory,
            words.number("keep"),
            compression(words),
            words.has("with-keys") ? Optional.of(Passphrase.forSealing(file)) : Optional.empty(),
            words.has("prune-archive"));
    BackupSettings settings = all.read();
    Backup.Made made = new Backup(settings, new MachineClock(), BackupFiles.onDisk()).make(order);
    new BackupReport(System.out).made(made, settings);
    return 0;
  }

  private static Compression compression(Words words) {
    try {
      return words.text("compression").map(Compression::named).orElse(Compression.GZIP);
    } catch (IllegalArgumentException e) {
      throw BackupRefused.misused("--compression takes gzip or none.");
    }
  }

  private static int check(Class<?> application, Arguments all) {
    var words = new Words("backup verify", CHECKING, all.words().subList(1, all.words().size()));
    Path backup = words.name("the backup to check");
    var order =
        new BackupCheck.Order(
            backup,
            words.path("work").orElse(backup.resolveSibling("")),
            Passphrase.given(words.path("passphrase-file")));
    var check = new BackupCheck(application, all.read(), new MachineClock());
    return check.run(order, all.settings(), System.out) ? 0 : 1;
  }

  private static int restore(Arguments all) {
    var words = new Words("restore", RESTORING, all.words());
    Path backup = words.name("the backup to restore");
    UpTo upTo = words.text("at").map(UpTo::read).orElse(new UpTo.TheBackup());
    BackupSettings settings = all.read();
    Restore.Restored restored =
        new Restore(settings)
            .run(
                new Restore.Order(
                    backup,
                    settings.data(),
                    upTo,
                    words.path("archive").or(settings::archive),
                    Passphrase.given(words.path("passphrase-file"))));
    new BackupReport(System.out).restored(restored, settings.data(), upTo);
    return 0;
  }
}
