package dev.tenure.platform.backup;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What the operator reads when a command has done its work. */
record BackupReport(PrintStream out) {

  void made(Backup.Made made, BackupSettings settings) {
    Manifest manifest = made.manifest();
    out.println("Backup written: " + made.path());
    line(
        "Contents",
        "%,d files, %s; %s on the disk (%s)"
            .formatted(
                manifest.files(),
                Size.of(manifest.size()),
                Size.of(made.stored()),
                manifest.compression().word()));
    line(
        "Up to",
        manifest.ended().truncatedTo(ChronoUnit.MILLIS)
            + "; everything committed before is inside");
    line("WAL", manifest.wal().firstName() + " to " + manifest.wal().lastName());
    line("Took", seconds(made.took()));
    if (made.keysInside()) {
      line("Keys", "encrypted with your passphrase: " + String.join(", ", made.keys()));
    } else if (!made.keys().isEmpty()) {
      line(
          "Left out",
          String.join(", ", made.keys())
              + "; keep copies elsewhere, or add them encrypted with --with-keys");
    }
    if (!made.removed().isEmpty()) {
      line("Removed", String.join(", ", made.removed()));
    }
    if (made.pruned() > 0) {
      line("Archive", "%,d segments removed that no backup needs".formatted(made.pruned()));
    }
    made.failsToArchive()
        .ifPresent(segment ->
            line(
                "Warning",
                "WAL is not being archived; the last attempt failed at "
                    + segment
                    + ". Check the space and the owner of "
                    + settings.archive().map(Path::toString).orElse("the archive")));
  }

  void restored(Restore.Restored restored, Path data, UpTo upTo) {
    out.println("Restored to " + data);
    line(
        "State",
        switch (upTo) {
          case UpTo.TheBackup backup ->
              "of the backup, which ended at "
                  + restored.manifest().ended().truncatedTo(ChronoUnit.MILLIS);
          case UpTo.TheLatest latest -> "as far as WAL was archived";
          case UpTo.TheInstant at -> "everything committed before " + at.instant();
        });
    line("Sessions", "%,d ended; everybody signs in again".formatted(restored.endedSessions()));
    if (!restored.keys().isEmpty()) {
      line("Keys", "restored: " + String.join(", ", restored.keys()));
    } else if (restored.sealed()) {
      line("Keys", "not restored: give the passphrase to restore them, or put your copies there");
    } else {
      line(
          "Keys", "not in this backup: put your copies of secrets.key and other *.key files there");
    }
    line("Next", "./tenure verify --data " + data + ", then start, then make a new backup");
  }

  private void line(String name, String text) {
    out.printf("  %-9s %s%n", name, text);
  }

  private static String seconds(Duration took) {
    return String.format(Locale.UK, "%,.1f s", took.toMillis() / 1000.0);
  }
}
