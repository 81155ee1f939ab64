package dev.tenure.platform.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Up to where a backup is restored. */
sealed interface UpTo {

  /** The server reads it before it knows names of time zones, such as Z. */
  DateTimeFormatter SERVERS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** To where the backup ended; needs nothing besides it. */
  record TheBackup() implements UpTo {}

  /** As far as the archive has WAL. */
  record TheLatest() implements UpTo {}

  /** What was committed before an instant, exclusive. */
  record TheInstant(Instant instant) implements UpTo {}

  /** Reads {@code latest} or an instant with its offset from UTC. */
  static UpTo read(String word) {
    if (word.equals("latest")) {
      return new TheLatest();
    }
    try {
      return new TheInstant(OffsetDateTime.parse(word).toInstant());
    } catch (DateTimeException e) {
      throw BackupRefused.misused(
          "'%s' is not an instant; write one like 2026-11-30T17:30:00Z, or latest."
              .formatted(word));
    }
  }

  /** Refuses an instant that the backup lies behind. */
  default void requireWithin(Manifest manifest) {
    if (this instanceof TheInstant at && at.instant().isBefore(manifest.ended())) {
      throw BackupRefused.misused(
          "This backup ended at %s and can't be taken back to %s; choose an earlier backup."
              .formatted(manifest.ended(), at.instant()));
    }
  }

  /** The server's parameters for recovering with an archive. */
  default Map<String, String> recovery(ArchivedWal archive) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("restore_command", archive.restoreCommand());
    parameters.put("recovery_target_timeline", "current");
    // Nobody reads meanwhile, and the limits of the old server's settings don't matter then.
    parameters.put("hot_standby", "off");
    if (this instanceof TheInstant at) {
      parameters.put("recovery_target_time", SERVERS.format(at.instant()));
      parameters.put("recovery_target_inclusive", "off");
      parameters.put("recovery_target_action", "promote");
    }
    return parameters;
  }
}
