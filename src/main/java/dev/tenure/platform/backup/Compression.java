package dev.tenure.platform.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How the contents of a backup's files are stored, each file on its own. */
enum Compression {
  GZIP(".gz") {
    @Override
    OutputStream into(OutputStream file) throws IOException {
      return new Quick(file);
    }

    @Override
    InputStream from(InputStream file) throws IOException {
      return new GZIPInputStream(file, BUFFER);
    }
  },
  NONE("") {
    @Override
    OutputStream into(OutputStream file) {
      return file;
    }

    @Override
    InputStream from(InputStream file) {
      return file;
    }
  };

  private static final int BUFFER = 1 << 16;

  private final String ending;

  Compression(String ending) {
    this.ending = ending;
  }

  abstract OutputStream into(OutputStream file) throws IOException;

  abstract InputStream from(InputStream file) throws IOException;

  /** What file names end with. */
  String ending() {
    return ending;
  }

  /** As in the manifest and on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * By that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Compression named(String word) {
    return Arrays.stream(values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no compression '" + word + "'"));
  }

  /** A database shrinks to a quarter at the lowest level, and hardly further at others. */
  private static final class Quick extends GZIPOutputStream {
    Quick(OutputStream file) throws IOException {
      super(file, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
