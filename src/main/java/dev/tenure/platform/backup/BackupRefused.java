package dev.tenure.platform.backup;

import org.jspecify.annotations.Nullable;

/**
 * A backup or a restore that can't be done. The message is one or two sentences for the operator:
 * the reason, and the remedy.
 */
final class BackupRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private BackupRefused(int exitCode, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  /** The command was used wrongly; nothing was begun. */
  static BackupRefused misused(String sentence) {
    return new BackupRefused(2, sentence, null);
  }

  /** The command was right and something else is wrong. */
  static BackupRefused failed(String sentence) {
    return new BackupRefused(1, sentence, null);
  }

  static BackupRefused failed(String sentence, Throwable cause) {
    return new BackupRefused(1, sentence, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
