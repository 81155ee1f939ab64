package dev.tenure.platform.backup;

import java.util.Locale;

/** Bytes in words. */
final class Size {

  private static final long MB = 1_000_000;
  private static final long GB = 1_000 * MB;

  private Size() {}

  static String of(long bytes) {
    return bytes < 10 * GB
        ? String.format(Locale.UK, "%,.1f MB", (double) bytes / MB)
        : String.format(Locale.UK, "%,.1f GB", (double) bytes / GB);
  }
}
