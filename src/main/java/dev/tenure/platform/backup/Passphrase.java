package dev.tenure.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the passphrase of keys comes from: a file, or the environment. Never an argument, which
 * other users of the machine could read.
 */
final class Passphrase {

  static final String VARIABLE = "TENURE_BACKUP_PASSPHRASE";

  private Passphrase() {}

  /** The given passphrase, if there is one. */
  static Optional<String> given(Optional<Path> file) {
    if (file.isEmpty()) {
      return Optional.ofNullable(System.getenv(VARIABLE)).filter(text -> !text.isEmpty());
    }
    try {
      String first = Files.readString(file.get()).lines().findFirst().orElse("");
      return Optional.of(first);
    } catch (IOException e) {
      throw BackupRefused.misused("The passphrase can't be read from " + file.get() + ".");
    }
  }

  /** One that is good enough to encrypt with. */
  static String forSealing(Optional<Path> file) {
    String passphrase =
        given(file)
            .orElseThrow(() ->
                BackupRefused.misused(
                    "--with-keys needs a passphrase: set "
                        + VARIABLE
                        + ", or name a file with --passphrase-file."));
    if (passphrase.length() < SealedKeys.SHORTEST) {
      throw BackupRefused.misused(
          "The passphrase needs at least " + SealedKeys.SHORTEST + " characters.");
    }
    return passphrase;
  }
}
